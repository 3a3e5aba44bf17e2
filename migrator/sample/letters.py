"""The long posts of the diary."""

_SHORT = (
    "Tonight the sky over the yard was so clear that I could see the dust lane in Andromeda with nothing but the"
    " club's old binoculars & a bag of flour to rest my elbows on.\n\n"
    "I kept thinking: that light left when there was no bread. No oven, no rye, nobody to be late for the morning"
    " shift. And it arrives exactly here, at half past three, between the bins and the bicycle rack, just as the"
    " first batch goes in. #Andromeda\n\n"
    "If you want to see it yourself, come by before four. The door is open, the kettle is on."
    " Directions: https://t.co/NoteLink01"
)

_LONG = (
    "You asked how the club's first telescope ended up in a bakery, and the answer is longer than a post used to"
    " be.\n\n"
    "In 1974 the dome leaked. Not a little: the members observed in rubber boots. The baker across the road, my"
    " grandmother, had the driest room in the village, because flour does not forgive. So on a Sunday six people"
    ' and one handcart moved a brass refractor of 110 mm into the flour store, for "two weeks".\n\n'
    "It stayed for nineteen years. She dusted it every Saturday. When children came for rolls she let them look at"
    " the church clock, upside down, and @meteor_mila was one of them. I was another."
)

_WEATHER = (
    "clear until two",
    "clouds from the west",
    "fog in the valley",
    "wind, and a loud owl",
    "frost on the tube",
)
_DOUGH = (
    "sluggish, like all of us",
    "lively, pushed the lid off",
    "sweet, a little like apples",
    "sour enough to hold an opinion",
    "silky",
)
_SIGHT = (
    "the Pleiades, seven without glasses and nine with",
    "Saturn with its ring nearly closed",
    "two satellites racing over the chimney",
    "the double star in the tail of the Bear",
    "a fireball that went out over the mill with a hiss I surely imagined",
    "nothing at all, for an hour, which was also good",
    "the Moon, too bright to see anything else by",
)


def _day(number: int) -> str:
    weather, dough, sight = (
        kinds[number * step % len(kinds)] for kinds, step in ((_WEATHER, 2), (_DOUGH, 3), (_SIGHT, 4))
    )
    return (
        f"Night {number}. Weather: {weather}. The dough was {dough}."
        f" Between the first and the second batch I saw {sight}."
        f" Sold out by {7 + number % 3}:{number * 7 % 60:02}."
    )


_NOTEBOOK = (
    "The notebook, all of it, because the paper one is dissolving. Forty nights of one summer, as I wrote"
    " them down.\n\n"
    + "\n\n".join(_day(number) for number in range(1, 41))
    + "\n\nThat is all. The next notebook is still empty, and I like it that way."
)
"""More than 5,000 characters, so that it has to be split."""

LETTERS = {"short": _SHORT, "long": _LONG, "notebook": _NOTEBOOK}
"""By the name that the diary uses."""
