"""The pages as their users open them: the counter, one dossier, the acts, the papers."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfWriter

from nep.agencies.models import Staff
from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, actor_in
from nep.operation.dossiers.models import Dossier, Event
from nep.operation.dossiers.rules.states import State
from nep.operation.dossiers.tests.factories import AN, a_dossier, completed, place_of
from nep.operation.procedures.tests.factories import Office, a_running_procedure, a_tthc
from nep.platform.journal.queries import entries_about

pytestmark = pytest.mark.django_db


def a_pdf() -> BytesIO:
    """Return a real file: one empty page."""
    file, writer = BytesIO(), PdfWriter()
    writer.add_blank_page(width=420, height=595)
    writer.write(file)
    file.seek(0)
    file.name = "ket-qua.pdf"
    return file


@pytest.fixture
def office():
    return Office.at(AgencyFactory())


@pytest.fixture
def served():
    return a_tthc()


@pytest.fixture
def procedure(office, served):
    return a_running_procedure(office, served)


@pytest.fixture
def dossier(office, served, procedure, at):
    return a_dossier(served, procedure, actor=office.one_stop_officer, at=at)


@pytest.fixture
def signed_in(client):
    """Let the browser belong to somebody."""

    def sign_in(actor):
        client.force_login(Staff.objects.get(pk=actor.staff_id).person)
        return client

    return sign_in


def at_step(dossier, step, **more):
    place = place_of(dossier, step)
    return {"step": place.step, "occurrence": place.occurrence, "turn": place.turn, **more}


def address(name, dossier):
    return reverse(f"dossiers:{name}", args=[dossier.code])


class TestReception:
    def filled(self, procedure, **more):
        paper = procedure.components.get(required=True)
        return {
            "request_key": str(uuid4()),
            "full_name": AN.full_name,
            "identity_number": AN.identity_number,
            "channel": "1",
            f"c{paper.pk}-originals": "1",
            **more,
        }

    def test_the_counter_lists_what_it_receives(self, office, served, procedure, signed_in):
        page = signed_in(office.one_stop_officer).get(reverse("dossiers:choose"))

        assert served.name in page.content.decode()

    def test_a_complete_form_makes_one_dossier_however_often_it_is_sent(
        self, office, served, procedure, signed_in
    ):
        browser, form = signed_in(office.one_stop_officer), self.filled(procedure)
        counter = reverse("dossiers:receive", args=[served.key])

        first = browser.post(counter, form)
        second = browser.post(counter, form)

        assert first.status_code == 302
        assert second.url == first.url
        assert Dossier.objects.count() == 1

    def test_a_missing_component_is_named_and_nothing_is_lost(
        self, office, served, procedure, signed_in
    ):
        paper = procedure.components.get(required=True)
        form = self.filled(procedure, **{f"c{paper.pk}-originals": ""})

        page = signed_in(office.one_stop_officer).post(
            reverse("dossiers:receive", args=[served.key]), form
        )

        assert page.status_code == 422
        assert paper.name in page.context["refusal"]
        assert AN.full_name in page.content.decode()
        assert not Dossier.objects.exists()

    def test_a_scan_of_the_wrong_type_is_refused_whatever_its_name(
        self, office, served, procedure, signed_in
    ):
        paper = procedure.components.get(required=True)
        scan = SimpleUploadedFile("don.pdf", b"MZ\x90\x00 this is a program", "application/pdf")
        form = self.filled(procedure, **{f"c{paper.pk}-scan": scan})

        page = signed_in(office.one_stop_officer).post(
            reverse("dossiers:receive", args=[served.key]), form
        )

        assert page.status_code == 422
        assert page.context["refusal"]
        assert not Dossier.objects.exists()

    def test_somebody_who_does_not_receive_is_told_so(self, office, served, procedure, signed_in):
        page = signed_in(office.official).get(reverse("dossiers:receive", args=[served.key]))

        assert page.status_code == 403

    def test_a_procedure_that_the_agency_does_not_run_does_not_exist_here(
        self, office, procedure, signed_in
    ):
        elsewhere = a_tthc()

        page = signed_in(office.one_stop_officer).get(
            reverse("dossiers:receive", args=[elsewhere.key])
        )

        assert page.status_code == 404


class TestDossierPage:
    def test_personal_data_are_masked(self, office, dossier, signed_in):
        page = signed_in(office.official).get(address("dossier", dossier)).content.decode()

        assert "Nguyễn T. Â." in page
        for private in (AN.full_name, AN.identity_number, AN.phone, AN.email, AN.address):
            assert private not in page

    def test_looking_at_them_in_full_is_written_down(self, office, dossier, signed_in):
        page = signed_in(office.official).post(address("applicant", dossier)).content.decode()

        assert AN.identity_number in page
        assert [entry.act for entry in entries_about(dossier)] == ["dossiers.applicant_seen"]

    def test_a_stranger_and_an_anonymous_visitor_see_nothing(self, dossier, signed_in, client):
        assert client.get(address("dossier", dossier)).status_code == 302
        stranger = actor_in(AgencyFactory(), Role.OFFICIAL)
        assert signed_in(stranger).get(address("dossier", dossier)).status_code == 404

    def test_the_promise_is_explained_line_by_line(self, office, dossier, signed_in):
        page = signed_in(office.official).get(address("dossier", dossier))

        assert len(page.context["calculation"]) == 4
        assert all(line.endswith(".") for line in page.context["calculation"])


class TestActs:
    def test_completing_a_step_goes_back_to_the_dossier(self, office, dossier, signed_in):
        form = at_step(dossier, "B1", way="on")

        answer = signed_in(office.one_stop_officer).post(address("complete", dossier), form)

        assert answer.status_code == 302
        dossier.refresh_from_db()
        assert State(dossier.state) == State.PROCESSING

    def test_a_double_click_is_told_that_the_dossier_moved_on(self, office, dossier, signed_in):
        form = at_step(dossier, "B1", way="on")
        browser = signed_in(office.one_stop_officer)
        browser.post(address("complete", dossier), form)
        events = Event.objects.count()

        again = browser.post(address("complete", dossier), form)

        assert again.status_code == 409
        assert dossier.code in again.context["refusal"]
        assert Event.objects.count() == events

    def test_the_wrong_role_is_refused_in_place(self, office, dossier, signed_in):
        form = at_step(dossier, "B1", way="on")

        page = signed_in(office.clerk).post(address("complete", dossier), form)

        assert page.status_code == 403
        assert page.context["refusal"]
        assert Event.objects.count() == 1

    def test_values_of_the_wrong_kind_are_refused_in_words(self, office, dossier, signed_in):
        form = {"step": "B1", "occurrence": "một", "turn": "-1", "way": "on"}

        page = signed_in(office.one_stop_officer).post(address("complete", dossier), form)

        assert page.status_code == 422
        assert Event.objects.count() == 1

    def test_the_head_puts_a_step_into_hands(self, office, dossier, signed_in, at):
        completed(dossier, "B1", actor=office.one_stop_officer, at=at)
        form = at_step(dossier, "B2", holder=office.official.staff_id)

        signed_in(office.head).post(address("assign", dossier), form)

        assert dossier.open_tasks.get().holder_id == office.official.staff_id

    def test_a_result_with_its_file_can_be_opened_by_those_who_see_the_dossier(
        self, office, dossier, signed_in, at
    ):
        completed(dossier, "B1", actor=office.one_stop_officer, at=at)
        completed(dossier, "B2", actor=office.official, at=at)
        completed(dossier, "B3", actor=office.leader, at=at)
        result = {"number": "12/GP", "on": "27/11/2023", "file": a_pdf()}
        form = at_step(dossier, "B4", way="on", **result)

        signed_in(office.clerk).post(address("complete", dossier), form)

        result = Event.objects.filter(dossier=dossier).latest("position").data["result"]
        opened = reverse("dossiers:file", args=[dossier.code, result["sha256"]])
        assert result["number"] == "12/GP"
        file = signed_in(office.official).get(opened)
        assert b"".join(file).startswith(b"%PDF")
        stranger = actor_in(AgencyFactory(), Role.OFFICIAL)
        assert signed_in(stranger).get(opened).status_code == 404


class TestPapers:
    @pytest.mark.parametrize("paper", ["receipt", "control_sheet"])
    def test_a_paper_is_a_pdf_and_printing_it_is_written_down(
        self, office, dossier, signed_in, paper
    ):
        answer = signed_in(office.one_stop_officer).get(address(paper, dossier))

        assert answer.content.startswith(b"%PDF")
        assert [entry.act for entry in entries_about(dossier)] == ["dossiers.paper_printed"]


class TestWorklist:
    def test_it_shows_what_waits_for_the_actor_and_nobody_else(
        self, office, dossier, signed_in, at
    ):
        completed(dossier, "B1", actor=office.one_stop_officer, at=at)

        assert dossier.code in signed_in(office.official).get("/").content.decode()
        assert dossier.code not in signed_in(office.clerk).get("/").content.decode()
