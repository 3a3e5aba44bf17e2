"""Rows and pages made from plans and reports, for the command line and the browser alike.

They only show: no decision about a post is made here.
"""
