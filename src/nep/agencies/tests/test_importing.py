"""Agencies from a table: what is told about each row, and that all of them are taken or none."""

import io
from dataclasses import replace
from datetime import date

import pytest

from nep.agencies.importing import COLUMNS, AgencyRow, checked, in_order
from nep.agencies.models import Agency, Unit
from nep.agencies.queries import agency_coded, superior_of
from nep.agencies.rules import Role
from nep.agencies.services import name_focal_agency
from nep.agencies.services.founding import establish_agencies
from nep.agencies.tests.factories import SINCE, AgencyFactory, actor_in
from nep.foundation.actors import SYSTEM
from nep.foundation.spreadsheets.reading import read_rows
from nep.foundation.spreadsheets.tables import Sheet
from nep.foundation.spreadsheets.writing import write
from nep.foundation.verdicts import Overtaken, Refused
from nep.platform.journal.models import Entry

pytestmark = pytest.mark.django_db

COMMUNE = AgencyRow(
    number=2,
    code="ubnd-xa-phuoc-dai",
    name="UBND xã Phước Đại",
    kind="commune_committee",
    superior="",
    duty="encouraged",
    duty_source="QĐ 19/2014/QĐ-TTg Điều 2",
    since="2023-01-01",
    identifier="H43.901",
    area_code="22888",
)
TODAY = date(2023, 11, 27)


class House:
    ref = SYSTEM


def faults_of(*rows: AgencyRow) -> list[tuple[str, ...]]:
    return [row.faults for row in checked(rows, today=TODAY)]


class TestChecking:
    def test_a_row_that_can_be_taken_has_no_fault(self):
        assert faults_of(COMMUNE) == [()]

    def test_a_superior_may_stand_here_or_in_another_row(self):
        standing = AgencyFactory(district=True)
        district = replace(COMMUNE, number=3, code="ubnd-huyen-x", identifier="H43.902",
                           superior=standing.code)  # fmt: skip

        assert faults_of(replace(COMMUNE, superior="ubnd-huyen-x"), district) == [(), ()]

    @pytest.mark.parametrize(
        "changed",
        [
            {"code": "Xã Phước Đại"},
            {"code": "rut--"},
            {"superior": "khong-co"},
            {"superior": "ubnd-xa-phuoc-dai"},
            {"since": "2023-11-28"},
            {"identifier": "H43 901"},
        ],
        ids=["capitals", "dashes", "no superior", "its own superior", "to come", "a space"],
    )
    def test_each_fault_is_said(self, changed):
        [faults] = faults_of(replace(COMMUNE, **changed))

        assert len(faults) == 1

    def test_what_stands_already_is_not_taken_twice(self):
        standing = AgencyFactory(identifier="H43.901")

        [faults] = faults_of(replace(COMMUNE, code=standing.code))

        assert len(faults) == 2

    def test_one_code_and_one_identifier_in_one_row_alone(self):
        both = faults_of(COMMUNE, replace(COMMUNE, number=3))

        assert [len(faults) for faults in both] == [2, 2]

    def test_going_up_never_goes_round(self):
        one = replace(COMMUNE, code="a", superior="b", identifier="")
        other = replace(COMMUNE, code="b", superior="a", identifier="")

        assert [len(faults) for faults in faults_of(one, other)] == [1, 1]

    def test_superiors_come_first_in_whatever_order_they_stand(self):
        rows = [
            replace(COMMUNE, code=code, superior=above)
            for code, above in (("c", "b"), ("b", "a"), ("a", "elsewhere"), ("d", ""))
        ]

        order = [row.code for row in in_order(rows)]
        assert order.index("a") < order.index("b") < order.index("c")
        assert sorted(order) == ["a", "b", "c", "d"]

    def test_a_row_read_from_a_sheet_is_the_row_that_travels(self):
        line = ["ubnd-xa-a", "UBND xã A", "UBND xã, phường, thị trấn", "", "Khuyến khích",
                "QĐ 19", date(2023, 1, 1), "", ""]  # fmt: skip
        file = io.BytesIO(write([Sheet("x", COLUMNS, [line])]))
        [row] = [AgencyRow.read(row) for row in read_rows(file, COLUMNS)]

        assert AgencyRow.signed_back(row.as_signed()) == replace(row, faults=())


class TestEstablishing:
    @pytest.fixture
    def watcher(self, at):
        focal = AgencyFactory()
        name_focal_agency(focal, since=SINCE, source="QĐ 1", actor=House(), at=at)
        return actor_in(focal, Role.ADMINISTRATOR)

    def test_all_of_them_with_their_place_in_the_tree(self, watcher, at):
        district = replace(COMMUNE, code="ubnd-huyen-x", identifier="", kind="district_committee")
        below = replace(COMMUNE, superior="ubnd-huyen-x")

        establish_agencies([below, district], "bang.xlsx", actor=watcher, at=at)

        assert superior_of(agency_coded(COMMUNE.code)).code == "ubnd-huyen-x"
        last = Entry.objects.latest("id")
        assert last.details == {"count": 2, "file": "bang.xlsx"}

    def test_none_of_them_when_one_cannot_be_taken_any_more(self, watcher, at):
        before = Agency.objects.count()
        AgencyFactory(code="ubnd-xa-khac")
        other = replace(COMMUNE, number=3, code="ubnd-xa-khac", identifier="")

        for rows in ([COMMUNE, other], []):
            with pytest.raises(Overtaken):
                establish_agencies(rows, "bang.xlsx", actor=watcher, at=at)
        assert Agency.objects.count() == before + 1

    def test_only_the_administrator_of_the_focal_agency(self, watcher, at):
        for actor in (actor_in(AgencyFactory(), Role.ADMINISTRATOR),):
            with pytest.raises(Refused):
                establish_agencies([COMMUNE], "bang.xlsx", actor=actor, at=at)
        assert not Unit.objects.filter(agency__code=COMMUNE.code).exists()
