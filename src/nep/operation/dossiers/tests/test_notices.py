"""Who is told what of dossiers, and that it is told once."""

from datetime import datetime, timedelta

import pytest
from django.utils.translation import override

from nep.agencies.actors import Actor
from nep.agencies.models import Staff, Unit
from nep.agencies.rules import Role
from nep.agencies.services import Order, delegate_role
from nep.agencies.tests.factories import ALWAYS, AgencyFactory, actor_in
from nep.foundation.clock import VIETNAM
from nep.operation.dossiers.models import Event, OpenTask
from nep.operation.dossiers.services.steps import assign_step, claim_step, return_step
from nep.operation.dossiers.services.telling import tell_of_events
from nep.operation.dossiers.services.warning import Span, warn_of
from nep.operation.dossiers.tasks import WARNINGS, tell_what_arrived, warn_of_time
from nep.operation.dossiers.tests.factories import AN, a_dossier, completed, place_of
from nep.operation.procedures.tests.factories import Office, a_running_procedure, a_tthc
from nep.platform.notices.models import Bookmark
from nep.platform.notices.queries import notices_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office.at(AgencyFactory())


@pytest.fixture
def served():
    return a_tthc()


@pytest.fixture
def procedure(office, served):
    return a_running_procedure(office, served)


@pytest.fixture
def dossier(office, served, procedure, at):
    return a_dossier(served, procedure, actor=office.one_stop_officer, at=at)


@pytest.fixture
def handed_on(office, dossier, at):
    """A dossier that waits for an official to take it."""
    return completed(dossier, "B1", actor=office.one_stop_officer, at=at)


def inbox(actor: Actor) -> list[str]:
    return [notice.kind.partition(".")[2] for notice in notices_of(actor.person_id)]


def sentences(actor: Actor) -> list[str]:
    return [notice.sentence for notice in notices_of(actor.person_id)]


def tell_all(*, at: datetime) -> None:
    """Tell of every event there is, as the job does of those that are new."""
    keys = list(Event.objects.order_by("pk").values_list("pk", flat=True))
    tell_of_events(keys, at=at)


class TestArriving:
    def test_all_who_may_take_a_step_are_told_that_it_waits(self, office, handed_on, at):
        colleague = actor_in(office.agency, Role.OFFICIAL)

        tell_all(at=at)

        assert inbox(office.official) == inbox(colleague) == ["waits"]
        assert inbox(office.leader) == inbox(office.one_stop_officer) == []

    def test_it_says_which_dossier_and_step_and_leads_there(self, office, handed_on, at):
        tell_all(at=at)

        (notice,) = notices_of(office.official.person_id)
        with override("vi"):
            assert notice.sentence == (
                f"Hồ sơ {handed_on.code} chờ vai trò “Công chức chuyên môn”:"
                " B2 “Bước 2”, hạn trả 17:00 04/12/2023"
            )
        assert notice.address == f"/ho-so/{handed_on.code}/"
        assert notice.staff_id == office.official.staff_id

    def test_several_are_one_notice(self, office, served, procedure, at):
        for _ in range(3):
            received = a_dossier(served, procedure, actor=office.one_stop_officer, at=at)
            completed(received, "B1", actor=office.one_stop_officer, at=at)

        tell_all(at=at)

        (notice,) = notices_of(office.official.person_id)
        assert (notice.count, notice.address) == (3, "/")

    def test_nobody_is_told_what_they_did_themselves(self, office, dossier, at):
        tell_all(at=at)

        assert inbox(office.one_stop_officer) == []

    def test_what_somebody_has_taken_since_is_told_to_nobody(self, office, handed_on, at):
        claim_step(handed_on, place_of(handed_on, "B2"), actor=office.official, at=at)
        colleague = actor_in(office.agency, Role.OFFICIAL)

        tell_all(at=at)

        assert inbox(colleague) == inbox(office.official) == []

    def test_what_is_done_is_told_to_nobody(self, office, handed_on, at):
        completed(handed_on, "B2", actor=office.official, at=at)

        tell_all(at=at)

        assert inbox(office.official) == []
        assert inbox(office.leader) == ["waits"]

    def test_a_stand_in_is_told_too(self, office, handed_on, at):
        leader, head = (Staff.objects.get(pk=one.staff_id) for one in (office.leader, office.head))
        order = Order(at.date(), at.date(), "12/GUQ-UBND", "Nghỉ phép năm")
        delegate_role(leader, head, Role.LEADER, order=order, actor=office.leader, at=at)
        completed(handed_on, "B2", actor=office.official, at=at)

        tell_all(at=at)

        assert inbox(office.head) == ["waits"]

    def test_of_a_step_of_one_office_only_that_office_is_told(self, office, handed_on, at):
        unit = Unit.objects.create(agency=office.agency, name="Phòng Tư pháp", validity=ALWAYS)
        OpenTask.objects.filter(dossier=handed_on).update(unit=unit)
        insider = actor_in(office.agency, Role.OFFICIAL, unit=unit)

        tell_all(at=at)

        assert inbox(insider) == ["waits"]
        assert inbox(office.official) == []


class TestIntoHands:
    def test_whoever_is_assigned_is_told_and_nobody_else(self, office, handed_on, at):
        holder = Staff.objects.get(pk=office.official.staff_id)
        colleague = actor_in(office.agency, Role.OFFICIAL)
        place = place_of(handed_on, "B2")
        assign_step(handed_on, place, holder, actor=office.head, at=at)

        tell_all(at=at)

        assert inbox(office.official) == ["arrived"]
        assert inbox(colleague) == []

    def test_whoever_must_mend_is_told_that_it_came_back(self, office, handed_on, at):
        completed(handed_on, "B2", actor=office.official, at=at)
        place = place_of(handed_on, "B3")
        reason = "Chị Ân chưa ký."
        return_step(handed_on, place, way="return:B2", reason=reason, actor=office.leader, at=at)

        tell_all(at=at)
        tell_all(at=at)

        assert inbox(office.official) == ["returned"]
        assert reason not in sentences(office.official)[0]


def test_no_notice_names_the_applicant(office, handed_on, at):
    tell_all(at=at)
    warn_of(Span(at, at + timedelta(days=30)))

    told = "".join(sentences(office.official))
    assert handed_on.code in told
    assert AN.full_name not in told
    assert AN.identity_number not in told


class TestWarning:
    """The dossier was received on Monday 27/11 and is promised for Monday 4/12, 17:00."""

    DUE = datetime(2023, 12, 4, 17, tzinfo=VIETNAM)
    SOON = datetime(2023, 11, 30, 17, tzinfo=VIETNAM)  # two working days before

    @pytest.fixture(autouse=True)
    def waiting(self, handed_on) -> None:
        """The dossier waits for an official."""

    def warn(self, after: datetime, until: datetime) -> None:
        warn_of(Span(after, until))

    def test_two_working_days_before_it_is_due_soon(self, office):
        minute = timedelta(minutes=1)

        self.warn(self.SOON - 2 * minute, self.SOON - minute)
        assert "due_soon" not in inbox(office.official)

        self.warn(self.SOON - minute, self.SOON + minute)
        assert "due_soon" in inbox(office.official)

    def test_once_the_promise_is_broken_it_is_late(self, office):
        self.warn(self.DUE - timedelta(hours=1), self.DUE)

        assert inbox(office.official) == ["late"]

    def test_whoever_holds_it_is_warned_alone(self, office, handed_on, at):
        claim_step(handed_on, place_of(handed_on, "B2"), actor=office.official, at=at)
        colleague = actor_in(office.agency, Role.OFFICIAL)

        self.warn(self.DUE - timedelta(hours=1), self.DUE)

        assert inbox(office.official) == ["late"]
        assert inbox(colleague) == []

    def test_in_small_steps_each_is_told_once(self, office, at):
        moment, end = at, self.DUE + timedelta(days=1)
        while moment < end:
            self.warn(moment, moment + timedelta(hours=7))
            moment += timedelta(hours=7)

        assert sorted(inbox(office.official)) == ["check_ends", "due_soon", "late"]
        assert {notice.count for notice in notices_of(office.official.person_id)} == {1}

    def test_after_an_outage_of_days_what_is_late_by_then_is_told_as_late(self, office, at):
        self.warn(at, self.DUE + timedelta(days=2))

        assert "late" in inbox(office.official)
        assert "due_soon" not in inbox(office.official)

    def test_on_the_third_working_day_the_time_to_ask_for_papers_ends(self, office):
        thursday = datetime(2023, 11, 30, 0, 1, tzinfo=VIETNAM)

        self.warn(thursday - timedelta(days=1), thursday - timedelta(minutes=2))
        assert inbox(office.official) == []

        self.warn(thursday - timedelta(minutes=2), thursday)
        assert inbox(office.official) == ["check_ends"]

    def test_that_is_no_warning_for_the_counter(self, office, served, procedure, at):
        a_dossier(served, procedure, actor=office.one_stop_officer, at=at)

        self.warn(at, at + timedelta(days=3))

        assert inbox(office.one_stop_officer) == []

    def test_nor_for_what_is_answered(self, office, handed_on, at):
        completed(handed_on, "B2", actor=office.official, at=at)
        completed(handed_on, "B3", actor=office.leader, at=at)
        completed(handed_on, "B4", actor=office.clerk, at=at)

        self.warn(at, at + timedelta(days=3))

        assert inbox(office.clerk) == inbox(office.official) == []

    def test_on_a_day_of_rest_nothing_new_is_due(self, office):
        saturday = datetime(2023, 12, 2, 8, tzinfo=VIETNAM)

        self.warn(saturday, saturday + timedelta(hours=30))

        assert inbox(office.official) == []


class TestJobs:
    def test_the_first_look_of_warnings_only_begins(self, office, handed_on, at):
        warn_of_time(0)

        assert inbox(office.official) == []
        assert Bookmark.objects.get(reader=WARNINGS).at == at

    def test_the_next_one_warns_of_the_time_between(self, office, handed_on, at):
        warn_of_time(0)
        Bookmark.objects.filter(reader=WARNINGS).update(at=at - timedelta(days=30))
        OpenTask.objects.update(dossier_due_at=at - timedelta(minutes=1))

        warn_of_time(0)
        warn_of_time(0)

        assert inbox(office.official) == ["late"]
        assert notices_of(office.official.person_id)[0].count == 1

    def test_nothing_is_told_of_what_is_not_committed(self, office, handed_on):
        tell_what_arrived(0)

        assert inbox(office.official) == []
