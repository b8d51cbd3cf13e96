"""`generate_docs`: write the reference pages from the code."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from nep.config.reference.addresses import addresses_page
from nep.config.reference.environment import settings_page
from nep.config.reference.happenings import acts_page, events_page
from nep.config.reference.interface import openapi_file
from nep.config.reference.lives import stages_page, states_page
from nep.config.reference.parameters import parameters_page
from nep.config.reference.roles import roles_page
from nep.config.reference.tellings import notices_page, scopes_page

PAGES: Mapping[str, Callable[[], str]] = {
    "addresses.md": addresses_page,
    "roles.md": roles_page,
    "acts.md": acts_page,
    "events.md": events_page,
    "stages.md": stages_page,
    "states.md": states_page,
    "notices.md": notices_page,
    "scopes.md": scopes_page,
    "parameters.md": parameters_page,
    "settings.md": settings_page,
    "openapi.json": openapi_file,
}


class Command(BaseCommand):
    """Writes every page anew; the same code always gives the same pages."""

    help = "Write the reference pages from the code; needs no database."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--into", type=Path, default=settings.ROOT / "docs" / "reference")

    def handle(self, *, into: Path, **options: Any) -> None:  # noqa: ANN401
        into.mkdir(parents=True, exist_ok=True)
        for name, written in PAGES.items():
            (into / name).write_text(written(), encoding="utf-8")
