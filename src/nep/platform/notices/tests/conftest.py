"""The kinds of these tests, a person with an address, and a mail server that does as told."""

from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import Message
from socket import socket

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from nep.platform.accounts.models import User
from nep.platform.accounts.tests.factories import UserFactory
from nep.platform.notices import rules
from nep.platform.notices.models import Preference
from nep.platform.notices.rules import Mailing
from nep.platform.notices.tests.kinds import ARRIVED, BACK


class MailServer:
    """What a mail server took, and what it is told to answer instead."""

    def __init__(self) -> None:
        self.taken: list[Message] = []
        self.to_recipient = self.to_sender = self.to_letter = ""
        self.once_taken: Callable[[], None] | None = None

    async def handle_MAIL(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.to_sender or "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.to_recipient or "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.to_letter:
            return self.to_letter
        self.taken.append(message_from_bytes(envelope.content))
        then, self.once_taken = self.once_taken, None
        if then:
            then()
        return "250 OK"


@pytest.fixture(autouse=True)
def kinds_of_the_tests(monkeypatch):
    for kind in (BACK, ARRIVED):
        monkeypatch.setitem(rules._kinds, kind.name, kind)


@pytest.fixture
def person(db) -> User:
    return UserFactory(full_name="Nguyễn Thị Hạnh", email="hanh@example.vn")


@pytest.fixture
def eager(person) -> User:
    """A person who wants each notice as a letter at once."""
    Preference.objects.create(person=person, mailing=Mailing.AT_ONCE)
    return person


@pytest.fixture
def mail_on(settings) -> None:
    """An installation that names a mail server, at which nobody answers."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    settings.NEP_ADDRESS = "https://nep.example.vn"


@pytest.fixture
def server(mail_on, settings) -> Iterator[MailServer]:
    """The same, and somebody answers."""
    at_work = MailServer()
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = free.getsockname()[1]
    controller = Controller(at_work, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    controller.start()
    yield at_work
    controller.stop()
