"""Invented people: names that could be anybody's, the same at every load."""

from random import Random

from nep.demo.tables import names


def a_name(chance: Random) -> str:
    """Return a full name."""
    sex = chance.choice("mf")
    parts = ("family", f"middle {sex}", f"given {sex}")
    return " ".join(chance.choice(names()[part]) for part in parts)


def an_identity_number(chance: Random) -> str:
    """Return twelve digits that look like a citizen's number of Ninh Thuận (058)."""
    return f"058{chance.choice('01')}{chance.randrange(60, 100)}{chance.randrange(10**6):06}"


def a_phone(chance: Random) -> str:
    """Return a number in a block that no operator gives out."""
    return f"0199{chance.randrange(10**6):06}"
