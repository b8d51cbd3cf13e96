"""`nep accounts rescue USERNAME`: let somebody in when no administrator can.

Whoever types at the server owns the data anyway; what was done stands in the journal.
"""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from nep.foundation import clock
from nep.platform.accounts.models import User
from nep.platform.accounts.queries import account_named, has_second_factor
from nep.platform.accounts.services import (
    HOUSE,
    open_account_again,
    remove_second_factors,
    reset_password,
)


class Command(BaseCommand):
    """Accounts, seen from the server."""

    help = "Open an account again with a one-time password and without second factors."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        rescue = commands.add_parser("rescue", help="let somebody in when no administrator can")
        rescue.add_argument("username")

    def handle(self, *_args: object, username: str, **_options: object) -> None:
        at = clock.now()
        try:
            person = account_named(username)
        except User.DoesNotExist:
            message = f"{username}: không có tài khoản này · no such account"
            raise CommandError(message) from None
        if not person.is_active:
            open_account_again(person, actor=HOUSE, at=at)
        if has_second_factor(person):
            remove_second_factors(person, actor=HOUSE, at=at)
        self.stdout.write(reset_password(person, actor=HOUSE, at=at))
