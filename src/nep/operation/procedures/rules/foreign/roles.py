"""Which role a lane seems to mean, by the words in its name: only ever a suggestion."""

from nep.agencies.rules import Role
from nep.lib.vietnamese.text import fold

_WORDS: tuple[tuple[Role, tuple[str, ...]], ...] = (
    (
        Role.ONE_STOP_OFFICER,
        ("mot cua", "tiep nhan", "tra ket qua", "one stop", "reception", "front office"),
    ),
    (Role.CLERK, ("van thu", "clerk", "archiv")),
    (
        Role.HEAD,
        (
            "truong phong",
            "pho phong",
            "pho truong phong",
            "lanh dao phong",
            "chanh van phong",
            "truong bo phan",
            "head of",
        ),
    ),
    (
        Role.LEADER,
        ("chu tich", "giam doc", "lanh dao", "thu truong", "leader", "director", "chairman"),
    ),
    (
        Role.OFFICIAL,
        ("chuyen vien", "cong chuc", "can bo", "vien chuc", "chuyen mon", "official", "officer"),
    ),
)


def role_suggested(lane: str) -> Role | None:
    """Return the role that the name of a lane speaks of; None when it speaks of none."""
    name = f" {fold(lane)}"
    return next((role for role, words in _WORDS if any(f" {word}" in name for word in words)), None)
