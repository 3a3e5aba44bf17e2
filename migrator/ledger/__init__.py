"""The plan and its progress: the only place with SQL."""
