"""Change requests: asked by any staff, answered by somebody else, met by what they lead to."""

from datetime import timedelta

import pytest
from conftest import THE_MOMENT

from nep.agencies.rules import Role
from nep.agencies.tests.factories import actor_in
from nep.foundation.records import RecordRef, shown
from nep.foundation.verdicts import Refused, Unfit
from nep.support.documents.models import ChangeRequest
from nep.support.documents.queries.requests import (
    requests_about,
    requests_answerable_by,
    requests_listed,
    requests_named_by,
)
from nep.support.documents.rules.approval import Approval
from nep.support.documents.rules.documents import DocumentKind
from nep.support.documents.rules.requests import (
    LONGEST_ASKED,
    NEXT_REQUEST_STAGES,
    Asked,
    RequestKind,
    RequestStage,
)
from nep.support.documents.services.approval import approve_revision
from nep.support.documents.services.discarding import discard_draft
from nep.support.documents.services.drafting import NewDocument, submit_for_review, write_text
from nep.support.documents.services.requests import (
    accept_request,
    ask_for_change,
    draft_on_request,
    refuse_request,
    take_back_request,
)
from nep.support.documents.services.review import confirm_review
from nep.support.documents.services.withdrawal import stop_document
from nep.support.documents.tests.pages import text_of

pytestmark = pytest.mark.django_db

AMEND = Asked(RequestKind.AMEND, "Bước 3 chờ lâu.", "Rút bước 3 còn một ngày.")
STOP = Asked(RequestKind.STOP, "Thủ tục bị bãi bỏ.", "Ngưng áp dụng.")
NEW = Asked(RequestKind.NEW, "Chưa có.", "Ca trực.", title="Hướng dẫn trực ban")
GUIDE = NewDocument("HD-01", DocumentKind.WORK_INSTRUCTION, "Hướng dẫn trực ban")


@pytest.fixture
def asked(in_force, clerk, at):
    return ask_for_change(AMEND, in_force.document, actor=clerk, at=at)


@pytest.fixture
def accepted(asked, head, at):
    return accept_request(asked, "Đồng ý.", actor=head, at=at)


def row_of(request):
    return ChangeRequest.objects.filter(pk=request.pk).values().get()


class TestAsking:
    def test_numbers_run_within_agency_and_year(self, in_force, clerk, secretary, stranger, at):
        labels = [
            ask_for_change(AMEND, in_force.document, actor=actor, at=at).label
            for actor in (clerk, secretary)
        ]
        elsewhere = ask_for_change(NEW, actor=stranger, at=at)
        next_year = ask_for_change(NEW, actor=clerk, at=at + timedelta(days=60))

        assert labels == ["01/2023", "02/2023"]
        assert (elsewhere.label, next_year.label) == ("01/2023", "01/2024")

    @pytest.mark.parametrize(
        "asked",
        [
            Asked(RequestKind.AMEND, " ", "Rút bước 3."),
            Asked(RequestKind.AMEND, "Chờ lâu.", ""),
            Asked(RequestKind.AMEND, "Chờ lâu.", "x" * (LONGEST_ASKED + 1)),
            Asked(RequestKind.NEW, "Chưa có.", "Ca trực."),
            Asked(RequestKind.AMEND, "a", "b", wanted_on=THE_MOMENT.date() - timedelta(days=1)),
        ],
        ids=["no reason", "nothing asked", "endless", "new without a title", "day passed"],
    )
    def test_what_says_too_little_is_refused(self, in_force, clerk, at, asked):
        with pytest.raises(Unfit):
            ask_for_change(asked, in_force.document, actor=clerk, at=at)

        assert not ChangeRequest.objects.exists()

    def test_strangers_do_not_ask(self, in_force, stranger, at):
        with pytest.raises(Refused):
            ask_for_change(AMEND, in_force.document, actor=stranger, at=at)

        assert not ChangeRequest.objects.exists()

    def test_only_what_is_in_force_is_asked_to_change(self, draft, clerk, at):
        with pytest.raises(Refused, match="hiệu lực"):
            ask_for_change(AMEND, draft.document, actor=clerk, at=at)

    def test_a_change_without_a_document_is_none(self, clerk, at):
        with pytest.raises(Refused):
            ask_for_change(AMEND, actor=clerk, at=at)


class TestAnswering:
    @pytest.mark.parametrize("who", ["head", "leader", "secretary"])
    def test_head_leader_or_secretary_accept(self, request, asked, at, who):
        actor = request.getfixturevalue(who)
        assert asked in requests_answerable_by(actor)

        accepted = accept_request(asked, actor=actor, at=at)

        assert (accepted.stage, accepted.answered_by_id) == ("accepted", actor.staff_id)
        assert asked not in requests_answerable_by(actor)

    @pytest.mark.parametrize("who", ["clerk", "stranger"])
    def test_others_change_nothing(self, request, asked, at, who):
        actor, before = request.getfixturevalue(who), row_of(asked)

        for act in (accept_request, refuse_request):
            with pytest.raises(Refused):
                act(asked, "Ý kiến.", actor=actor, at=at)

        assert row_of(asked) == before
        assert not requests_answerable_by(actor).exists()

    def test_nobody_answers_their_own(self, in_force, head, at):
        own = ask_for_change(AMEND, in_force.document, actor=head, at=at)
        before = row_of(own)

        with pytest.raises(Refused, match="người khác"):
            accept_request(own, actor=head, at=at)

        assert row_of(own) == before
        assert own not in requests_answerable_by(head)

    def test_a_refusal_has_its_reason(self, asked, head, at):
        with pytest.raises(Unfit):
            refuse_request(asked, " ", actor=head, at=at)

        refused = refuse_request(asked, "Đã đúng quy định.", actor=head, at=at)

        assert (refused.stage, refused.answer) == ("refused", "Đã đúng quy định.")

    def test_who_asked_takes_it_back_before_the_answer(self, asked, clerk, head, at):
        with pytest.raises(Refused):
            take_back_request(asked, actor=head, at=at)

        assert take_back_request(asked, actor=clerk, at=at).stage == "taken_back"
        with pytest.raises(Refused):
            take_back_request(asked, actor=clerk, at=at)

    def test_what_was_answered_is_not_answered_again(self, accepted, leader, at):
        before = row_of(accepted)

        with pytest.raises(Refused):
            refuse_request(accepted, "Nghĩ lại.", actor=leader, at=at)

        assert row_of(accepted) == before


class TestWhatItLeadsTo:
    def test_a_revision_that_names_it_and_closes_it_when_approved(
        self, accepted, secretary, head, leader, at
    ):
        draft = draft_on_request(accepted, actor=secretary, at=at)
        assert draft.label == "01/01"
        assert list(requests_named_by(draft)) == [accepted]

        write_text(
            draft,
            draft.text,
            change_summary="Rút bước 3.",
            edition=1,
            actor=secretary,
            at=at,
        )
        submit_for_review(draft, actor=secretary, at=at)
        confirm_review(draft, actor=head, at=at)
        accepted.refresh_from_db()
        assert accepted.stage == "accepted"
        approve_revision(draft, Approval(at), actor=leader, at=at)

        accepted.refresh_from_db()
        assert (accepted.stage, accepted.closed_at) == ("closed", at)

    def test_a_draft_in_preparation_takes_it_in(self, accepted, in_force, secretary, clerk, at):
        draft = draft_on_request(accepted, actor=secretary, at=at)
        second = ask_for_change(AMEND, in_force.document, actor=clerk, at=at)
        accept_request(second, actor=secretary, at=at)

        assert draft_on_request(second, actor=secretary, at=at) == draft

    def test_a_new_document(self, clerk, head, secretary, at):
        asked = accept_request(ask_for_change(NEW, actor=clerk, at=at), actor=head, at=at)
        with pytest.raises(Unfit):
            draft_on_request(asked, actor=secretary, at=at)

        draft = draft_on_request(asked, GUIDE, actor=secretary, at=at)

        asked.refresh_from_db()
        assert (asked.document.code, asked.revision) == ("HD-01", draft)

    def test_a_draft_thrown_away_leaves_it_accepted(self, accepted, secretary, at):
        draft = draft_on_request(accepted, actor=secretary, at=at)

        discard_draft(draft, edition=draft.edition, actor=secretary, at=at)

        accepted.refresh_from_db()
        assert (accepted.stage, accepted.revision) == ("accepted", None)

    def test_a_request_to_stop_closes_with_the_document(
        self, in_force, clerk, head, leader, secretary, at
    ):
        asked = ask_for_change(STOP, in_force.document, actor=clerk, at=at)
        accept_request(asked, actor=head, at=at)
        with pytest.raises(Refused):
            draft_on_request(asked, actor=secretary, at=at)

        stop_document(in_force.document, "Bị bãi bỏ.", actor=leader, at=at)

        asked.refresh_from_db()
        assert asked.stage == "closed"

    @pytest.mark.parametrize("who", ["clerk", "head", "stranger"])
    def test_only_the_secretary_drafts_on_it(self, request, accepted, at, who):
        before = row_of(accepted)

        with pytest.raises(Refused):
            draft_on_request(accepted, actor=request.getfixturevalue(who), at=at)

        assert row_of(accepted) == before

    def test_only_what_was_accepted_leads_to_a_draft(self, asked, secretary, at):
        with pytest.raises(Refused):
            draft_on_request(asked, actor=secretary, at=at)


def test_every_stage_ends_or_goes_on():
    assert set(NEXT_REQUEST_STAGES) == set(RequestStage)
    assert {after for those in NEXT_REQUEST_STAGES.values() for after in those} <= set(RequestStage)


class TestPages:
    def test_from_the_page_of_the_document_to_the_answer_and_the_draft(
        self, browser_of, in_force, clerk, head, secretary
    ):
        browser = browser_of(clerk)
        asking = f"/quy-trinh/{clerk.agency_code}/QT-TP-01/phieu-yeu-cau/"
        assert asking in text_of(browser.get(in_force.get_absolute_url()))
        typed = {"kind": "amend", "reason": "Chờ lâu.", "content": "Rút bước 3."}
        page = browser.post(asking, typed).url

        browser = browser_of(head)
        assert "chap-nhan" in text_of(browser.get(page))
        assert "01/2023" in text_of(browser.get("/"))
        assert browser.post(f"{page}chap-nhan/").status_code == 302

        browser = browser_of(secretary)
        answer = browser.post(f"{page}soan/", {"extent": "amendment"})
        assert answer.url.endswith("/2/soan/")
        assert "01/01" in text_of(browser.get("/quy-trinh/phieu-yeu-cau/"))

    def test_a_new_document_needs_its_code(self, browser_of, clerk, head, secretary, at):
        typed = {"kind": "new", "title": "Trực ban", "reason": "a", "content": "b"}
        page = browser_of(clerk).post("/quy-trinh/phieu-yeu-cau/lap/", typed).url
        browser_of(head).post(f"{page}chap-nhan/", {"answer": "Được."})
        browser = browser_of(secretary)
        assert browser.post(f"{page}soan/", {"kind": "form"}).status_code == 422

        kind = {"kind": "work_instruction", "title": "Trực ban"}
        assert browser.post(f"{page}soan/", {**kind, "code": "a_b"}).status_code == 422
        assert browser.post(f"{page}soan/", {**kind, "code": "HD-01"}).status_code == 302

    def test_what_is_missing_is_said(self, browser_of, clerk):
        typed = {"kind": "new", "reason": "a", "content": "b"}

        answer = browser_of(clerk).post("/quy-trinh/phieu-yeu-cau/lap/", typed)

        assert answer.status_code == 422
        assert not ChangeRequest.objects.exists()

    def test_refusals_are_said_in_place(self, browser_of, asked, head, clerk):
        page = asked.get_absolute_url()

        assert browser_of(head).post(f"{page}tu-choi/", {"answer": ""}).status_code == 422
        assert browser_of(clerk).post(f"{page}tu-choi/", {"answer": "x"}).status_code == 403
        assert browser_of(clerk).post(f"{page}rut/").status_code == 302

    def test_strangers_find_nothing(self, browser_of, asked, stranger):
        browser = browser_of(stranger)

        assert browser.get(asked.get_absolute_url()).status_code == 404
        assert asked.label not in text_of(browser.get("/quy-trinh/phieu-yeu-cau/"))

    @pytest.mark.parametrize("stage", ["", "open", "refused", "odd"])
    def test_the_list_is_narrowed_by_stage(self, browser_of, asked, clerk, stage):
        address = "/quy-trinh/phieu-yeu-cau/"
        page = browser_of(clerk).get(address, {"tinh_trang": stage}, headers={"HX-Request": "true"})

        assert (asked.label in text_of(page)) is (stage != "refused")


def test_lists_are_of_ones_own_agency(asked, clerk, stranger, agency):
    auditor = actor_in(agency, Role.AUDITOR)

    assert list(requests_listed(auditor)) == [asked]
    assert list(requests_listed(clerk, RequestStage.CLOSED)) == []
    assert list(requests_about(stranger, asked.document)) == []


def test_a_record_points_at_it(asked):
    said = shown(RecordRef("documents.changerequest", str(asked.pk)))

    assert said.address == asked.get_absolute_url()
    assert said.title.startswith("01/2023")
