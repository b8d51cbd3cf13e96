"""The outbox under two workers and under one that is killed: in transactions that really end."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection
from psycopg import connect

from nep.platform.accounts.tests.factories import UserFactory
from nep.platform.notices.mail import MailRoom
from nep.platform.notices.models import Letter, Preference
from nep.platform.notices.rules import LetterState, Mailing
from nep.platform.notices.services.letters import send_letters
from nep.platform.notices.tests.kinds import BACK, told

pytestmark = pytest.mark.slow


@pytest.fixture
def reader(own_database):
    """Somebody who wants each notice as a letter at once, in a database that goes with the test."""
    somebody = UserFactory(email="hanh@example.vn")
    Preference.objects.create(person=somebody, mailing=Mailing.AT_ONCE)
    return somebody


def send_now() -> None:
    with MailRoom() as room:
        send_letters(room)


def states() -> list[str]:
    return list(Letter.objects.order_by("id").values_list("state", flat=True))


def test_killed_before_the_commit_the_letter_goes_again_under_the_same_name(reader, server):
    told(BACK, reader, "01")
    server.once_taken = ended_from_elsewhere()

    with pytest.raises(OperationalError):
        send_now()
    connection.close()
    assert states() == [LetterState.WAITING]
    send_now()
    send_now()

    first, again = server.taken
    assert first["Message-ID"] == again["Message-ID"]
    assert states() == [LetterState.SENT]


def ended_from_elsewhere():
    """Return what ends the worker's connection, once, as `kill -9` would."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (own,) = cursor.fetchone()
    params = connection.get_connection_params()
    known = {
        name: params[name] for name in ("user", "password", "host", "port") if params.get(name)
    }

    def end() -> None:
        with connect(**known, dbname="postgres", autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s)", [own])

    return end


def test_two_workers_send_each_letter_once(reader, server):
    for number in range(20):
        told(BACK, reader, str(number))

    def work(_worker: int) -> None:
        try:
            send_now()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as workers:
        list(workers.map(work, range(2)))

    names = [mail["Message-ID"] for mail in server.taken]
    assert len(names) == len(set(names)) == 20
    assert set(states()) == {LetterState.SENT}
