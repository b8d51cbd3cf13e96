"""Every ink can be read on every ground that it stands on, in both themes."""

import re
from pathlib import Path

import pytest

from nep.foundation import ui

STATIC = Path(ui.__file__).parent / "static" / "nep"
LIGHT, DARK_BY_SYSTEM, DARK_BY_CHOICE = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
    for block in re.findall(
        r"\{([^{}]*--paper[^{}]*)\}", (STATIC / "tokens.css").read_text(encoding="utf-8")
    )
)
GROUNDS = ("paper", "surface", "sunken")
INKS = ("ink", "quiet", "accent-ink", "on-time", "soon", "late", "waiting", "done")
TINTED = {
    **{tone: f"{tone}-tint" for tone in ("on-time", "soon", "late", "waiting", "done")},
    "accent-ink": "accent-tint",
}
PAIRS = [
    *[(ink, ground) for ink in INKS for ground in GROUNDS],
    *TINTED.items(),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_has_the_contrast_that_the_guidelines_give():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", [LIGHT, DARK_BY_SYSTEM], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS, ids=lambda name: name)
def test_words_are_readable(theme, ink, ground):
    assert contrast(theme[ink], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK_BY_SYSTEM], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("edge", ["line-strong", "focus"])
def test_edges_of_controls_are_seen(theme, ground, edge):
    assert contrast(theme[edge], theme[ground]) >= 3


def test_dark_is_the_same_by_choice_and_by_system():
    assert DARK_BY_CHOICE == DARK_BY_SYSTEM
