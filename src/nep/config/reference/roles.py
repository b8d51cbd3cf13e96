"""Roles, and what each may do."""

from nep.agencies.models import ROLE_NAMES
from nep.agencies.rules import PERMISSIONS, Permission, Role
from nep.config.reference.markdown import code, page, table
from nep.config.reference.words import english, vietnamese


def roles_page() -> str:
    """Return the page of roles and permissions."""
    roles = [[code(role), vietnamese(ROLE_NAMES[role]), english(ROLE_NAMES[role])] for role in Role]
    granted = [
        [code(permission), *("yes" if permission in PERMISSIONS[role] else "" for role in Role)]
        for permission in Permission
    ]
    return page(
        "Roles",
        "Declared in code, given to staff in data from a day to a day"
        " ([24](../adr/0024-verdicts-and-roles-in-code.md)). A permission opens a door; whether"
        " an act is possible is then decided by the rules of the act.",
        table(["Role", "Tiếng Việt", "English"], roles),
        "## Permissions",
        table(["Permission", *(english(ROLE_NAMES[role]) for role in Role)], granted),
    )
