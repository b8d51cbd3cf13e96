"""Dossiers found by code, and by their applicants: by whom, how, and what is written down."""

from dataclasses import replace

import pytest
from conftest import THE_MOMENT

from nep.agencies.actors import Actor
from nep.agencies.models import Staff
from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, actor_in
from nep.foundation.verdicts import Refused
from nep.operation.dossiers.models import Dossier
from nep.operation.dossiers.queries.searching import dossiers_meant
from nep.operation.dossiers.rules.keys import applicant_key_in
from nep.operation.dossiers.services.looks import look_for_applicant
from nep.operation.dossiers.services.reception import receive_dossier
from nep.operation.dossiers.tests.factories import AN, a_filing
from nep.operation.procedures.tests.factories import Office, a_running_procedure, a_tthc
from nep.platform.journal.models import Entry

pytestmark = pytest.mark.django_db
ADDRESS = "/ho-so/theo-nguoi-nop/"


@pytest.fixture
def office() -> Office:
    return Office.at(AgencyFactory(district=True))


@pytest.fixture
def dossiers(office: Office) -> list[Dossier]:
    """Three dossiers of one day: two of Ms Ân, the last of Mr Bình."""
    served = a_tthc()
    procedure = a_running_procedure(office, served)
    binh = replace(AN, full_name="Trần Văn Bình", phone="+84 987 654 321", identity_number="")
    filings = [a_filing(served, procedure) for _ in range(3)]
    filings[2] = replace(filings[2], person=binh)
    counter = office.one_stop_officer
    return [receive_dossier(filing, actor=counter, at=THE_MOMENT) for filing in filings]


@pytest.fixture
def stranger() -> Actor:
    return actor_in(AgencyFactory(district=True), Role.ONE_STOP_OFFICER, Role.OFFICIAL)


@pytest.fixture
def watcher() -> Actor:
    return actor_in(AgencyFactory(district=True), Role.PROVINCIAL_OFFICER)


def codes(actor: Actor, typed: str) -> list[str]:
    return [line.code for line in dossiers_meant(actor, typed, at_once=8)]


def sought(actor: Actor, typed: str) -> set[str]:
    asked = applicant_key_in(typed)
    return {line.code for line in look_for_applicant(asked, actor=actor, at=THE_MOMENT)}


class TestByCode:
    def test_a_whole_code_finds_its_dossier_in_any_spelling(self, office, dossiers):
        code = dossiers[1].code

        for typed in (code, code.lower(), code.replace("-", " - "), f"http://n/?ma={code}"):
            assert codes(office.official, typed)[0] == code

    def test_a_beginning_finds_the_latest_first(self, office, dossiers):
        wanted = [dossier.code for dossier in reversed(dossiers)]

        assert codes(office.official, dossiers[0].code[:-2]) == wanted

    @pytest.mark.parametrize("typed", ["2", "02", "0002"])
    def test_the_last_running_number_is_enough_at_ones_own_agency(
        self, typed, office, dossiers, stranger, watcher
    ):
        assert codes(office.official, typed) == [dossiers[1].code]
        assert codes(stranger, typed) == codes(watcher, typed) == []

    def test_strangers_find_nothing_and_the_province_all(self, dossiers, stranger, watcher):
        for typed in (dossiers[0].code, dossiers[0].code[:-2]):
            assert codes(stranger, typed) == []
            assert dossiers[0].code in codes(watcher, typed)

    def test_those_who_handle_no_dossiers_find_none(self, office, dossiers):
        assert codes(office.secretary, dossiers[0].code) == []

    @pytest.mark.parametrize("typed", ["%%%1", "___1", "' OR '1'='1", "\\1", "H43%"])
    def test_signs_of_the_database_mean_themselves(self, typed, office, dossiers):
        assert codes(office.official, typed) == []

    def test_many_dossiers_take_no_more_questions(
        self, office, dossiers, django_assert_num_queries
    ):
        for typed in (dossiers[0].code, dossiers[0].code[:6]):
            with django_assert_num_queries(3):
                codes(office.official, typed)


class TestByApplicant:
    @pytest.mark.parametrize(
        "typed",
        ["Nguyễn Thị Ân", "NGUYEN THI AN", "0912 345 678", "+84912345678", "058199000123"],
    )
    def test_a_whole_key_finds_the_persons_dossiers(self, typed, office, dossiers):
        assert sought(office.official, typed) == {dossiers[0].code, dossiers[1].code}

    def test_a_number_written_from_abroad_is_the_same_number(self, office, dossiers):
        assert sought(office.official, "0987654321") == {dossiers[2].code}

    @pytest.mark.parametrize("typed", ["Nguyễn Thị", "Thị Ân", "nguyen thi anh", "% %", "_ _"])
    def test_a_part_finds_nobody(self, typed, office, dossiers):
        asked = applicant_key_in(typed)

        assert asked is None or sought(office.official, typed) == set()

    def test_strangers_find_nobody(self, dossiers, stranger):
        assert sought(stranger, "Nguyễn Thị Ân") == set()

    def test_each_look_is_written_down_without_what_was_asked(self, office, dossiers):
        sought(office.official, "0912345678")

        entry = Entry.objects.latest("id")
        assert entry.act == "dossiers.applicant_sought"
        assert entry.details == {"key": "phone", "found": 2}
        assert entry.agency_id == office.agency.pk
        assert "số điện thoại" in entry.sentence

    def test_the_province_is_refused_and_nothing_is_written(self, dossiers, watcher):
        before = Entry.objects.count()

        with pytest.raises(Refused, match="xử lý hồ sơ"):
            sought(watcher, "Nguyễn Thị Ân")

        assert Entry.objects.count() == before


class TestPage:
    @pytest.fixture
    def desk(self, client, office):
        client.force_login(Staff.objects.get(pk=office.official.staff_id).person)
        return client

    def test_names_are_masked_in_what_is_found(self, desk, dossiers):
        html = desk.post(ADDRESS, {"key": "nguyen thi an"}).text

        assert dossiers[0].code in html
        assert dossiers[2].code not in html
        assert "Nguyễn T. Â." in html
        assert "Nguyễn Thị Ân" not in html

    def test_nobody_found_says_what_is_searched(self, desk, dossiers):
        assert "Không có hồ sơ nào của người này" in desk.post(ADDRESS, {"key": "Lê Ba"}).text

    @pytest.mark.parametrize("typed", ["", "Ân", "x" * 10_000, "\u0301\u0300", "\x00 \x00"])
    def test_what_is_no_whole_key_is_told_so(self, typed, desk, dossiers):
        before = Entry.objects.count()

        answer = desk.post(ADDRESS, {"key": typed})

        assert answer.status_code == 422
        assert "Ghi đầy đủ họ tên" in answer.text
        assert len(answer.content) < 40_000
        assert Entry.objects.count() == before

    def test_the_search_of_the_desk_offers_it_with_what_was_typed(self, desk, dossiers):
        html = desk.get("/tim-kiem/", {"q": "Nguyễn Thị Ân"}).text

        assert f'action="{ADDRESS}"' in html
        assert 'value="Nguyễn Thị Ân"' in html
        assert dossiers[0].code not in html

    def test_the_province_is_not_offered_it(self, client, watcher, dossiers):
        client.force_login(Staff.objects.get(pk=watcher.staff_id).person)

        assert ADDRESS not in client.get("/tim-kiem/", {"q": "Nguyễn Thị Ân"}).text
        assert client.get(ADDRESS).status_code == 403
