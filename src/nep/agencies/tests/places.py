"""Where the pages of administrators about a person are, and how they write today."""

from conftest import THE_MOMENT

from nep.agencies.models import Staff

TODAY = f"{THE_MOMENT:%d/%m/%Y}"


def address(staff: Staff, *parts: str) -> str:
    """Return where a person is kept, or one of the acts on them."""
    return "/".join(["/nguoi-dung/tai-khoan", staff.person.username, *parts, ""])


def post_of(staff: Staff, act: str) -> str:
    """Return where an act on a post of theirs is."""
    return address(staff, "vi-tri", str(staff.pk), act)
