"""A made-up X archive, small and complete, for the demo and the tests."""
