"""Finds out who of the people one followed is in the fediverse: evidence, candidates, verified handles."""
