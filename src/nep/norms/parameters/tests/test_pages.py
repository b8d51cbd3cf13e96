"""The pages of settings: who opens them, what they take, and what they say when they do not."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from nep.agencies.models import Agency, Staff
from nep.agencies.rules import Role
from nep.agencies.services import name_focal_agency
from nep.agencies.tests.factories import SINCE, AgencyFactory, actor_in
from nep.foundation import parameters
from nep.norms.parameters.models import CalendarDay, DatedValue, OfficeHours
from nep.norms.parameters.queries import calendar_for, calendar_of_all, is_confirmed
from nep.norms.parameters.tests.factories import House, at_work_from_eight

pytestmark = pytest.mark.django_db

KEY = "session.idle_minutes"


@pytest.fixture
def focal(at):
    agency = AgencyFactory()
    name_focal_agency(agency, since=SINCE, source="QĐ 1", actor=House(), at=at)
    return agency


@pytest.fixture
def as_staff(client):
    """Return a way to sign somebody in."""

    def sign_in(actor):
        client.force_login(Staff.objects.get(pk=actor.staff_id).person)
        return client

    return sign_in


@pytest.fixture
def watcher(focal, as_staff):
    return as_staff(actor_in(focal, Role.ADMINISTRATOR))


@pytest.fixture
def neighbour(focal, as_staff):
    """The administrator of another agency, and that agency."""
    actor = actor_in(AgencyFactory(), Role.ADMINISTRATOR)
    return as_staff(actor), Agency.objects.get(pk=actor.agency_id)


@pytest.fixture
def tomorrow(at):
    return f"{at.date() + timedelta(days=1):%d/%m/%Y}"


def week(**changed: str) -> dict[str, str]:
    """Return what the table of hours sends, from eight to five on five days."""
    times = {"morning_opens": "08:00", "morning_closes": "12:00", "afternoon_opens": "13:00",
             "afternoon_closes": "17:00"}  # fmt: skip
    return {f"{part}_{day}": time for part, time in times.items() for day in range(5)} | changed


class TestWhoOpensThem:
    @pytest.mark.parametrize("name", ["settings", "export", "hours", "days", "days_export"])
    def test_administrators_and_nobody_else(self, name, neighbour, as_staff):
        address = reverse(f"parameters:{name}")
        assert neighbour[0].get(address).status_code == 200

        client = as_staff(actor_in(AgencyFactory(), Role.LEADER, Role.OFFICIAL))
        assert client.get(address).status_code == 403

    def test_the_door_is_on_their_rail_alone(self, neighbour, as_staff):
        door = f'href="{reverse("parameters:settings")}"'
        assert door in neighbour[0].get("/").content.decode()

        client = as_staff(actor_in(AgencyFactory(), Role.OFFICIAL))
        assert door not in client.get("/").content.decode()

    def test_an_agency_of_others_looks_like_none(self, neighbour):
        client, own = neighbour
        other = AgencyFactory()

        for page in ("hours_of", "days_of", "days_export_of"):
            answers = [
                client.get(reverse(f"parameters:{page}", args=[code])).status_code
                for code in (own.code, other.code, "khong-co")
            ]
            assert answers == [200, 404, 404], page


class TestParameters:
    def test_a_value_is_set_from_a_day_on_and_withdrawn(self, watcher, tomorrow, at):
        page = reverse("parameters:parameter", args=[KEY])
        typed = {"value": "10", "since": tomorrow, "source": "QĐ 5", "note": "", "checked": "on"}

        assert watcher.post(page, typed).status_code == 302
        row = DatedValue.objects.get(own=True)
        assert (row.value, row.checked) == (10, True)
        shown = watcher.get(page).content.decode()
        assert "QĐ 5" in shown

        away = reverse("parameters:withdraw_value", args=[KEY, row.pk])
        assert watcher.post(away, {"reason": ""}).status_code == 422
        assert watcher.post(away, {"reason": "Nhầm."}).status_code == 302
        assert "Nhầm." in watcher.get(page).content.decode()
        assert parameters.number(KEY, at=at + timedelta(days=2)) == 15

    @pytest.mark.parametrize(
        "typed",
        [
            {"value": ""},
            {"value": "mười", "since": "1/1/2030", "source": "QĐ"},
            {"value": "10", "since": "1/1/2020", "source": "QĐ"},
            {"value": "10", "since": "31/2/2030", "source": "QĐ"},
            {"value": "0", "since": "1/1/2030", "source": "QĐ"},
            {"value": "10", "since": "1/1/2030", "source": " "},
        ],
    )
    def test_what_cannot_be_taken_comes_back_with_its_sentence(self, watcher, typed):
        answer = watcher.post(reverse("parameters:parameter", args=[KEY]), typed)

        assert answer.status_code == 422
        assert "error-summary" in answer.content.decode()
        assert not DatedValue.objects.filter(own=True).exists()

    def test_others_read_and_do_not_set(self, neighbour, tomorrow):
        page = reverse("parameters:parameter", args=[KEY])

        assert not neighbour[0].get(page).context["may_set"]
        answer = neighbour[0].post(page, {"value": "9", "since": tomorrow, "source": "QĐ"})
        assert answer.status_code == 403
        assert not DatedValue.objects.filter(own=True).exists()

    def test_what_does_not_exist_is_not_found(self, watcher):
        assert watcher.get(reverse("parameters:parameter", args=["clock.no"])).status_code == 404
        away = reverse("parameters:withdraw_value", args=[KEY, 0])
        assert watcher.post(away, {"reason": "x"}).status_code == 404

    def test_the_table_to_take_home_has_every_value(self, watcher):
        answer = watcher.get(reverse("parameters:export"))

        sheet = load_workbook(io.BytesIO(answer.content)).active
        assert sheet.max_row == DatedValue.objects.count() + 1


class TestHours:
    def test_an_agency_sets_its_own_and_returns_to_the_provinces(self, neighbour, tomorrow, at):
        client, own = neighbour
        page = reverse("parameters:hours_of", args=[own.code])
        day = at.date() + timedelta(days=1)

        assert client.post(page, week(since=tomorrow, source="QĐ 2")).status_code == 302
        assert calendar_for(own).day(day).opens.hour == 8
        assert "08:00–12:00" in client.get(page).content.decode()

        row = OfficeHours.objects.get(agency=own)
        away = reverse("parameters:withdraw_hours", args=[row.pk])
        assert client.post(away, {"reason": "Nhầm."}).status_code == 302
        assert calendar_for(own).day(day).opens.hour == 7

    def test_it_ends_what_it_has(self, neighbour, tomorrow, at):
        client, own = neighbour
        at_work_from_eight(own)
        end = reverse("parameters:end_hours", args=[own.code])

        assert client.post(end, {"since": "", "source": ""}).status_code == 422
        assert client.post(end, {"since": tomorrow, "source": "QĐ 3"}).status_code == 302
        assert calendar_for(own).day(at.date() + timedelta(days=1)).opens.hour == 7

    @pytest.mark.parametrize(
        "wrong",
        [
            {"morning_closes_0": ""},
            {"morning_opens_0": "25:00"},
            {"morning_closes_0": "07:00"},
            {"source": ""},
            {"since": "1/1/2020"},
        ],
    )
    def test_hours_that_cannot_be_are_told(self, watcher, tomorrow, wrong):
        typed = week(since=tomorrow, source="QĐ 2") | wrong

        answer = watcher.post(reverse("parameters:hours"), typed)

        assert answer.status_code == 422
        assert "error-summary" in answer.content.decode()
        assert OfficeHours.objects.count() == 1

    def test_those_of_all_are_read_only_to_others(self, neighbour, tomorrow):
        page = reverse("parameters:hours")

        assert neighbour[0].post(page, week(since=tomorrow, source="QĐ")).status_code == 403
        assert OfficeHours.objects.count() == 1

    def test_absent_rows_and_those_of_others_are_not_found(self, neighbour):
        other = at_work_from_eight(AgencyFactory())

        for key in (other.pk, 0):
            away = reverse("parameters:withdraw_hours", args=[key])
            assert neighbour[0].post(away, {"reason": "x"}).status_code == 404


class TestDays:
    def typed(self, first: str, **changed: str) -> dict[str, str]:
        return {"kind": "DAY_OFF", "first": first, "last": "", "name": "Nghỉ bão",
                "source": "CĐ 1"} | changed  # fmt: skip

    def test_a_day_is_decided_and_taken_back(self, watcher, tomorrow, at):
        page = reverse("parameters:days")
        assert watcher.post(page, self.typed(tomorrow)).status_code == 302
        assert not calendar_of_all().day(at.date() + timedelta(days=1)).is_working
        assert "Nghỉ bão" in watcher.get(page).content.decode()

        decided = CalendarDay.objects.get(own=True)
        away = reverse("parameters:withdraw_day", args=[decided.pk])
        assert watcher.post(away, {"reason": "Bão tan."}).status_code == 302
        assert "Bão tan." in watcher.get(page).content.decode()

    @pytest.mark.parametrize(
        "wrong",
        [{"kind": "CUSTOM_HOURS"}, {"first": "1/1/2020"}, {"name": ""}, {"last": "1/1/2025"}],
    )
    def test_what_cannot_be_decided_is_told(self, watcher, tomorrow, wrong):
        answer = watcher.post(reverse("parameters:days"), self.typed(tomorrow) | wrong)

        assert answer.status_code == 422
        assert not CalendarDay.objects.filter(own=True).exists()

    @pytest.mark.parametrize("year", ["2026", "0", "99999", "abc", "٢٠٢٦"])
    def test_any_year_can_be_asked_for(self, watcher, year):
        assert watcher.get(reverse("parameters:days"), {"nam": year}).status_code == 200

    def test_the_exchange_of_2026_is_shown_and_taken_home(self, watcher):
        shown = watcher.get(reverse("parameters:days"), {"nam": "2026"}).content.decode()
        assert "Làm bù cho ngày 02/01/2026" in shown

        book = watcher.get(reverse("parameters:days_export"), {"nam": "2026"})
        lines = list(load_workbook(io.BytesIO(book.content)).active.values)
        assert any("Làm bù cho ngày 02/01/2026" in line for line in lines)

    def test_of_others_they_are_not_theirs_to_take_back(self, neighbour):
        exchanged = CalendarDay.objects.get(on__year=2026, kind="DAY_OFF")

        away = reverse("parameters:withdraw_day", args=[exchanged.pk])
        assert neighbour[0].post(away, {"reason": "x"}).status_code == 403
        assert neighbour[0].post(reverse("parameters:withdraw_day", args=[0])).status_code == 404

    def test_the_year_is_confirmed_once_it_was_looked_at(self, watcher, at):
        assert not is_confirmed(at.year)
        assert watcher.post(reverse("parameters:confirm")).status_code == 302

        assert is_confirmed(at.year)
        assert watcher.get(reverse("parameters:days")).context["is_confirmed"]
