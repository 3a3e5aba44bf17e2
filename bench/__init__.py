"""Benchmarks: figures as ratios against a baseline in the same run, for a machine that others use too."""
