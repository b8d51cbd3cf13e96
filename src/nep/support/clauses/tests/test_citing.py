"""A draft cites clauses; what an approved revision cites never changes."""

import pytest
from conftest import THE_MOMENT
from django.db import DatabaseError, transaction

from nep.foundation.verdicts import Overtaken, Refused, Unfit
from nep.norms.standard.queries import clause_numbered
from nep.platform.journal.models import Entry
from nep.support.clauses.models import Citation
from nep.support.clauses.queries import (
    citable_clauses,
    clauses_suggested,
    numbers_cited,
    usual,
)
from nep.support.clauses.rules import Usual, suggested
from nep.support.clauses.services import choose_clauses
from nep.support.documents.models import Document
from nep.support.documents.rules.documents import DocumentKind
from nep.support.documents.services.discarding import discard_draft
from nep.support.documents.services.drafting import draft_revision
from nep.support.fulltext.queries import found
from nep.support.fulltext.rules import Asked

AT = THE_MOMENT


@pytest.fixture
def draft(house):
    return house.draft("QT-01", "Kiểm soát thông tin dạng văn bản", "Nội dung.", at=AT)


@pytest.fixture
def citing(house, draft):
    return choose_clauses(draft, ["7.5", "4.4"], edition=2, actor=house.secretary, at=AT)


class TestChoosing:
    def test_a_draft_cites_what_was_chosen_in_the_order_of_the_standard(self, citing):
        assert numbers_cited(citing.pk) == ["4.4", "7.5"]
        entry = Entry.objects.latest("id")
        assert entry.act == "clauses.chosen"
        assert "4.4, 7.5" in entry.sentence

    def test_it_may_cite_none_at_all(self, house, citing):
        choose_clauses(citing, [], edition=3, actor=house.secretary, at=AT)

        assert numbers_cited(citing.pk) == []

    def test_whoever_comes_second_is_refused(self, house, citing):
        with pytest.raises(Overtaken):
            choose_clauses(citing, ["9.2"], edition=2, actor=house.secretary, at=AT)

        assert numbers_cited(citing.pk) == ["4.4", "7.5"]

    @pytest.mark.parametrize("number", ["7", "99.1", "x"], ids=["a chapter", "none", "no number"])
    def test_what_is_no_clause_is_refused(self, house, citing, number):
        with pytest.raises(Unfit):
            choose_clauses(citing, [number], edition=3, actor=house.secretary, at=AT)

        assert numbers_cited(citing.pk) == ["4.4", "7.5"]

    def test_only_whoever_drafts_chooses(self, house, elsewhere, citing):
        for actor in (house.leader, elsewhere.secretary):
            with pytest.raises(Refused):
                choose_clauses(citing, ["9.2"], edition=3, actor=actor, at=AT)

        assert numbers_cited(citing.pk) == ["4.4", "7.5"]

    def test_not_once_it_was_approved(self, house, citing):
        house.approve(citing, at=AT)

        with pytest.raises(Refused):
            choose_clauses(citing, ["9.2"], edition=3, actor=house.secretary, at=AT)

        assert numbers_cited(citing.pk) == ["4.4", "7.5"]


class TestOnceApproved:
    @pytest.fixture
    def approved(self, house, citing):
        return house.approve(citing, at=AT)

    @pytest.mark.parametrize(
        "change",
        [
            lambda cited: cited.delete(),
            lambda cited: cited.update(clause=clause_numbered("9.2")),
            lambda cited: Citation.objects.create(
                revision=cited[0].revision, clause=clause_numbered("9.2")
            ),
        ],
        ids=["delete", "update", "insert"],
    )
    def test_the_database_refuses_every_change(self, approved, change):
        with pytest.raises(DatabaseError, match="was approved"), transaction.atomic():
            change(Citation.objects.filter(revision=approved))

        assert numbers_cited(approved.pk) == ["4.4", "7.5"]

    def test_the_next_draft_begins_with_its_citations(self, house, approved):
        following = draft_revision(approved.document, actor=house.secretary, at=AT)

        assert numbers_cited(following.pk) == ["4.4", "7.5"]

    def test_it_is_found_by_them_and_by_the_clauses_above(self, house, approved):
        for clause, some in {"7.5": [approved.pk], "7": [approved.pk], "9.2": []}.items():
            assert found(house.clerk, Asked(clause=clause), at=AT, most=5) == some


def test_a_draft_is_discarded_with_its_citations(house, citing):
    discard_draft(citing, edition=3, actor=house.secretary, at=AT)

    assert not Citation.objects.exists()
    assert not Document.objects.exists()


class TestSuggestions:
    def test_the_title_says_more_than_the_kind(self, draft):
        assert clauses_suggested(draft.document) == ["7.5"]

    def test_without_a_telling_title_the_kind_says(self):
        usually = [
            Usual("form", "", "7.5.3", "nguồn"),
            Usual("form", "khiếu nại", "8.2.1", "nguồn"),
            Usual("policy", "", "5.2", "nguồn"),
        ]

        assert suggested("form", "Phiếu xin nghỉ", usually) == ["7.5.3"]
        assert suggested("form", "Phieu khieu nai", usually) == ["8.2.1"]
        assert suggested("manual", "Sổ tay", usually) == []

    def test_every_suggestion_can_be_cited_and_names_its_source(self, db):
        citable = {clause.number for clause in citable_clauses(at=AT)}

        assert {one.clause for one in usual()} <= citable
        assert {one.kind for one in usual()} == set(DocumentKind)
        assert all(one.source for one in usual())
