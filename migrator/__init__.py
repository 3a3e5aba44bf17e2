"""Carry a social life from one network to another: archives in, posts and follows out."""
