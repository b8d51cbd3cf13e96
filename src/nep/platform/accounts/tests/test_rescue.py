"""`nep accounts rescue`: somebody gets in when no administrator can open the account."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from nep.platform.accounts.rules import Closed
from nep.platform.accounts.tests.factories import UserFactory
from nep.platform.journal.models import Entry
from nep.platform.journal.queries import entries_about

pytestmark = pytest.mark.django_db


def rescue(username):
    said = StringIO()
    call_command("accounts", "rescue", username, stdout=said)
    return said.getvalue().strip()


def test_the_account_is_opened_without_second_factors_and_its_password_printed():
    keeper = UserFactory(username="quantri", is_active=False, closed_for=Closed.IDLE)
    Authenticator.objects.create(user=keeper, type="totp", data={"secret": "lost"})

    password = rescue("QuanTri")

    keeper.refresh_from_db()
    assert keeper.is_active
    assert keeper.check_password(password)
    assert keeper.password_is_temporary
    assert not Authenticator.objects.exists()
    assert [entry.act for entry in entries_about(keeper)] == [
        "accounts.account_opened",
        "accounts.second_factors_reset",
        "accounts.password_reset",
    ]


def test_an_open_account_only_gets_the_password():
    keeper = UserFactory(username="quantri")

    assert rescue("quantri")

    assert [entry.act for entry in entries_about(keeper)] == ["accounts.password_reset"]


def test_an_unknown_name_is_said():
    before = Entry.objects.count()

    with pytest.raises(CommandError):
        rescue("ai-do")

    assert Entry.objects.count() == before
