"""Loading through the services: Ninh Hải and one of its communes, with whom their steps name."""

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from nep.agencies.models import Agency, Staff
from nep.agencies.queries import agency_coded, staff_holding
from nep.agencies.rules import Role
from nep.demo import loading, progress, tables
from nep.demo.accounts import accounts
from nep.demo.province import PASSWORD, SINCE, build_agencies
from nep.demo.queries import jobs_under_way
from nep.demo.tasks import load_agency, load_later
from nep.foundation import clock
from nep.operation.dossiers.models import Dossier, Event
from nep.operation.dossiers.rules.states import ENDED, Source
from nep.operation.dossiers.verification import differences
from nep.operation.procedures.models import Step
from nep.operation.procedures.queries import procedures_run_by
from nep.platform.accounts.models import User
from nep.platform.journal.models import Entry
from nep.platform.journal.queries import broken_places
from nep.support.documents.models import Revision

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DISTRICT, COMMUNE = "ubnd-huyen-ninh-hai", "ubnd-xa-tri-hai"
NAMED = (  # by the steps of both
    "so-lao-dong-thuong-binh-va-xa-hoi",
    "so-van-hoa-the-thao-va-du-lich",
    "van-phong-dang-ky-dat-dai",
    "bao-hiem-xa-hoi-tinh",
    "cuc-thue-tinh",
    "cong-an-tinh",
)
A_FEW = 6
REAL_NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)


def silently(_progress: loading.Progress) -> None:
    """Tell nobody."""


@pytest.fixture
def a_part(monkeypatch):
    """Let the province be one district and one commune, each with a few dossiers."""
    wanted = {DISTRICT, COMMUNE, *NAMED}
    above = {row.parent for row in tables.agencies() if row.code in wanted}
    rows = tuple(row for row in tables.agencies() if row.code in wanted | above)
    monkeypatch.setattr(tables, "agencies", lambda: rows)
    monkeypatch.setattr(loading, "count_for", lambda _agency: A_FEW)
    return rows


@pytest.fixture
def peopled(a_part, at):
    return list(build_agencies(at))


@pytest.fixture
def loaded(peopled):
    for code in (COMMUNE, DISTRICT):
        loading.load_agency(code, tell=silently)


def rows_there_are() -> Counter[str]:
    stored = (Agency, User, Staff, Entry, Revision, Dossier, Event)
    return Counter({model.__name__: model.objects.count() for model in stored})


class TestAgencies:
    def test_they_are_established_with_their_people_and_only_once(self, a_part, peopled, at):
        before = rows_there_are()

        assert list(build_agencies(at)) == peopled == [row.name for row in a_part]

        assert rows_there_are() == before
        assert Agency.objects.get(code=DISTRICT).basis == "territorial list 2023"

    def test_an_account_signs_in_with_the_password_that_is_printed(self, peopled, client, at):
        account = next(one for one in accounts(at=at) if one.agency == COMMUNE)
        form = {"login": account.username, "password": account.password}

        answer = client.post(reverse("account_login"), form)

        assert answer.status_code == 302
        assert client.session["_auth_user_id"]

    def test_accounts_are_listed_for_programs_the_story_first(self, peopled, at):
        written = StringIO()

        call_command("demo", "accounts", "--json", stdout=written)

        listed = json.loads(written.getvalue())
        assert all(set(one) == {"username", "password", "role", "agency"} for one in listed)
        assert len({one["username"] for one in listed}) == len(listed) == Staff.objects.count()
        assert {one["password"] for one in listed} == {PASSWORD}
        assert listed[0]["agency"] == DISTRICT
        assert {one["role"] for one in listed if one["agency"] == COMMUNE} == {
            Role.LEADER,
            Role.ONE_STOP_OFFICER,
            Role.OFFICIAL,
            Role.ISO_SECRETARY,
            Role.CLERK,
        }


class TestLoading:
    def test_procedures_run_dossiers_move_and_everything_verifies(self, loaded, at):
        commune, district = agency_coded(COMMUNE), agency_coded(DISTRICT)
        dossiers = Dossier.objects.all()

        assert [procedures_run_by(one, at=at).count() for one in (commune, district)] == [16, 6]
        assert Counter(dossiers.values_list("agency__code", flat=True)) == {
            COMMUNE: A_FEW,
            DISTRICT: A_FEW,
        }
        assert dossiers.filter(state__in=ENDED).exists()
        assert {event.source for event in Event.objects.all()} == {Source.DEMO}
        assert all(at - timedelta(weeks=13) <= one.received_at <= at for one in dossiers)
        assert not Event.objects.filter(at__gt=at).exists()
        assert list(differences()) == []
        assert list(broken_places()) == []

        self.every_step_has_somebody(commune, district, at)
        self.a_second_load_adds_nothing()

    def every_step_has_somebody(self, commune, district, at):
        steps = Step.objects.select_related(
            "procedure__revision__document__agency", "agency", "unit"
        )
        for step in steps:
            agency = step.agency or step.procedure.revision.document.agency
            able = staff_holding(Role(step.role), agency, at=at, unit_id=step.unit_id)
            assert able, (agency.code, step.name)

    def a_second_load_adds_nothing(self):
        before = rows_there_are()
        assert {COMMUNE, DISTRICT}.isdisjoint(loading.rest())

        load_agency(DISTRICT, 2 * A_FEW)
        loading.load_agency(COMMUNE, tell=silently)

        assert rows_there_are() == before

    def test_the_command_begins_with_the_story_and_leaves_the_rest_to_the_worker(
        self, a_part, monkeypatch
    ):
        monkeypatch.setattr(loading, "FIRST", (COMMUNE,))
        monkeypatch.setattr(loading, "_successions", lambda _now: None)
        written = StringIO()

        assert not loading.is_begun()
        call_command("demo", "load", stdout=written)

        assert loading.is_begun()
        assert Dossier.objects.filter(agency__code=COMMUNE).count() == A_FEW
        assert DISTRICT in loading.rest()
        assert "UBND xã Tri Hải: 16" in written.getvalue()
        assert "Bản trình diễn: hôm nay là 27/11/2023" in written.getvalue()


@pytest.mark.usefixtures("travelling")
class TestTheRest:
    @pytest.fixture
    def begun(self, peopled, monkeypatch):
        monkeypatch.setattr(loading, "count_for", lambda _agency: A_FEW)
        loading.load_agency(COMMUNE, most=2, tell=silently)

    def test_the_worker_goes_on_where_the_first_part_ended(self, begun):
        first = list(Dossier.objects.order_by("pk").values_list("code", flat=True))

        load_agency(COMMUNE, A_FEW)

        after = list(Dossier.objects.order_by("pk").values_list("code", flat=True))
        assert (len(first), len(after)) == (2, A_FEW)
        assert after[:2] == first
        assert list(differences()) == []

    def test_every_page_shows_how_far_it_is_until_it_is_done(self, begun, client, monkeypatch):
        loading.travel_to(loading.THE_DAY, real_now=REAL_NOW)
        load_later(loading.rest())
        load_later(loading.rest())
        total = loading.count_of_all(clock.now())
        monkeypatch.setattr(progress, "_remembered", (float("-inf"), None))

        page = client.get(reverse("account_login")).content.decode()

        assert jobs_under_way().count() == len(loading.rest())
        assert f"Đang nạp dữ liệu trình diễn: 2/{total} hồ sơ" in page

    def test_nothing_is_said_when_nothing_is_loaded(self, begun):
        assert progress.progress() is None


@pytest.fixture
def travelling():
    yield
    clock.forget_shift()


@pytest.mark.usefixtures("travelling")
class TestTravel:
    @pytest.mark.parametrize(
        "day",
        [date(2023, 11, 27), date(2023, 12, 3), date(2025, 7, 1), date(2026, 11, 24), SINCE],
        ids=str,
    )
    def test_the_present_falls_into_the_week_of_the_day_on_the_same_weekday(self, day):
        weeks = loading.travel_to(day, real_now=REAL_NOW)

        there = (REAL_NOW + clock.shift()).astimezone(clock.VIETNAM)
        assert clock.shift() == timedelta(weeks=weeks)
        assert there.date().isocalendar()[:2] == day.isocalendar()[:2]
        assert (there.weekday(), there.hour) == (1, 15)  # Tuesday, as really; in Viet Nam

    def test_the_week_is_that_of_viet_nam(self):
        late_on_sunday = datetime(2026, 11, 22, 18, tzinfo=UTC)  # there it is Monday

        weeks = loading.travel_to(date(2023, 11, 27), real_now=late_on_sunday)

        there = (late_on_sunday + timedelta(weeks=weeks)).astimezone(clock.VIETNAM)
        assert there.date() == date(2023, 11, 27)

    @pytest.mark.parametrize("day", ["2023-11-27", "27/11/2023"])
    def test_the_command_understands_both_ways_to_write_a_day(self, day):
        written = StringIO()

        call_command("demo", "travel", day, stdout=written)

        assert "Bản trình diễn: hôm nay là 27/11/2023" in written.getvalue()
        assert clock.shift() % timedelta(weeks=1) == timedelta()
        assert clock.shift() < timedelta()

    def test_the_command_does_not_guess(self):
        with pytest.raises(CommandError):
            call_command("demo", "travel", "November")

        assert clock.shift() == timedelta()

    def test_every_page_names_the_day_while_the_clock_is_shifted(self, client):
        page = reverse("account_login")
        assert "Bản trình diễn" not in client.get(page).content.decode()

        loading.travel_to(loading.THE_DAY, real_now=REAL_NOW)

        assert "Bản trình diễn: hôm nay là 27/11/2023" in client.get(page).content.decode()
