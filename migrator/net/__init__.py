"""HTTP manners: pace, patience, guards. Knows no API."""
