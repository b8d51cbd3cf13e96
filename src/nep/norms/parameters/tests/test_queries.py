"""Numbers, calendars and the shift of the clock as others read them."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.utils.translation import override

from nep.agencies.tests.factories import AgencyFactory
from nep.foundation import clock, parameters
from nep.foundation.parameters import UnknownParameterError
from nep.lib.worktime.days import DayNature
from nep.norms.parameters.models import Parameter
from nep.norms.parameters.queries import calendar_for, parameters_with_values
from nep.norms.parameters.tests.factories import at_work_from_eight, decided_day, worth

pytestmark = pytest.mark.django_db

TET, JULY = date(2023, 1, 1), date(2025, 7, 1)
A_MINUTE = timedelta(minutes=1)


def midnight(on: date) -> datetime:
    return datetime.combine(on, datetime.min.time(), tzinfo=clock.VIETNAM)


class TestNumbers:
    def test_a_new_number_applies_from_its_day_in_viet_nam_and_not_a_minute_before(self):
        worth("test.days", "3", TET, JULY)
        worth("test.days", "2", JULY)

        assert parameters.number("test.days", at=midnight(JULY) - A_MINUTE) == 3
        assert parameters.number("test.days", at=midnight(JULY)) == 2

    def test_a_number_that_no_row_gives_is_never_guessed(self):
        worth("test.days", "3", TET, JULY)

        with pytest.raises(UnknownParameterError):
            parameters.number("test.days", at=midnight(TET) - A_MINUTE)
        with pytest.raises(UnknownParameterError):
            parameters.number("test.unheard_of", at=midnight(TET))

    def test_two_values_never_hold_on_one_day(self):
        worth("test.days", "3", TET, JULY)

        with pytest.raises(IntegrityError, match="one_value_of_a_parameter_at_any_time"):
            worth("test.days", "2", date(2025, 6, 30))

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("one_stop.hand_on_until", 15),
            ("one_stop.same_day_until", 15),
            ("one_stop.supplement_check_days", 3),
            ("one_stop.late_notice_days", 1),
            ("one_stop.extensions_allowed", 1),
            ("documents.legal_update_months", 3),
            ("session.idle_minutes", 15),
            ("files.max_megabytes", 20),
        ],
    )
    def test_the_law_of_the_demos_day_is_there(self, at, key, value):
        assert parameters.number(key, at=at) == Decimal(value)

    def test_every_number_names_its_source(self):
        values = [value for row in parameters_with_values() for value in row.values.all()]

        assert values
        assert all(value.source for value in values)

    def test_people_read_its_name_in_their_language(self):
        number = Parameter.objects.get(key="files.max_megabytes")

        assert str(number) == "Dung lượng tối đa của một tệp"
        with override("en"):
            assert str(number) == "Largest size of one file"


class TestCalendar:
    def test_the_usual_hours_are_those_of_the_province(self, at):
        monday = calendar_for(AgencyFactory()).day(at.date())

        hours = [tuple(moment.strftime("%H:%M") for moment in part) for part in monday.sessions]
        assert hours == [("07:00", "11:30"), ("13:30", "17:00")]

    def test_agencies_that_work_alike_share_one_calendar(self):
        assert calendar_for(AgencyFactory()) is calendar_for(AgencyFactory().pk)

    def test_an_agency_with_hours_of_its_own_keeps_them_from_their_day(self, at):
        agency, neighbour = AgencyFactory(), AgencyFactory()
        at_work_from_eight(agency, since=at.date())

        before, on = (at - timedelta(weeks=1)).date(), at.date()
        assert [calendar_for(agency).day(day).opens.hour for day in (before, on)] == [7, 8]
        assert calendar_for(neighbour).day(on).opens.hour == 7

    def test_a_decided_day_holds_for_all_and_an_agencys_own_decision_wins(self, at):
        agency, neighbour = AgencyFactory(), AgencyFactory()
        decided_day(at.date(), "DAY_OFF")
        decided_day(at.date(), "MORNING_ONLY", agency)

        assert not calendar_for(neighbour).day(at.date()).is_working
        assert calendar_for(agency).day(at.date()).closes.strftime("%H:%M") == "11:30"

    def test_a_day_is_decided_once_for_all(self, at):
        decided_day(at.date(), "DAY_OFF")

        with pytest.raises(IntegrityError, match="a_day_is_decided_once"):
            decided_day(at.date(), "WORKING_DAY")

    def test_hours_for_all_do_not_clash_with_an_agencys_own_but_with_each_other(self):
        at_work_from_eight(AgencyFactory())

        with pytest.raises(IntegrityError, match="one_week_of_hours_at_any_time"):
            at_work_from_eight()

    def test_the_exchange_of_january_2026_is_known(self):
        calendar = calendar_for(AgencyFactory())

        assert not calendar.day(date(2026, 1, 2)).is_working
        assert calendar.day(date(2026, 1, 10)).nature is DayNature.MAKE_UP
