"""Following a dossier: by its code, and by its code with the second factor (R51, R61)."""

import re
from datetime import timedelta

import pytest
import time_machine
from conftest import THE_MOMENT
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nep.agencies.tests.factories import AgencyFactory
from nep.foundation import clock
from nep.operation.dossiers.rules.states import Collector
from nep.operation.dossiers.services.steps import hand_over_result
from nep.operation.dossiers.tests.factories import AN, a_dossier, completed, place_of
from nep.operation.procedures.tests.factories import Office, a_running_procedure, a_tthc
from nep.portal.forms import tidy_code

pytestmark = pytest.mark.django_db

PROOF, WRONG = AN.phone[-4:], "0000"


@pytest.fixture
def office():
    return Office.at(AgencyFactory(name="UBND xã Nhơn Hải"))


@pytest.fixture
def served():
    return a_tthc("Xác nhận tình trạng hôn nhân")


@pytest.fixture
def procedure(office, served):
    return a_running_procedure(office, served)


@pytest.fixture
def dossier(office, served, procedure, at):
    return a_dossier(served, procedure, actor=office.one_stop_officer, at=at)


def asked(client, code):
    return client.get("/tra-cuu/", {"ma": code})


def proved(client, code, digits):
    return client.post("/tra-cuu/", {"ma": code, "so_cuoi": digits})


def without_what_was_typed(response, code):
    """Return the page as every visitor gets it: without the code asked for and the token."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.text.replace(code, "…"))


class TestCode:
    def test_it_shows_how_far_the_dossier_is(self, client, office, dossier, at):
        completed(dossier, "B1", actor=office.one_stop_officer, at=at + timedelta(hours=1))

        response = asked(client, dossier.code)

        assert response.status_code == 200
        for told in (dossier.code, "Đang xử lý", "Đã xong 1/5 bước", "17:00 04/12/2023"):
            assert told in response.text
        assert "Xong 10:00 27/11/2023" in response.text
        assert "Trong hạn: còn 7 ngày" in response.text

    def test_it_shows_nothing_else(self, client, office, dossier, served, procedure):
        html = asked(client, dossier.code).text

        private = [AN.full_name, AN.identity_number, AN.phone, AN.email, AN.address, PROOF]
        matter = [served.name, served.key, "Xác nhận tình trạng", "Đơn đề nghị"]
        staff = [office.one_stop_officer.name, office.official.name, office.leader.name]
        steps = [step.name for step in procedure.steps.all()]
        steps.remove("Bước 1")  # the factory calls its steps as the portal numbers them
        for secret in (*private, *matter, *staff, office.agency.name, "Công chức"):
            assert secret not in html

    def test_neither_does_what_the_template_is_given(self, client, dossier):
        context = asked(client, dossier.code).context

        assert "particulars" not in context
        assert [step.name for step in context["path"]] == [""] * 5

    @pytest.mark.parametrize(
        "spell",
        [
            str.lower,
            lambda code: f"  {code}  ",
            lambda code: code.replace("-", " – "),
            lambda code: code.replace("-", "\u2011"),
            lambda code: code.replace("H", "\uff28"),
        ],
        ids=["lower case", "spaces", "en dashes", "hard hyphens", "wide letters"],
    )
    def test_spelling_does_not_matter(self, client, dossier, spell):
        assert asked(client, spell(dossier.code)).status_code == 200

    @pytest.mark.parametrize(
        ("code", "status"),
        [
            ("H43.999-231127-0001", 404),
            ("", 422),
            ("<script>", 422),
            ("a\0b", 422),
            ("x" * 90, 422),
        ],
        ids=["unknown", "nothing", "markup", "a sign no code has", "too long"],
    )
    def test_what_is_no_code_of_ours_is_said_in_a_sentence(self, client, dossier, code, status):
        response = asked(client, code)

        assert response.status_code == status
        assert "error-summary" in response.text
        assert dossier.code not in response.text
        assert "<script>" not in response.text

    def test_late_is_said(self, client, dossier):
        with clock.fixed(dossier.due_at + timedelta(days=2)):
            assert "Quá hạn 2 ngày" in asked(client, dossier.code).text
        with clock.fixed(dossier.due_at):
            assert "Trong hạn: hẹn trả hôm nay" in asked(client, dossier.code).text

    def test_nobody_keeps_the_answer(self, client, dossier):
        for response in (asked(client, dossier.code), proved(client, dossier.code, PROOF)):
            assert "no-store" in response["Cache-Control"]
            assert "noindex" in response["X-Robots-Tag"]


class TestHandedOver:
    @pytest.fixture
    def closed(self, office, dossier, at):
        for step, actor in (
            ("B1", office.one_stop_officer),
            ("B2", office.official),
            ("B3", office.leader),
            ("B4", office.clerk),
        ):
            completed(dossier, step, actor=actor, at=at)
        hand_over_result(
            dossier,
            place_of(dossier, "B5"),
            collector=Collector.APPLICANT,
            actor=office.one_stop_officer,
            at=at,
        )
        return dossier

    def test_the_path_is_walked_to_its_end(self, client, closed):
        html = asked(client, closed.code).text

        for told in ("Đã trả kết quả", "Đã xong 5/5 bước", "Xong đúng hạn"):
            assert told in html

    def test_nothing_is_left_to_fetch(self, client, closed):
        html = proved(client, closed.code, PROOF).text

        assert "Nơi nhận kết quả" not in html
        assert "UBND xã Nhơn Hải" in html


class TestSecondFactor:
    def test_it_also_shows_the_matter_and_where_to_go(self, client, dossier, served, office):
        response = proved(client, dossier.code.lower(), PROOF)

        assert response.status_code == 200
        assert served.name in response.text
        assert f"Bộ phận Tiếp nhận và Trả kết quả, {office.agency.name}" in response.text
        assert "Mở cửa ngày 04/12/2023: 07:00–11:30, 13:30–17:00" in response.text

    def test_it_still_names_nobody(self, client, dossier, office):
        html = proved(client, dossier.code, PROOF).text

        for secret in (AN.full_name, AN.identity_number, AN.phone, AN.email, AN.address):
            assert secret not in html
        assert office.one_stop_officer.name not in html

    def test_wrong_digits_and_an_unknown_code_are_one_answer(self, client, dossier):
        unknown = "H43.999-231127-0009"

        wrong = proved(client, dossier.code, WRONG)
        absent = proved(client, unknown, WRONG)

        assert (wrong.status_code, absent.status_code) == (404, 404)
        assert without_what_was_typed(wrong, dossier.code) == without_what_was_typed(
            absent, unknown
        )

    def test_they_also_cost_the_same(self, client, dossier):
        proved(client, "H43.999-231127-0001", WRONG)  # the visitor's first try is counted anew

        assert cost_of(client, dossier.code) == cost_of(client, "H43.999-231127-0009")

    @pytest.mark.parametrize("phone", ["", "12"], ids=["none given", "too short to prove"])
    @pytest.mark.parametrize("digits", ["0000", "----", ""])
    def test_without_a_telephone_number_nothing_proves(self, client, dossier, phone, digits):
        dossier.applicant.phone = phone
        dossier.applicant.save(update_fields=["phone"])

        assert proved(client, dossier.code, digits).status_code in (404, 422)

    def test_once_erased_nothing_proves_and_the_code_still_works(self, client, dossier):
        dossier.applicant.delete()

        assert proved(client, dossier.code, PROOF).status_code == 404
        assert asked(client, dossier.code).status_code == 200

    @pytest.mark.parametrize("digits", ["", "123", "12345", "12a4", "٠٠٠٠"])
    def test_four_digits_are_asked_for(self, client, dossier, digits):
        response = proved(client, dossier.code, digits)

        assert response.status_code == 422
        assert "particulars" not in response.context


class TestLimits:
    @pytest.fixture(autouse=True)
    def a_window_that_stands(self):
        """Hold the machine's clock, by which tries are counted."""
        with time_machine.travel(THE_MOMENT, tick=False):
            yield

    def test_an_address_may_ask_thirty_times_a_minute(self, client, dossier):
        answers = [asked(client, f"H43-{number}").status_code for number in range(30)]

        assert answers == [404] * 30
        assert asked(client, dossier.code).status_code == 429
        assert client.get("/tra-cuu/").status_code == 200

    @pytest.mark.parametrize("exists", [True, False], ids=["a code that is", "one that is not"])
    def test_five_wrong_tries_close_a_code_for_a_while(self, client, dossier, exists):
        code = dossier.code if exists else "H43.999-231127-0009"

        answers = [proved(client, code, f"000{number}").status_code for number in range(5)]

        assert answers == [404] * 5
        assert proved(client, code, PROOF).status_code == 429

    def test_right_tries_do_not_count(self, client, dossier):
        answers = [proved(client, dossier.code, PROOF).status_code for _ in range(7)]

        assert answers == [200] * 7


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("h43.12-231127-0007", "H43.12-231127-0007"),
        (" h43 .12 — 231127－0007\n", "H43.12-231127-0007"),
    ],
)
def test_a_code_is_read_however_it_was_typed(typed, code):
    assert tidy_code(typed) == code


def cost_of(client, code):
    """Return the statements of a wrong proof, without what a process reads anew now and then."""
    tries = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as queries:
            proved(client, code, WRONG)
        tries.append([query["sql"].split()[0] for query in queries])
    return min(tries, key=len)
