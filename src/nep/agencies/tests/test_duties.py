"""Changing an agency's duty to run a quality system (R2)."""

from datetime import date, timedelta

import pytest

from nep.agencies.queries import duties_of
from nep.agencies.rules import Duty, Kind, Role
from nep.agencies.services import NewAgency, establish_agency, name_focal_agency
from nep.agencies.services.duties import NewDuty, change_duty, give_identifier
from nep.agencies.tests.factories import SINCE, AgencyFactory, actor_in
from nep.foundation.actors import SYSTEM
from nep.foundation.verdicts import Overtaken, Refused, Unfit
from nep.platform.journal.models import Entry

pytestmark = pytest.mark.django_db


class House:
    ref = SYSTEM


@pytest.fixture
def agency(at):
    new = NewAgency("xa-a", "UBND xã A", Kind.COMMUNE_COMMITTEE, Duty.ENCOURAGED, "QĐ 19")
    return establish_agency(new, since=SINCE, actor=House(), at=at)


@pytest.fixture
def watcher(at):
    focal = AgencyFactory()
    name_focal_agency(focal, since=SINCE, source="QĐ 1", actor=House(), at=at)
    return actor_in(focal, Role.ADMINISTRATOR)


def mandatory(since: date, source: str = "KH 646/KH-UBND") -> NewDuty:
    return NewDuty(Duty.MANDATORY, since, source)


class TestChangeDuty:
    def test_it_changes_from_its_day_and_what_it_was_stays(self, agency, watcher, at):
        tomorrow = at.date() + timedelta(days=1)

        change_duty(agency, mandatory(tomorrow), actor=watcher, at=at)

        duties = {row.duty: row.validity for row in duties_of(agency)}
        assert duties["encouraged"].upper == duties["mandatory"].lower == tomorrow
        assert Entry.objects.latest("id").act == "agencies.duty_changed"

    def test_not_for_the_past_not_without_a_paper_not_twice_and_not_the_same(
        self, agency, watcher, at
    ):
        tomorrow = at.date() + timedelta(days=1)
        change_duty(agency, mandatory(tomorrow), actor=watcher, at=at)
        for new in (
            mandatory(at.date()),
            mandatory(tomorrow),
            mandatory(tomorrow + timedelta(days=1), " "),
            mandatory(tomorrow + timedelta(days=1)),
        ):
            with pytest.raises(Unfit):
                change_duty(agency, new, actor=watcher, at=at)
        assert duties_of(agency).count() == 2

    def test_only_the_focal_agency_does(self, agency, watcher, at):
        own = actor_in(agency, Role.ADMINISTRATOR)

        with pytest.raises(Refused):
            change_duty(agency, mandatory(at.date() + timedelta(days=1)), actor=own, at=at)
        assert duties_of(agency).count() == 1


class TestGiveIdentifier:
    def test_it_is_given_once(self, agency, watcher, at):
        give_identifier(agency, "H43.12", actor=watcher, at=at)
        agency.refresh_from_db()

        assert agency.identifier == "H43.12"
        with pytest.raises(Overtaken):
            give_identifier(agency, "H43.13", actor=watcher, at=at)

    @pytest.mark.parametrize("wrong", ["", "H43 12", "H43/12", "Hồ", "x" * 21, "taken"])
    def test_what_cannot_stand_in_a_code_or_is_taken(self, agency, watcher, at, wrong):
        AgencyFactory(identifier="taken")

        with pytest.raises(Unfit):
            give_identifier(agency, wrong, actor=watcher, at=at)
        agency.refresh_from_db()
        assert agency.identifier == ""

    def test_only_the_focal_agency_gives_it(self, agency, watcher, at):
        with pytest.raises(Refused):
            give_identifier(agency, "H1", actor=actor_in(agency, Role.ADMINISTRATOR), at=at)
