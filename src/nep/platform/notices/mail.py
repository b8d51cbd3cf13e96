"""Letters as mail programs take them, and what the server answers, in three cases that matter."""

import smtplib
from collections.abc import Sequence
from typing import Self
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from nep.foundation import clock
from nep.platform.accounts.models import User
from nep.platform.notices.models import Letter, Notice

_FOR_GOOD = 500  # from here on a server's answer is final (RFC 5321, 4.2.1)


class PutOff(Exception):  # noqa: N818 - an answer
    """The server may take the letter later."""


class Turned(Exception):  # noqa: N818 - an answer
    """The server will never take the letter."""


def mail_is_on() -> bool:
    """Tell whether letters are sent at all: a server is named, and no demonstration runs."""
    return bool(settings.EMAIL_HOST) and not clock.shift()


def language_of(person: User) -> str:
    """Return the language in which a person is written to."""
    return person.language or settings.LANGUAGE_CODE


class MailRoom:
    """One conversation with the mail server, in which several letters are handed over."""

    def __init__(self) -> None:
        self._server = get_connection()

    def __enter__(self) -> Self:
        self._server.open()
        return self

    def __exit__(self, *_fault: object) -> None:
        self._server.close()

    def post(self, letter: Letter, notices: Sequence[Notice]) -> None:
        """Hand a letter over; it is done when the server has said so.

        :raises PutOff: when the server wants it later.
        :raises Turned: when the server never wants it, or the person has no address.
        :raises OSError: when the server is not there, or not for us.
        """
        person = letter.person
        if not person.email or not person.is_active:
            message = "the account has no address" if person.is_active else "the account is closed"
            raise Turned(message)
        try:
            self._server.send_messages([written(letter, notices)])
        except smtplib.SMTPRecipientsRefused as refusal:
            code, said = next(iter(refusal.recipients.values()))
            raise _answer(code, said) from refusal
        except smtplib.SMTPSenderRefused as refusal:  # who we are is no fault of the letter
            raise PutOff(_said(refusal.smtp_code, refusal.smtp_error)) from refusal
        except smtplib.SMTPDataError as refusal:
            raise _answer(refusal.smtp_code, refusal.smtp_error) from refusal


def _answer(code: int, said: bytes | str) -> PutOff | Turned:
    return Turned(_said(code, said)) if code >= _FOR_GOOD else PutOff(_said(code, said))


def _said(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{code} {text}"


def written(letter: Letter, notices: Sequence[Notice]) -> EmailMultiAlternatives:
    """Return the letter in its person's language: as plain text, and as a simple page."""
    language = language_of(letter.person)
    with translation.override(language):
        context = {
            "language": language,
            "subject": _subject(notices),
            "person": letter.person,
            "lines": [(notice.sentence, _absolute(notice)) for notice in notices],
            "inbox": settings.NEP_ADDRESS + reverse("notices:inbox"),
            "preferences": settings.NEP_ADDRESS + reverse("notices:preferences"),
        }
        mail = EmailMultiAlternatives(
            subject=str(context["subject"]),
            body=render_to_string("notices/letter.txt", context),
            to=[letter.person.email],
            headers={
                "Message-ID": f"<{letter.message_id}@{urlsplit(settings.NEP_ADDRESS).hostname}>",
                "Auto-Submitted": "auto-generated",
            },
        )
        mail.attach_alternative(render_to_string("notices/letter.html", context), "text/html")
    return mail


def _subject(notices: Sequence[Notice]) -> str:
    if len(notices) == 1:
        return " ".join(notices[0].sentence.split())  # what it names may hold a line break
    return _("%(count)s notices from Nếp") % {"count": len(notices)}


def _absolute(notice: Notice) -> str:
    return settings.NEP_ADDRESS + reverse("notices:open", args=[notice.pk])
