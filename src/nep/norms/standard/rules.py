"""The order of clause numbers."""


def place_of(number: str) -> list[int]:
    """Return the parts of a clause number as numbers, by which 4.10 stands after 4.9.

    :raises ValueError: when it is no clause number.
    """
    return [int(part) for part in number.split(".")]
