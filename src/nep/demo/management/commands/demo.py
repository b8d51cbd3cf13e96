"""`nep demo load [--wait]`, `nep demo travel DATE`, `nep demo accounts [--json]`."""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nep.demo import loading
from nep.demo.accounts import accounts
from nep.demo.tasks import load_later
from nep.foundation import clock


class Command(BaseCommand):
    """The demonstration of Ninh Thuận in late 2023."""

    help = "Load the demonstration, move its day, or list its accounts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        load = commands.add_parser("load", help="load the demonstration")
        load.add_argument("--wait", action="store_true", help="load all of it before returning")
        travel = commands.add_parser("travel", help="move the demonstration's present")
        travel.add_argument("day", type=_day, metavar="DATE", help="2023-11-27 or 27/11/2023")
        listed = commands.add_parser("accounts", help="list the demonstration's accounts")
        listed.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401
        match options["command"]:
            case "load":
                self._load(wait=options["wait"])
            case "travel":
                self._travel(options["day"])
            case "accounts":
                self._accounts(as_json=options["as_json"])

    def _load(self, *, wait: bool) -> None:
        if loading.is_somebody_elses():
            raise CommandError(
                "Nơi này đã có cơ quan thật; bản trình diễn không được nạp vào. · "
                "Real agencies stand here; the demonstration is not mixed in."
            )
        if not loading.is_begun():
            loading.travel_to(loading.THE_DAY, real_now=datetime.now(UTC))
        loading.load_first(tell=self._tell)
        if wait:
            for code in loading.rest():
                loading.load_agency(code, tell=self._tell)
        else:
            load_later(loading.rest())
        self.stdout.write("")
        self.stdout.write(f"Bản trình diễn: hôm nay là {clock.today():%d/%m/%Y}")

    def _travel(self, day: date) -> None:
        loading.travel_to(day, real_now=datetime.now(UTC))
        self.stdout.write(f"Bản trình diễn: hôm nay là {clock.today():%d/%m/%Y}")

    def _accounts(self, *, as_json: bool) -> None:
        listed = accounts(at=clock.now())
        if as_json:
            self.stdout.write(json.dumps([asdict(one) for one in listed], ensure_ascii=False))
            return
        for one in listed:
            self.stdout.write(f"{one.username:40} {one.password:18} {one.role:20} {one.agency}")

    def _tell(self, progress: loading.Progress) -> None:
        line = f"{progress.part}: {progress.done}/{progress.total} {progress.latest}"
        if sys.stdout.isatty():
            self.stdout.write(f"\r\033[K{line[:100]}", ending="")
            self.stdout.flush()
        elif progress.done == progress.total:
            self.stdout.write(f"{progress.part}: {progress.done}")


def _day(text: str) -> date:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    message = f"{text} is not a day; write 2023-11-27 or 27/11/2023"
    raise ArgumentTypeError(message)
