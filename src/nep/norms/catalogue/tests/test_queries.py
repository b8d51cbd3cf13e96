"""Finding procedures, and who handles them."""

import unicodedata
from datetime import date

import pytest
from conftest import THE_MOMENT
from django.db import connection
from django.utils.translation import override

from nep.agencies.rules import Kind, Role
from nep.agencies.services import add_unit
from nep.agencies.tests.factories import SINCE, AgencyFactory, actor_in
from nep.norms.catalogue.queries import (
    agencies_competent,
    competence_notes,
    procedure_keyed,
    procedures_competent,
    procedures_in_order,
    search,
    step_rows_for,
)

pytestmark = pytest.mark.django_db

BIRTH, PERMIT, DIVIDING = "1.001193", "1.013225", "1.012784"
REFORM = date(2025, 7, 1)
THAT_YEAR = date(2023, 11, 27)


def keys(procedures) -> list[str]:
    return [procedure.key for procedure in procedures]


class TestSearch:
    @pytest.mark.parametrize(
        "words",
        [
            "khai sinh",
            "KHAI SINH",
            "sinh khai",
            "đăng ký khai sinh",
            "dang ky khai si",
            unicodedata.normalize("NFD", "đăng ký khai sinh"),
            "1.001193",
        ],
    )
    def test_words_are_found_in_any_order_without_marks_and_the_last_only_begun(self, words):
        assert keys(search(words))[0] == BIRTH

    def test_the_words_of_the_field_count_too(self):
        assert BIRTH in keys(search("hộ tịch khai sinh"))[:3]

    @pytest.mark.parametrize("words", ["!!!", "& | :*", "'", "\\", "khongcogi xyzzy", "\ud7ff"])
    def test_what_means_nothing_finds_nothing(self, words):
        assert not search(words).exists()

    def test_no_words_mean_everything(self):
        assert search("   ").count() == procedures_in_order().count() == 2806

    def test_a_key_without_a_national_code_is_found_too(self):
        assert keys(search("LT.HKD")) == ["local-LT.HKD-ANTT-KARAOKE"]

    def test_those_that_can_run_come_first_then_by_name_as_vietnamese_read_it(self):
        listed = list(procedures_in_order())

        assert [procedure.runnable for procedure in listed] == [True] * 32 + [False] * 2774
        assert listed[0].name < listed[31].name

    def test_a_search_uses_its_index(self):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        assert "catalogue_search" in search("khai sinh").explain()

    def test_a_list_leaves_the_whole_records_where_they_are(self, django_assert_num_queries):
        with django_assert_num_queries(1):
            assert [(p.name, p.result, p.limit_text) for p in search("khai sinh")]


class TestCompetence:
    def test_a_building_permit_is_the_districts_until_the_reform_and_the_communes_after(self):
        district = AgencyFactory(district=True)
        commune = AgencyFactory(leading_unit=district)

        for agency, before, after in ((district, True, False), (commune, False, True)):
            assert (PERMIT in keys(procedures_competent(agency, on=THAT_YEAR))) is before
            assert (PERMIT in keys(procedures_competent(agency, on=REFORM))) is after

    def test_an_agency_can_be_named_by_itself(self):
        registry = AgencyFactory(code="van-phong-dang-ky-dat-dai", kind=Kind.PUBLIC_SERVICE_UNIT)
        other = AgencyFactory(kind=Kind.PUBLIC_SERVICE_UNIT)

        assert DIVIDING in keys(procedures_competent(registry, on=THAT_YEAR))
        assert not procedures_competent(other, on=THAT_YEAR).exists()

    def test_who_handles_a_procedure_is_known_from_the_other_side_too(self):
        district = AgencyFactory(district=True)
        commune = AgencyFactory(leading_unit=district)
        permit = procedure_keyed(PERMIT)

        assert list(agencies_competent(permit, on=THAT_YEAR)) == [district]
        assert list(agencies_competent(permit, on=REFORM)) == [commune]

    def test_why_an_agency_handles_it_can_be_shown(self):
        (note,) = competence_notes(
            procedure_keyed(PERMIT), AgencyFactory(district=True), on=THAT_YEAR
        )

        assert "01/7/2025" in note


class TestStepRows:
    def test_a_commune_sends_to_its_district_and_the_district_keeps(self):
        district = AgencyFactory(district=True)
        commune = AgencyFactory(leading_unit=district)

        codes = {step.agency_code for step in step_rows_for(procedure_keyed("1.001731"), commune)}

        assert codes == {"", district.code}

    def test_the_unit_is_one_that_the_agency_has(self):
        district, city = AgencyFactory(district=True), AgencyFactory(district=True)
        unit = "Phòng Quản lý đô thị"
        add_unit(city, unit, since=SINCE, actor=actor_in(city, Role.ADMINISTRATOR), at=THE_MOMENT)

        units = [
            next(step.unit for step in step_rows_for(procedure_keyed(PERMIT), agency) if step.unit)
            for agency in (district, city)
        ]
        assert units == ["Phòng Kinh tế và Hạ tầng", "Phòng Quản lý đô thị"]


def test_a_procedure_speaks_to_people_in_their_language():
    permit = procedure_keyed(PERMIT)

    with override("en"):
        assert permit.level_names == ["Commune", "Other body"]
        assert permit.steps_basis_name == "Step table composed, not published"
