"""`nep bench worklist|receipt|steps|office [--dossiers N]`, `nep bench table [--dossiers N…]`.

`nep bench search [--documents N]`, `nep bench papers`."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nep.bench.http.measuring import office, steps_over_http
from nep.bench.http.serving import NotServedError
from nep.bench.measuring import BENCHES, Bench, Result
from nep.bench.papers import papers
from nep.bench.report import measure
from nep.bench.scratch import NoScratchDatabaseError
from nep.bench.searching import search

TEN_MINUTES = 600.0


class Command(BaseCommand):
    """Measures in a scratch database of its own; the last line on standard output is JSON."""

    help = "Measure how fast the house is with many dossiers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        for name in (*BENCHES, "office"):
            one = commands.add_parser(name, help=f"measure the {name}, as a line of JSON")
            one.add_argument("--dossiers", type=int, default=100_000, metavar="N")
            if name == "steps":
                one.add_argument("--http", action="store_true", help="through the web server")
                one.add_argument("--seconds", type=float, default=15.0)
            if name == "office":
                one.add_argument("--sessions", type=int, default=200)
                one.add_argument("--think", type=float, default=5.0, help="seconds, on average")
                one.add_argument("--seconds", type=float, default=TEN_MINUTES)
        texts = commands.add_parser("search", help="measure the search in texts, as JSON")
        texts.add_argument("--documents", type=int, default=100_000, metavar="N")
        commands.add_parser("papers", help="measure papers of ten pages, as a line of JSON")
        every = commands.add_parser("table", help="measure everything: a table, and bench.json")
        every.add_argument(
            "--dossiers", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], metavar="N"
        )

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401
        try:
            if options["command"] == "search":
                self.stdout.write(json.dumps(search(options["documents"])))
                return
            with Bench.ready() as bench:
                if options["command"] == "table":
                    for line in measure(bench, sorted(options["dossiers"])):
                        self.stdout.write(line)
                    return
                if options["command"] == "papers":
                    self.stdout.write(json.dumps(papers(bench)))
                    return
                bench.fill_up(options["dossiers"])
                self.stdout.write(json.dumps(_measured(bench, options)))
        except (NoScratchDatabaseError, NotServedError) as reason:
            raise CommandError(reason) from reason


def _measured(bench: Bench, options: dict[str, Any]) -> Result:
    match options["command"]:
        case "office":
            return office(
                bench,
                sessions=options["sessions"],
                think_s=options["think"],
                seconds=options["seconds"],
            )
        case "steps" if options["http"]:
            return steps_over_http(bench, seconds=options["seconds"])
        case name:
            return BENCHES[name](bench)
