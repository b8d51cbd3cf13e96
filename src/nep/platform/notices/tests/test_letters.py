"""Letters are not lost while the mail server is away, and sent once when it is back."""

from datetime import datetime, timedelta
from email.header import decode_header, make_header
from email.message import Message

import pytest
from django.db.models.functions import Now

from nep.foundation import clock
from nep.foundation.clock import VIETNAM
from nep.platform.accounts.rules import Closed
from nep.platform.accounts.tests.factories import UserFactory
from nep.platform.notices.mail import MailRoom, mail_is_on
from nep.platform.notices.models import Letter, Notice, Preference
from nep.platform.notices.queries import outbox
from nep.platform.notices.rules import LetterState, Mailing
from nep.platform.notices.services.inbox import choose_mailing, read_notice
from nep.platform.notices.services.letters import send_letters, write_digests
from nep.platform.notices.tasks import send
from nep.platform.notices.tests.kinds import ARRIVED, BACK, NOON, told

pytestmark = pytest.mark.django_db
CLOSED = {"is_active": False, "closed_for": Closed.LEFT}
SEVEN = datetime(2023, 11, 27, 7, 0, tzinfo=VIETNAM)


def send_now() -> None:
    with MailRoom() as room:
        send_letters(room)


def body(mail: Message) -> str:
    return mail.get_payload()[0].get_payload(decode=True).decode()


def subject(mail: Message) -> str:
    return str(make_header(decode_header(mail["Subject"])))


class TestAtOnce:
    @pytest.mark.usefixtures("mail_on")
    def test_a_letter_is_written_with_its_notice(self, eager):
        told(BACK, eager, "01")

        (letter,) = Letter.objects.all()
        assert letter.state == LetterState.WAITING
        assert [notice.sentence for notice in letter.notices.all()] == ["Dossier 01 came back"]

    @pytest.mark.usefixtures("mail_on")
    def test_what_comes_together_is_one_letter(self, eager):
        told(BACK, eager, "01", "02", "03")

        assert Letter.objects.get().notices.count() == 3

    @pytest.mark.usefixtures("mail_on")
    def test_what_grows_is_no_second_letter(self, eager):
        told(ARRIVED, eager, "01")
        told(ARRIVED, eager, "02")

        assert Letter.objects.count() == 1

    @pytest.mark.usefixtures("mail_on")
    @pytest.mark.parametrize("mailing", [Mailing.DIGEST, Mailing.NEVER, None])
    def test_others_get_none_at_once(self, person, mailing):
        if mailing:
            choose_mailing(person.pk, mailing)

        told(BACK, person, "01")

        assert not Letter.objects.exists()

    @pytest.mark.usefixtures("mail_on")
    @pytest.mark.parametrize("lacking", [{"email": ""}, CLOSED])
    def test_nor_do_those_whom_no_letter_can_reach(self, eager, lacking):
        type(eager).objects.filter(pk=eager.pk).update(**lacking)

        told(BACK, eager, "01")

        assert not Letter.objects.exists()

    def test_without_a_mail_server_the_inbox_stands_alone(self, eager):
        told(BACK, eager, "01")

        assert not mail_is_on()
        assert Notice.objects.count() == 1
        assert not Letter.objects.exists()

    @pytest.mark.usefixtures("mail_on")
    def test_a_demonstration_writes_no_letters(self, eager, monkeypatch):
        monkeypatch.setattr(clock, "_sources", [lambda: timedelta(weeks=-150)])
        clock.forget_shift()

        told(BACK, eager, "01")

        clock.forget_shift()
        assert not Letter.objects.exists()


class TestSending:
    def test_the_server_gets_what_the_inbox_says(self, eager, server):
        told(BACK, eager, "01")

        send_now()

        (mail,) = server.taken
        letter = Letter.objects.get()
        (notice,) = letter.notices.all()
        assert letter.state == LetterState.SENT
        assert mail["To"] == "hanh@example.vn"
        assert mail["Message-ID"] == f"<{letter.message_id}@nep.example.vn>"
        assert subject(mail) == "Dossier 01 came back"
        assert f"https://nep.example.vn/thong-bao/{notice.pk}/" in body(mail)
        assert mail.get_payload()[1].get_content_type() == "text/html"

    def test_a_line_break_in_what_it_names_does_not_hold_the_letter_up(self, eager, server):
        told(BACK, eager, "01\nBcc: x@example.vn")

        send_now()

        assert subject(server.taken[0]) == "Dossier 01 Bcc: x@example.vn came back"

    def test_several_are_counted_in_the_subject_and_told_in_the_letter(self, eager, server):
        told(BACK, eager, "01", "02")

        send_now()

        assert subject(server.taken[0]) == "2 thông báo từ Nếp"
        assert "Dossier 01 came back" in body(server.taken[0])
        assert "Dossier 02 came back" in body(server.taken[0])

    def test_it_is_sent_once(self, eager, server):
        told(BACK, eager, "01")

        send_now()
        send_now()

        assert len(server.taken) == 1

    def test_nothing_is_lost_while_the_server_is_away(self, eager, mail_on):
        told(BACK, eager, "01")

        send(0)

        letter = Letter.objects.get()
        assert letter.state == LetterState.WAITING
        assert letter.tries == 0  # no letter is to blame
        assert "refused" in outbox().fault

    def test_and_all_is_sent_once_when_it_is_back(self, eager, mail_on, settings, request):
        told(BACK, eager, "01")
        told(BACK, eager, "02")
        send(0)
        server = request.getfixturevalue("server")

        send(0)
        send(0)

        assert [subject(mail) for mail in server.taken] == [
            "Dossier 01 came back",
            "Dossier 02 came back",
        ]

    def test_what_the_server_puts_off_is_tried_later_and_later(self, eager, server):
        told(BACK, eager, "01")
        server.to_recipient = "451 4.7.1 Greylisted"

        send_now()
        send_now()

        letter = Letter.objects.get()
        assert (letter.state, letter.tries) == (LetterState.WAITING, 1)
        assert "Greylisted" in letter.fault
        assert not Letter.objects.filter(next_try_at__lte=Now()).exists()

    def test_then_it_is_sent(self, eager, server):
        told(BACK, eager, "01")
        server.to_letter = "452 4.2.2 Mailbox full"
        send_now()
        server.to_letter = ""
        Letter.objects.update(next_try_at=Now())

        send_now()

        assert Letter.objects.get().state == LetterState.SENT
        assert len(server.taken) == 1

    @pytest.mark.parametrize("where", ["to_recipient", "to_letter"])
    def test_what_is_refused_for_good_is_kept_with_the_reason(self, eager, server, where):
        told(BACK, eager, "01")
        setattr(server, where, "550 5.1.1 No such user here")

        send_now()
        send_now()

        letter = Letter.objects.get()
        assert (letter.state, letter.tries) == (LetterState.REFUSED, 1)
        assert outbox().refusals == [letter]
        assert "No such user here" in letter.fault

    def test_one_that_is_refused_holds_up_no_other(self, eager, server):
        told(BACK, eager, "01")
        type(eager).objects.filter(pk=eager.pk).update(email="")
        other = UserFactory(email="khac@example.vn")
        Preference.objects.create(person=other, mailing=Mailing.AT_ONCE)
        told(BACK, other, "02")

        send_now()

        assert [mail["To"] for mail in server.taken] == ["khac@example.vn"]
        assert outbox().refused == 1

    def test_a_sender_whom_the_server_refuses_loses_no_letter(self, eager, server):
        told(BACK, eager, "01")
        server.to_sender = "550 5.7.1 Not allowed to send as this address"

        send_now()

        assert Letter.objects.get().state == LetterState.WAITING

    def test_a_letter_to_a_closed_account_is_refused(self, eager, server):
        told(BACK, eager, "01")
        type(eager).objects.filter(pk=eager.pk).update(**CLOSED)

        send_now()

        assert outbox().refused == 1
        assert server.taken == []

    def test_it_is_written_in_the_language_of_the_person(self, eager, server):
        type(eager).objects.filter(pk=eager.pk).update(language="en")
        told(BACK, eager, "01", "02")

        send_now()

        assert subject(server.taken[0]) == "2 notices from Nếp"


class TestDigest:
    @pytest.fixture(autouse=True)
    def with_mail(self, mail_on) -> None:
        """Every day has its letter only where letters are sent."""

    def digest(self, at: datetime) -> int:
        return write_digests(hour=7, at=at)

    def test_it_tells_what_is_unread_in_one_letter(self, person):
        told(BACK, person, "01", "02", at=SEVEN - timedelta(hours=12))
        (read,) = told(BACK, person, "03", at=SEVEN - timedelta(hours=12))
        read_notice(read, at=SEVEN)

        assert self.digest(SEVEN) == 1

        assert Letter.objects.get().notices.count() == 2

    def test_before_its_hour_there_is_none(self, person):
        told(BACK, person, "01", at=SEVEN - timedelta(hours=12))

        assert self.digest(SEVEN - timedelta(minutes=1)) == 0

    def test_there_is_one_a_day_and_nothing_stands_in_two(self, person):
        told(BACK, person, "01", at=SEVEN - timedelta(hours=12))
        self.digest(SEVEN)
        told(BACK, person, "02", at=SEVEN + timedelta(hours=2))

        assert self.digest(SEVEN + timedelta(hours=3)) == 0
        assert self.digest(SEVEN + timedelta(days=1)) == 1

        told_then = [letter.notices.get().sentence for letter in Letter.objects.order_by("id")]
        assert told_then == ["Dossier 01 came back", "Dossier 02 came back"]

    def test_after_days_without_the_job_one_letter_tells_of_all(self, person):
        self.digest(SEVEN)
        for day in (1, 2):
            told(BACK, person, f"0{day}", at=SEVEN + timedelta(days=day, hours=2))

        assert self.digest(SEVEN + timedelta(days=3, hours=5)) == 1

        assert Letter.objects.get().notices.count() == 2

    def test_nobody_gets_an_empty_one(self, person):
        assert self.digest(SEVEN) == 0

    @pytest.mark.parametrize("mailing", [Mailing.AT_ONCE, Mailing.NEVER])
    def test_those_who_chose_otherwise_get_none(self, person, mailing):
        choose_mailing(person.pk, mailing)
        told(BACK, person, "01", at=SEVEN - timedelta(hours=12))
        Letter.objects.all().delete()

        told_again = self.digest(SEVEN)

        assert told_again == 0


def test_where_no_mail_is_sent_the_job_leaves_everything_as_it_is(person):
    told(BACK, person, "01", at=SEVEN - timedelta(hours=12))

    with clock.fixed(NOON):
        send(0)

    assert not Letter.objects.exists()
