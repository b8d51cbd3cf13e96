"""What people and other systems are told: kinds of notices, and scopes of connections."""

from nep.agencies.rules import Permission
from nep.api.models import SCOPE_NAMES
from nep.api.rules import PERMISSIONS, Scope
from nep.config.reference.markdown import code, page, table
from nep.config.reference.words import english, vietnamese
from nep.platform.notices.rules import declared_kinds


def notices_page() -> str:
    """Return the page of kinds of notices."""
    kinds = [
        [
            code(kind.name),
            vietnamese(kind.sentence),
            english(kind.sentence),
            english(kind.many) if kind.gathers else "",
        ]
        for kind in declared_kinds()
    ]
    return page(
        "Notices",
        "What people are told in their inbox and, if they like, by e-mail. None holds data of"
        " applicants. Unread ones of a kind that gathers are told as one.",
        table(["Kind", "Tiếng Việt", "English", "Several as one"], kinds),
    )


def scopes_page() -> str:
    """Return the page of scopes."""
    scopes = [
        [code(scope), vietnamese(SCOPE_NAMES[scope]), english(SCOPE_NAMES[scope]), _asks_as(scope)]
        for scope in Scope
    ]
    return page(
        "Scopes",
        "What the token of a connection opens. It belongs to an agency and ends on a day; a"
        " connection for all agencies reads as those do who watch over the province. The interface"
        " itself: [openapi.json](openapi.json).",
        table(["Scope", "Tiếng Việt", "English", "Reads with the permission"], scopes),
    )


def _asks_as(scope: Scope) -> str:
    return ", ".join(code(granted) for granted in Permission if granted in PERMISSIONS[scope])
