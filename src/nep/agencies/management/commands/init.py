"""`nep init`: begin a real province on an empty installation, without any demonstration."""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError

from nep.agencies.models import KIND_NAMES
from nep.agencies.queries import local_day
from nep.agencies.rules import Kind
from nep.agencies.services.founding import NewProvince, found_province
from nep.foundation import clock
from nep.foundation.actors import SYSTEM, ActorRef
from nep.foundation.verdicts import Refused
from nep.lib.vietnamese.slugs import slug

QUESTIONS = {
    "province": "Tên tỉnh · province (Khánh Hòa)",
    "agency": "Tên cơ quan đầu mối · focal agency",
    "username": "Tên đăng nhập của người quản trị đầu tiên · username of the first administrator",
    "full_name": "Họ và tên người quản trị · their full name",
}


class _House:
    """The house itself: whoever types at the server owns the data."""

    ref: ActorRef = SYSTEM


class Command(BaseCommand):
    """Founds the province, or says in a sentence why not and leaves nothing behind."""

    help = "Begin a real province on an empty installation: focal agency, first administrator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--province", help="name of the province")
        parser.add_argument("--agency", help="name of the focal agency")
        parser.add_argument(
            "--agency-code", default="", help="its code; made of the name if absent"
        )
        parser.add_argument(
            "--agency-kind",
            default=Kind.SUB_DEPARTMENT.value,
            choices=[kind.value for kind in KIND_NAMES if kind is not Kind.PROVINCE_COMMITTEE],
            help="its kind; sub_department if absent",
        )
        parser.add_argument("--username", help="of the first administrator")
        parser.add_argument("--full-name", help="of the first administrator")
        parser.add_argument(
            "--password-stdin",
            action="store_true",
            help="read their password from standard input instead of making one",
        )
        parser.add_argument(
            "--since", type=_day, help="the day records begin; 1 January of this year if absent"
        )

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401
        given = {name: options[name] or self._asked(name, options) for name in QUESTIONS}
        at = clock.now()
        new = NewProvince(
            name=given["province"],
            focal_name=given["agency"],
            focal_code=options["agency_code"] or slug(given["agency"]),
            focal_kind=Kind(options["agency_kind"]),
            username=given["username"],
            full_name=given["full_name"],
            password=sys.stdin.readline().rstrip("\r\n") if options["password_stdin"] else "",
        )
        if options["password_stdin"] and not new.password:
            raise CommandError("Chưa có mật khẩu ở đầu vào chuẩn. · No password on standard input.")
        since = options["since"] or local_day(at).replace(month=1, day=1)
        try:
            welcomed = found_province(new, since=since, actor=_House(), at=at)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        if "norms" in get_commands():  # an installation may leave the catalogue out
            call_command("norms", "load", verbosity=0)
        self._tell(new, "" if new.password else welcomed.password)

    def _asked(self, name: str, options: dict[str, Any]) -> str:
        option = f"--{name.replace('_', '-')}"
        if options["password_stdin"] or not sys.stdin.isatty():
            message = f"Thiếu {option}. · {option} is missing."
            raise CommandError(message)
        return input(f"{QUESTIONS[name]}: ")

    def _tell(self, new: NewProvince, password: str) -> None:
        self.stdout.write(f"{new.focal_name} ({new.focal_code})")
        self.stdout.write(f"Tên đăng nhập · username: {new.username}")
        if password:
            self.stdout.write(f"Mật khẩu dùng một lần · one-time password: {password}")
        self.stdout.write("Tiếp theo · next: nep run, /cai-dat/bat-dau/")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{text} is not a day; write 2026-01-01"
        raise ArgumentTypeError(message) from None
