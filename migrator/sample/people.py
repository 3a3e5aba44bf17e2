"""The made-up people around the made-up owner. None of them exists; two have names that exist on every server."""

PEOPLE = {
    "bob": 100200301,
    "admin": 100200302,
    "tilda_oven": 100200303,
    "orrery_otto": 100200304,
    "meteor_mila": 100200305,
    "rye_and_shine_co": 100200306,
    "old_dome_club": 100200307,
    "kaffee_kasimir": 100200308,
    "gone_gustav": -1,
}
"""Names and account ids; X writes -1 where an account is gone."""

FOLLOWING = ("bob", "tilda_oven", "orrery_otto", "meteor_mila", "old_dome_club", "kaffee_kasimir")
FOLLOWERS = ("bob", "admin", "tilda_oven", "orrery_otto", "kaffee_kasimir")
STRANGERS = (100200401, 100200402, 100200403)
"""Followed accounts that never appear in a post: their names can't be had from the archive."""
