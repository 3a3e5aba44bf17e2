"""Servers that posts go to; every HTTP call goes through `net`."""
