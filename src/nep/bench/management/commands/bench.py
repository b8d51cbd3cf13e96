"""`nep bench worklist|receipt|steps [--dossiers N]`, `nep bench table [--dossiers N…]`."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nep.bench.measuring import BENCHES, Bench
from nep.bench.scratch import NoScratchDatabaseError
from nep.bench.table import table


class Command(BaseCommand):
    """Measures in a scratch database of its own; the last line on standard output is JSON."""

    help = "Measure how fast the house is with many dossiers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        for name in BENCHES:
            one = commands.add_parser(name, help=f"measure the {name}, as a line of JSON")
            one.add_argument("--dossiers", type=int, default=100_000, metavar="N")
        every = commands.add_parser("table", help="measure everything, as a table")
        every.add_argument(
            "--dossiers", type=int, nargs="+", default=[10_000, 100_000], metavar="N"
        )

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401
        try:
            with Bench.ready() as bench:
                if options["command"] == "table":
                    for line in table(bench, sorted(options["dossiers"])):
                        self.stdout.write(line)
                    return
                bench.fill_up(options["dossiers"])
                self.stdout.write(json.dumps(BENCHES[options["command"]](bench)))
        except NoScratchDatabaseError as reason:
            raise CommandError(reason) from reason
