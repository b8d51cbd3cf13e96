"""How dossier codes are written: patterns that are refused, and those that begin on their day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nep.agencies.rules import Role
from nep.agencies.services import name_focal_agency
from nep.agencies.tests.factories import SINCE, AgencyFactory, actor_in
from nep.foundation.actors import SYSTEM
from nep.foundation.verdicts import Overtaken, Refused, Unfit
from nep.operation.dossiers.models import FAULT_NAMES, CodePattern
from nep.operation.dossiers.rules.patterns import PatternFault, example_of, fault_of
from nep.operation.dossiers.services.codes import next_code
from nep.operation.dossiers.services.patterns import (
    NewPattern,
    end_pattern,
    set_pattern,
    withdraw_pattern,
)
from nep.platform.journal.models import Entry

ON = date(2023, 11, 27)
UNIT = "000.01.43.H43"


class House:
    ref = SYSTEM


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{unit}-{yymmdd}-{number:04}", None),
        ("HO-SO-MOT-CUA.{unit}.{yyyy}{mm}{dd}.{number:04}", PatternFault.TOO_LONG),
        ("{unit}-{yy}-{mm}-{dd}-{number:03}", None),
        ("{unit}-{yymmdd}-{number}", None),
        ("{unit}-{yymmdd}", PatternFault.NO_NUMBER),
        ("{yymmdd}-{number:04}", PatternFault.NO_UNIT),
        ("{unit}-{yyyy}-{number:05}", PatternFault.NO_DAY),
        ("{unit}-{yyyymmdd}-{number:02}", PatternFault.TOO_FEW),
        ("{unit}/{yymmdd}/{number:04}", PatternFault.NO_ADDRESS),
        ("Mã-{unit}-{yymmdd}-{number:04}", PatternFault.NO_ADDRESS),
        ("{unit}{yymmdd}-{number:04}", PatternFault.UNREADABLE),
        ("{unit}-{yymmdd}-{number:04}-{number:04}", PatternFault.UNREADABLE),
        ("{unit}-{day}-{number:04}", PatternFault.UNREADABLE),
        ("{unit-{yymmdd}-{number:04}", PatternFault.UNREADABLE),
    ],
)
def test_what_stands_against_a_pattern(text, fault):
    assert fault_of(text, unit=UNIT, on=ON) == fault


def test_every_fault_has_its_sentence():
    assert set(FAULT_NAMES) == set(PatternFault)


@given(text=st.text(alphabet="{}unitymdber:04-.! ", max_size=40))
def test_whatever_is_typed_has_an_example_or_a_fault(text):
    if fault_of(text, unit=UNIT, on=ON) is None:
        assert UNIT in example_of(text, unit=UNIT, on=ON)


@pytest.mark.django_db
class TestSetting:
    @pytest.fixture
    def agency(self):
        return AgencyFactory()

    @pytest.fixture
    def own(self, agency):
        return actor_in(agency, Role.ADMINISTRATOR)

    @pytest.fixture
    def watcher(self, at):
        focal = AgencyFactory()
        name_focal_agency(focal, since=SINCE, source="QĐ 1", actor=House(), at=at)
        return actor_in(focal, Role.ADMINISTRATOR)

    @pytest.fixture
    def new(self, at):
        return NewPattern("{unit}.{yymmdd}.{number:05}", at.date() + timedelta(days=1), "QĐ 7")

    def test_an_agency_writes_otherwise_from_its_day_on(self, agency, own, new, at):
        set_pattern(agency, new, actor=own, at=at)

        assert next_code(agency, at.date()).endswith("-231127-0001")
        assert next_code(agency, new.since).endswith(".231128.00001")
        assert next_code(AgencyFactory(), new.since).endswith("-231128-0001")
        assert Entry.objects.latest("id").act == "dossiers.pattern_set"

    def test_it_returns_to_the_provinces(self, agency, own, new, at):
        set_pattern(agency, new, actor=own, at=at)
        later = new.since + timedelta(days=7)

        end_pattern(agency, later, "QĐ 8", actor=own, at=at)

        assert next_code(agency, later).endswith("-231205-0001")
        with pytest.raises(Unfit):
            end_pattern(agency, later, "QĐ 8", actor=own, at=at)
        with pytest.raises(Unfit):
            end_pattern(agency, new.since, " ", actor=own, at=at)

    def test_a_planned_one_is_taken_back(self, agency, own, new, at):
        row = set_pattern(agency, new, actor=own, at=at)
        withdraw_pattern(row, "Nhầm.", actor=own, at=at)

        assert next_code(agency, new.since).endswith("-231128-0001")
        with pytest.raises(Overtaken):
            withdraw_pattern(row, "Nhầm.", actor=own, at=at)

    def test_the_provinces_is_the_focal_agencys(self, own, watcher, new, at):
        with pytest.raises(Refused):
            set_pattern(None, new, actor=own, at=at)
        set_pattern(None, new, actor=watcher, at=at)

        assert next_code(AgencyFactory(), new.since).endswith(".231128.00001")

    @pytest.mark.parametrize(
        "changed",
        [{"text": "{unit}-{number:04}"}, {"source": " "}, {"since": ON}],
        ids=["not unique", "no paper", "today"],
    )
    def test_what_cannot_be_is_refused_and_changes_nothing(self, agency, own, new, at, changed):
        given = {"text": new.text, "since": new.since, "source": new.source, **changed}

        with pytest.raises(Unfit):
            set_pattern(agency, NewPattern(**given), actor=own, at=at)
        assert not CodePattern.objects.filter(own=True).exists()
