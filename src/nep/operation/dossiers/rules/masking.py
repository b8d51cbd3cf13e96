"""Personal data as they are shown to those who need not know them (R61)."""


def masked_name(name: str) -> str:
    """Keep the family name and the initials of the rest: `Nguyễn V. A.`."""
    first, *rest = name.split()
    return " ".join([first, *(f"{word[0]}." for word in rest)])


def masked_digits(number: str) -> str:
    """Keep the last three digits of an identity or telephone number."""
    hidden = max(len(number) - 3, 0)
    return "•" * hidden + number[hidden:]
