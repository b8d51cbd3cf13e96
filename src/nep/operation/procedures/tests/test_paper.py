"""What a procedure says on its paper and in its checklist."""

import pytest

from nep.agencies.rules import Role
from nep.operation.procedures.models import Component, ProcedureRevision, Step
from nep.operation.procedures.tests.factories import (
    WITH_OPINIONS,
    a_running_procedure,
    a_tthc,
    step,
)
from nep.support.documents.papers.questions import questions_of
from nep.support.documents.papers.sections import by_place
from nep.support.documents.papers.value import Prose
from nep.support.documents.papers.writing import paper_of
from nep.support.documents.tests.factories import RevisionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(running, at):
    return by_place(paper_of(running.revision, at=at).body)


class TestSectionFive:
    def test_its_parts_are_those_that_offices_know(self, places):
        assert [place for place in places if place.startswith("5.")] == [
            f"5.{number}" for number in range(1, 8)
        ]

    def test_it_names_what_it_handles_and_by_which_decision(self, running, served, at):
        served.record = {"decision": "163/QĐ-BTP"}
        served.save()

        _basis, table = by_place(paper_of(running.revision, at=at).body)["5.1"]

        assert table.rows == ((served.code, served.name, "163/QĐ-BTP"),)

    def test_it_lists_the_papers_with_how_many_of_each(self, places):
        (table,) = places["5.2"]

        assert table.rows == (
            ("1", "Đơn đề nghị", "1", "0", ""),
            ("2", "Giấy ủy quyền", "1", "0", "Khi thuộc trường hợp phải có"),
        )

    def test_where_nothing_is_brought_it_says_so(self, draft, at):
        Component.objects.filter(procedure_id=draft.pk).delete()

        assert by_place(paper_of(draft, at=at).body)["5.2"] == [Prose("Không phải mang giấy tờ.")]

    def test_it_says_both_limits_where_they_differ(self, draft, at):
        assert "cam kết" not in by_place(paper_of(draft, at=at).body)["5.4"][0].text

        ProcedureRevision.objects.filter(pk=draft.pk).update(promised_value=4, same_day=True)

        (times,) = by_place(paper_of(draft, at=at).body)["5.4"]
        assert times.text.splitlines()[:2] == [
            "Theo quy định: 5 ngày làm việc.",
            "Cơ quan cam kết: 4 ngày làm việc.",
        ]
        assert "15 giờ" in times.text

    def test_it_says_where_how_and_what_citizens_get(self, running, served, at):
        served.record = {"channels": [{"channel": "in_person"}]}
        served.save()

        (said,) = by_place(paper_of(running.revision, at=at).body)["5.5"]

        assert running.revision.document.agency.name in said.text
        assert "Cách thức nộp hồ sơ: " in said.text
        assert "Kết quả: Giấy xác nhận" in said.text

    def test_its_table_has_the_columns_of_the_framework(self, places):
        table, total = places["5.7"]

        assert [column.head for column in table.columns] == [
            "TT",
            "Trình tự",
            "Trách nhiệm",
            "Thời gian",
            "Biểu mẫu/Kết quả",
        ]
        assert table.rows[1] == ("B2", "Bước 2", "Công chức", "2 ngày làm việc", "")
        assert table.rows[2][1] == "Bước 3\nTrả lại bước B2"
        assert "4,5" in total.text

    def test_it_says_what_runs_side_by_side_and_what_is_skipped(self, office, at):
        running = a_running_procedure(office, a_tthc(), WITH_OPINIONS)

        table, *_rest = by_place(paper_of(running.revision, at=at).body)["5.7"]

        assert "Không cần hỏi ý kiến: chuyển bước B5" in table.rows[1][1]
        assert "nhóm A" in table.rows[2][1]

    def test_it_says_where_a_step_goes_on_to(self, draft, at):
        Step.objects.filter(procedure_id=draft.pk, key="B2").update(goes_to="B4")

        table, *_rest = by_place(paper_of(draft, at=at).body)["5.7"]

        assert table.rows[1][1] == "Bước 2\nChuyển tiếp bước B4"

    def test_a_document_that_is_no_procedure_says_nothing_of_it(self, at):
        plain = RevisionFactory(approved=True)

        assert not [place for place in by_place(paper_of(plain, at=at).body) if "5." in place]


class TestQuestions:
    def test_every_step_component_and_limit_is_asked_about(self, running):
        keys = {question.key for question in questions_of(running.revision)}

        assert {f"step.B{number}" for number in range(1, 6)} <= keys
        assert {"component.1", "component.2", "limit", "result", "notice"} <= keys
        assert "step.B3.returns" in keys

    def test_a_step_is_asked_by_whom_and_within_what_time(self, running):
        asked = {question.key: question for question in questions_of(running.revision)}

        assert "Công chức" in asked["step.B2"].asks
        assert "2 ngày làm việc" in asked["step.B2"].asks
        assert asked["step.B2"].clause == "8.5.1"

    def test_a_fee_is_asked_about_where_there_is_one(self, draft):
        assert "fee" not in {question.key for question in questions_of(draft)}

        ProcedureRevision.objects.filter(pk=draft.pk).update(fee="8.000 đồng/bản.")

        (fee,) = (one for one in questions_of(draft) if one.key == "fee")
        assert "8.000 đồng/bản" in fee.asks

    def test_what_another_agency_does_is_asked_about_too(self, office, district):
        steps = (
            step("B1", Role.ONE_STOP_OFFICER),
            step("B2", Role.OFFICIAL, "0", agency=district.code, result="Văn bản ý kiến"),
            step("B3", Role.LEADER, "1"),
            step("B4", Role.ONE_STOP_OFFICER),
        )
        running = a_running_procedure(office, a_tthc(), steps)

        asked = {question.key: question for question in questions_of(running.revision)}

        assert district.name in asked["step.B2.agency"].asks
        assert asked["step.B2"].evidence.endswith("; Văn bản ý kiến")

    def test_a_result_nobody_named_is_asked_about_all_the_same(self, draft):
        ProcedureRevision.objects.filter(pk=draft.pk).update(result="")

        (result,) = (one for one in questions_of(draft) if one.key == "result")
        assert result.asks.endswith("không?")
