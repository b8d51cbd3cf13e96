"""Who sees what, what is in force, and lists that cost the same however long they are."""

import pytest
from conftest import THE_MOMENT

from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, actor_in
from nep.foundation.records import RecordRef, shown
from nep.support.documents.models import Document, Revision
from nep.support.documents.queries.revisions import (
    applies_last,
    last_approved,
    revision_in_force,
    revisions_in_force,
)
from nep.support.documents.queries.visible import (
    Wanted,
    document_lines,
    document_visible_to,
    documents_listed,
    documents_visible_to,
    revision_visible_to,
    revisions_visible_to,
)
from nep.support.documents.rules.documents import DocumentKind
from nep.support.documents.rules.revisions import Standing
from nep.support.documents.tests.factories import (
    A_DAY,
    A_MINUTE,
    DocumentFactory,
    RevisionFactory,
)

pytestmark = pytest.mark.django_db
TOMORROW = THE_MOMENT + A_DAY


class TestVisibility:
    @pytest.fixture
    def revisions(self, agency):
        return {
            "draft": RevisionFactory(document__agency=agency),
            "under review": RevisionFactory(document__agency=agency, under_review=True),
            "approved": RevisionFactory(document__agency=agency, approved=True),
            "withdrawn": RevisionFactory(document__agency=agency, withdrawn=True),
        }

    EVERYTHING = {"draft", "under review", "approved", "withdrawn"}
    APPROVED = {"approved", "withdrawn"}

    @pytest.mark.parametrize(
        ("who", "seen"),
        [
            ("secretary", EVERYTHING),
            ("head", EVERYTHING),
            ("leader", EVERYTHING),
            ("clerk", APPROVED),
            ("stranger", set()),
            ("provincial_officer", APPROVED),
        ],
    )
    def test_who_sees_which_stages(self, request, revisions, who, seen):
        actor = request.getfixturevalue(who)

        visible = set(revisions_visible_to(actor))

        assert {name for name, revision in revisions.items() if revision in visible} == seen
        assert set(documents_visible_to(actor)) == {revisions[name].document for name in seen}

    @pytest.fixture
    def provincial_officer(self):
        return actor_in(AgencyFactory(), Role.PROVINCIAL_OFFICER)

    def test_staff_without_a_role_see_nothing(self, agency, revisions):
        assert not revisions_visible_to(actor_in(agency)).exists()

    def test_absent_and_not_theirs_look_alike(self, revisions, clerk, stranger, agency):
        draft = revisions["draft"]
        address = {"agency_code": agency.code, "code": draft.document.code}
        for actor, number in [(clerk, 1), (stranger, 1), (clerk, 99)]:
            with pytest.raises(Revision.DoesNotExist):
                revision_visible_to(actor, number=number, **address)
            with pytest.raises(Document.DoesNotExist):
                document_visible_to(actor, **address)


class TestInForce:
    @pytest.fixture
    def two(self, agency):
        old = RevisionFactory(document__agency=agency, approved=True, effective_until=TOMORROW)
        new = RevisionFactory(
            document=old.document, number=2, approved=True, effective_from=TOMORROW
        )
        return old, new

    def test_the_old_one_to_the_minute_before_and_the_new_one_from_the_minute(self, two):
        old, new = two

        assert revision_in_force(old.document, at=TOMORROW - A_MINUTE) == old
        assert revision_in_force(old.document, at=TOMORROW) == new
        assert list(revisions_in_force(at=TOMORROW)) == [new]
        assert last_approved(old.document) == applies_last(old.document) == new

    def test_nothing_before_the_first(self, two):
        old, _new = two
        assert revision_in_force(old.document, at=old.begins_at - A_MINUTE) is None

    def test_what_was_withdrawn_since_is_still_the_answer_for_the_day_it_applied(self, agency):
        gone = RevisionFactory(document__agency=agency, withdrawn=True)

        assert revision_in_force(gone.document, at=gone.ends_at - A_MINUTE) == gone
        assert revision_in_force(gone.document, at=gone.ends_at) is None
        assert applies_last(gone.document) is None


class TestList:
    @pytest.fixture
    def found(self, secretary, at):
        def find(**wanted):
            return list(documents_listed(secretary, Wanted(**wanted), at=at))

        return find

    @pytest.mark.parametrize(
        "typed", ["chung thuc", "CHỨNG THỰC", "thuc ban", "qt tp", "QT.TP", "qt-tp-01", "sao chu"]
    )
    def test_words_are_found_without_marks_by_their_beginnings(self, agency, found, typed):
        wanted = RevisionFactory(
            document__agency=agency,
            document__code="QT.TP-01",
            document__title="Chứng thực bản sao từ bản chính",
        )
        RevisionFactory(document__agency=agency, document__title="Khai sinh")

        assert found(words=typed) == [wanted.document]

    @pytest.mark.parametrize("typed", ["'); drop", "&|!:*", "", "  ", "\\", "a & b |"])
    def test_odd_marks_do_no_harm(self, agency, found, typed):
        RevisionFactory(document__agency=agency)
        found(words=typed)

    def test_by_kind(self, agency, found):
        policy = RevisionFactory(document__agency=agency, document__kind=DocumentKind.POLICY)
        RevisionFactory(document__agency=agency)

        assert found(kind=DocumentKind.POLICY) == [policy.document]

    @pytest.mark.parametrize("standing", Standing)
    def test_by_standing(self, agency, found, standing, at):
        revisions = [
            RevisionFactory(document__agency=agency, **traits)
            for traits in (
                {},
                {"under_review": True},
                {"approved": True},
                {"approved": True, "effective_from": TOMORROW},
                {"approved": True, "effective_until": at - A_DAY},
                {"withdrawn": True},
            )
        ]

        assert found(standing=standing) == [
            revision.document for revision in revisions if revision.standing(at=at) is standing
        ]

    def test_what_is_in_force_stands_first(self, agency, found):
        draft = RevisionFactory(document__agency=agency, document__code="A")
        in_force = RevisionFactory(document__agency=agency, document__code="B", approved=True)

        assert found() == [in_force.document, draft.document]

    def test_a_line_leads_to_the_text_in_force_and_tells_what_is_on_the_way(
        self, agency, secretary, at
    ):
        old = RevisionFactory(document__agency=agency, approved=True, effective_until=TOMORROW)
        coming = RevisionFactory(
            document=old.document, number=2, approved=True, effective_from=TOMORROW
        )
        draft = RevisionFactory(document=old.document, number=3)

        (line,) = document_lines(secretary, [old.document], at=at)

        assert (line.shown, line.in_force, line.coming) == (old, old, coming)
        assert line.in_preparation == draft

    @pytest.mark.parametrize("length", [1, 12])
    def test_a_list_costs_the_same_however_long_it_is(
        self, agency, secretary, at, length, django_assert_num_queries
    ):
        for _ in range(length):
            RevisionFactory(document=DocumentFactory(agency=agency), approved=True)

        with django_assert_num_queries(2):
            documents = list(documents_listed(secretary, Wanted(), at=at))
            lines = document_lines(secretary, documents, at=at)
            assert [str(line.shown) for line in lines]
            assert [line.document.agency.code for line in lines]


def test_a_record_that_points_at_a_document_can_be_shown(agency):
    revision = RevisionFactory(document__agency=agency, approved=True)
    document = revision.document

    assert shown(RecordRef.to(document)).title == f"{document.code} {document.title}"
    assert shown(RecordRef.to(revision)).title.endswith("01")
    assert shown(RecordRef.to(revision)).address == revision.get_absolute_url()
