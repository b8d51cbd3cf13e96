"""The committed tables are complete: every agency, every seat, every step somebody's."""

from collections import Counter
from datetime import date, timedelta

import pytest

from nep.agencies.models import Agency
from nep.agencies.queries import agencies_on, predecessions_of, successions_of
from nep.agencies.rules import Kind, Role
from nep.demo import loading, tables
from nep.demo.procedures import runnable_at
from nep.demo.province import SHORT_ROLES, SINCE, _identifiers, _username, record_successions
from nep.demo.tests.places import lay_out
from nep.norms.catalogue.queries import procedure_keyed
from nep.operation.procedures.services.adopting import content_for

ROWS = {row.code: row for row in tables.agencies()}
PROVINCE, CITY, DISTRICT = "ubnd-tinh", tables.CITY, "ubnd-huyen-ninh-hai"
ASKED_FOR, AT_LEAST_EACH = 5000, 30
SEATS_OF_A_PROCEDURE = {Role.ISO_SECRETARY, Role.LEADER, Role.ONE_STOP_OFFICER}


def seats_of(code: str) -> list[tables.PostRow]:
    return [post for post in tables.posts() if post.stands_in(ROWS[code])]


def roles_in(code: str, unit: str = "") -> set[Role]:
    """Return the roles held at an agency, or in one unit of it."""
    seats = seats_of(code)
    return {role for seat in seats for role in seat.roles if unit in {"", seat.unit}}


class TestAgencies:
    def test_there_are_the_125_of_the_plan_each_with_its_basis(self):
        assert len(tables.agencies()) == len(ROWS) == 125
        assert [code for code, row in ROWS.items() if not row.basis] == []

    def test_whoever_is_above_stands_before_those_below(self):
        seen = {""}
        for row in tables.agencies():
            assert row.parent in seen
            seen.add(row.code)

    def test_every_agency_has_an_identifier_of_its_own(self):
        identifiers = Counter(_identifiers().values())

        assert identifiers.total() == len(identifiers) == 125

    def test_those_of_the_story_are_among_them(self):
        assert set(loading.FIRST) <= set(ROWS)
        assert [ROWS[code].parent for code in loading.FIRST[1:]] == [DISTRICT, DISTRICT]


class TestSeats:
    def test_every_agency_has_somebody_who_leads_it(self):
        assert [code for code in ROWS if Role.LEADER not in roles_in(code)] == []

    def test_usernames_are_unique_in_any_case_of_letters(self):
        names: Counter[str] = Counter()
        for code, row in ROWS.items():
            taken: Counter[Role] = Counter()
            names.update(_username(seat, row, taken).lower() for seat in seats_of(code))

        assert names.total() > 1000
        assert [name for name, times in names.items() if times > 1] == []

    def test_every_role_has_a_short_name_and_a_holder(self):
        assert set(SHORT_ROLES) == set(Role)
        assert {role for code in ROWS for role in roles_in(code)} == set(Role)

    def test_a_city_has_offices_of_its_own(self):
        assert "Phòng Quản lý đô thị" in {seat.unit for seat in seats_of(CITY)}
        assert "Phòng Quản lý đô thị" not in {seat.unit for seat in seats_of(DISTRICT)}
        assert "Phòng Kinh tế và Hạ tầng" in {seat.unit for seat in seats_of(DISTRICT)}
        assert "Phòng Kinh tế và Hạ tầng" not in {seat.unit for seat in seats_of(CITY)}

    def test_the_installation_has_an_administrator_at_the_province(self):
        assert Role.ADMINISTRATOR in roles_in(PROVINCE)

    def test_every_district_has_an_administrator_of_its_own(self):
        districts = [code for code, row in ROWS.items() if row.kind == Kind.DISTRICT_COMMITTEE]

        assert [one for one in districts if Role.ADMINISTRATOR not in roles_in(one)] == []


class TestSuccessions:
    def test_every_predecessor_is_known_and_every_old_successor(self):
        names = {row.name for row in tables.agencies()}

        unknown = [row for row in tables.successions() if row.predecessor not in names]
        before_the_reform = [row for row in tables.successions() if row.on.year == 2024]

        assert unknown == []
        assert {row.successor for row in before_the_reform} <= names

    def test_nobody_is_followed_on_two_days(self):
        days = {(row.predecessor, row.on) for row in tables.successions()}

        assert len(days) == len({name for name, _on in days})


@pytest.fixture
def laid() -> dict[str, Agency]:
    return lay_out(tables.agencies())


@pytest.mark.django_db
@pytest.mark.slow
class TestTheReform:
    def test_125_agencies_become_those_of_the_two_levels(self, laid, at):
        record_successions(at)

        reform = date(2025, 7, 1)
        ended = {one.code for one in laid.values()} - {one.code for one in agencies_on(reform)}
        communes = {row.code for row in tables.agencies() if row.kind == Kind.COMMUNE_COMMITTEE}
        districts = {row.code for row in tables.agencies() if row.kind == Kind.DISTRICT_COMMITTEE}
        assert ended == communes | districts
        assert agencies_on(reform - timedelta(days=1)).count() == 125 - 3  # merged in 2024
        assert not Agency.objects.exclude(pk__in=agencies_on(SINCE)).filter(
            validity__startswith__lt=reform
        )

    def test_dong_hai_went_to_two_and_three_went_to_the_new_dong_hai(self, laid, at):
        record_successions(at)

        old = laid["ubnd-phuong-dong-hai"]
        split = {told.successor.name: told.extent for told in successions_of(old)}
        new = successions_of(old).get(successor__name=old.name).successor
        assert split == {"UBND phường Đông Hải": "part", "UBND xã Phước Dinh": "part"}
        assert new != old
        assert {told.predecessor.name for told in predecessions_of(new)} == {
            "UBND phường Mỹ Bình",
            "UBND phường Mỹ Đông",
            "UBND phường Mỹ Hải",
            "UBND phường Đông Hải",
        }


@pytest.mark.django_db
@pytest.mark.slow
class TestWhatRuns:
    @pytest.fixture
    def running(self, laid):
        """Return what each agency runs, leaving out those that run nothing."""
        offered = {code: runnable_at(agency, loading.THE_DAY) for code, agency in laid.items()}
        return {code: procedures for code, procedures in offered.items() if procedures}

    def test_there_are_5000_dossiers_and_thirty_at_every_agency_at_least(self, laid, running):
        counts = {code: loading.count_for(laid[code]) for code in running}

        assert sum(counts.values()) >= ASKED_FOR
        assert min(counts.values()) >= AT_LEAST_EACH

    def test_the_thirty_two_procedures_run_somewhere(self, running):
        assert len({one.key for procedures in running.values() for one in procedures}) == 32

    def test_wherever_one_runs_somebody_drafts_reviews_approves_and_receives(self, running):
        for code in running:
            held = roles_in(code)
            assert held >= SEATS_OF_A_PROCEDURE, code
            assert held & {Role.HEAD, Role.OFFICIAL}, code

    def test_every_step_has_somebody_in_a_post_who_can_do_it(self, laid, running):
        kinds = {row.code: row for row in tables.agencies()}
        nobody = []
        for code, procedures in running.items():
            if kinds[code].kind == Kind.COMMUNE_COMMITTEE and not self._stands_for_all(code):
                continue
            for procedure in procedures:
                rows = content_for(procedure_keyed(procedure.key), laid[code]).steps
                nobody += [
                    (code, procedure.key, row.key)
                    for row in rows
                    if row.role not in roles_in(row.agency or code, row.unit)
                ]

        assert nobody == []

    def _stands_for_all(self, code: str) -> bool:
        """Tell whether a commune is the first of its district: the others have the same seats."""
        district = ROWS[code].parent
        return code == next(row.code for row in tables.agencies() if row.parent == district)
