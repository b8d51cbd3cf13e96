"""`nep dossiers verify`: do the projections equal the events, and does the chain hold?"""

import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from nep.operation.dossiers.queries import every_dossier
from nep.operation.dossiers.verification import differences


class Command(BaseCommand):
    """Exit 0 when everything agrees, 1 when anything differs; the last line sums up."""

    help = "Refold every dossier from its events and compare; check the chain of hashes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        commands.add_parser("verify", help="refold, compare, check the chain")

    def handle(self, *_args: object, **_options: object) -> None:
        found = 0
        with transaction.atomic():
            _see_one_moment()
            for difference in differences():
                found += 1
                self.stdout.write(str(difference))
            total = every_dossier().count()
        self.stdout.write(f"{total} dossiers verified, {found} differences")
        if found:
            sys.exit(1)


def _see_one_moment() -> None:
    # People go on working while we look: everything is read as of one moment.
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
