"""A licence is accepted by its name, and whatever may not stand beside ours is refused."""

import pytest
from scripts.licences import ACCEPTED, _normal


def is_accepted(said: str) -> bool:
    licence = _normal(said)
    return bool(licence) and set(licence.split(", ")) <= ACCEPTED


@pytest.mark.parametrize(
    "said",
    [
        "MIT",
        "BSD-3-Clause",
        "Apache-2.0",
        "LGPL-3.0-or-later",
        "License :: OSI Approved :: GNU General Public License v3 (GPLv3)",
        "AGPL-3.0-or-later",
        "MIT AND OFL-1.1",
        "SEE LICENSE IN LICENSE (bpmn.io)",
    ],
)
def test_what_may_stand_beside_ours_is_accepted(said):
    assert is_accepted(said)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "GPL-2.0-only",
        "MIT AND GPL-2.0-only",
        "SSPL-1.0",
        "BUSL-1.1",
        "MIT WITH Commons Clause",
        "CC-BY-NC-4.0",
        "UNLICENSED",
        "Ask our sales team",
    ],
)
def test_what_may_not_is_refused(said):
    assert not is_accepted(said)
