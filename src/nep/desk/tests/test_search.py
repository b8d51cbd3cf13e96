"""The one search box: what it finds in every module, and what it makes of odd input."""

from unicodedata import normalize

import pytest
from conftest import THE_MOMENT

from nep.agencies.models import Staff
from nep.agencies.tests.factories import AgencyFactory, staff_in
from nep.operation.dossiers.tests.factories import a_dossier
from nep.operation.procedures.tests.factories import Office, a_running_procedure, a_tthc

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office.at(AgencyFactory(district=True, name="UBND huyện Ninh Hải"))


@pytest.fixture
def served():
    return a_tthc()


@pytest.fixture
def procedure(office, served):
    return a_running_procedure(office, served)


@pytest.fixture
def dossier(office, served, procedure):
    return a_dossier(served, procedure, actor=office.one_stop_officer, at=THE_MOMENT)


@pytest.fixture
def desk(client, office):
    client.force_login(Staff.objects.get(pk=office.official.staff_id).person)
    return client


@pytest.fixture
def search(desk):
    def page(asked, **headers):
        return desk.get("/tim-kiem/", {"q": asked}, headers=headers)

    return page


def titles(answer):
    return {found.label: [hit.title for hit in found.hits] for found in answer.context["answers"]}


class TestWhatIsFound:
    def test_each_kind_answers_for_itself(self, search, office, served, procedure):
        by_name, by_title = search(served.name), search(procedure.revision.document.code)

        assert titles(by_name)["Thủ tục hành chính"] == [served.key]
        assert by_title["Location"] == procedure.revision.get_absolute_url()
        assert titles(search("ninh hai"))["Cơ quan"] == ["UBND huyện Ninh Hải"]

    def test_people_of_ones_own_agency_are_found_by_name_or_post(self, search, office):
        staff = staff_in(office.agency, title="Văn thư")
        elsewhere = staff_in(AgencyFactory(), title="Văn thư")

        people = titles(search("van thu"))["Cán bộ của cơ quan"]

        assert staff.person.full_name in people
        assert elsewhere.person.full_name not in people

    @pytest.mark.parametrize("form", ["NFC", "NFD"])
    def test_marks_and_order_do_not_matter(self, search, office, form):
        for typed in ("huyện Ninh Hải", "hải NINH", "ninh hai huyen"):
            assert "Cơ quan" in titles(search(normalize(form, typed)))

    def test_agencies_that_are_not_theirs_are_not_found(self, search):
        AgencyFactory(name="UBND huyện Ninh Phước")

        assert "Cơ quan" not in titles(search("Ninh Phước"))


class TestOneExactCode:
    def test_it_leads_straight_to_its_record(self, search, dossier):
        answer = search(f" {dossier.code.lower()} ")

        assert answer.status_code == 302
        assert answer["Location"] == f"/ho-so/{dossier.code}/"

    def test_while_typing_it_is_only_marked(self, search, dossier):
        answer = search(dossier.code, HX_Request="true")

        assert answer.status_code == 200
        assert "<html" not in answer.text
        assert '<kbd aria-label="Phím Enter mở hồ sơ này">' in answer.text
        assert "HX-Request" in answer["Vary"]

    def test_a_beginning_shows_what_there_is(self, search, dossier):
        assert titles(search(dossier.code[:-1]))["Hồ sơ"] == [dossier.code]

    def test_a_strangers_code_is_like_none(self, client, dossier):
        client.force_login(staff_in(AgencyFactory()).person)

        answers = [client.get("/tim-kiem/", {"q": code}) for code in (dossier.code, "H99.9-1-1")]

        assert [answer.status_code for answer in answers] == [200, 200]
        assert [titles(answer) for answer in answers] == [{}, {}]


class TestOddInput:
    @pytest.mark.parametrize(
        "typed",
        ["' OR 1=1 --", "a & | ! : * ( )", "\x00", "\u0301\u0323", "%", "_", "<script>", "\\", "²"],
    )
    def test_it_finds_nothing_and_breaks_nothing(self, search, dossier, typed):
        answer = search(typed)

        assert answer.status_code == 200
        assert "Hồ sơ" not in titles(answer)
        assert "<script>" not in answer.text

    def test_too_much_is_told_so(self, search):
        answer = search("h" * 10_000)

        assert answer.status_code == 422
        assert "tối đa 200 ký tự" in answer.text
        assert len(answer.content) < 40_000

    def test_nothing_says_what_can_be_searched(self, search):
        assert "Tìm hồ sơ, thủ tục, văn bản, cơ quan và cán bộ" in search("").text

    def test_a_page_takes_the_same_questions_however_much_there_is(
        self, search, office, dossier, django_assert_max_num_queries
    ):
        search("a")
        with django_assert_max_num_queries(18):
            search("ubnd 1")
