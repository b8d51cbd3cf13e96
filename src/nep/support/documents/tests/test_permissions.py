"""Who may do what at which stage: one table, and the lists that must agree with it."""

import pytest
from conftest import THE_MOMENT

from nep.agencies.queries import actor_for
from nep.agencies.rules import Role
from nep.agencies.tests.factories import actor_in, staff_in
from nep.support.documents.permissions import (
    may_approve,
    may_discard,
    may_draft,
    may_draft_revision,
    may_return,
    may_review,
    may_submit,
    may_withdraw,
    may_write,
)
from nep.support.documents.queries.waiting import revisions_approvable_by, revisions_reviewable_by
from nep.support.documents.tests.factories import A_DAY, DocumentFactory, RevisionFactory

pytestmark = pytest.mark.django_db

STAGES = {
    "draft": {},
    "returned": {"return_remark": "Thiếu căn cứ."},
    "under review": {"under_review": True},
    "reviewed": {"reviewed": True},
    "in force": {"approved": True},
    "ended": {"approved": True, "effective_until": THE_MOMENT - A_DAY},
    "withdrawn": {"withdrawn": True},
}
ACTS = {
    "write": may_write,
    "discard": may_discard,
    "submit": may_submit,
    "review": may_review,
    "return": may_return,
    "approve": lambda actor, revision: may_approve(actor, revision, at=THE_MOMENT),
    "withdraw": lambda actor, revision: may_withdraw(actor, revision, at=THE_MOMENT),
}
ALLOWED = {
    ("secretary", "draft"): {"write", "discard", "submit"},
    ("secretary", "returned"): {"write", "submit"},
    ("secretary", "under review"): {"review", "return"},
    ("secretary", "reviewed"): {"return"},
    ("head", "under review"): {"review", "return"},
    ("head", "reviewed"): {"return"},
    ("leader", "under review"): {"review", "return"},
    ("leader", "reviewed"): {"return", "approve"},
    ("leader", "in force"): {"withdraw"},
}
"""Everything else is refused; the secretary here is not the one who wrote the text."""


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("who", ["secretary", "head", "leader", "clerk", "stranger"])
def test_roles_and_stages(request, agency, who, stage):
    actor = request.getfixturevalue(who)
    revision = RevisionFactory(document__agency=agency, **STAGES[stage])

    allowed = {name for name, may in ACTS.items() if may(actor, revision)}

    assert allowed == ALLOWED.get((who, stage), set())


@pytest.mark.parametrize("who", ["head", "leader", "clerk", "stranger"])
def test_every_refusal_says_why(request, agency, who):
    actor = request.getfixturevalue(who)
    revision = RevisionFactory(document__agency=agency)

    assert all(may(actor, revision).reason for may in ACTS.values())


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("secretary", True), ("leader", False), ("clerk", False), ("stranger", False)],
)
def test_only_the_secretary_of_the_agency_drafts(request, agency, who, allowed):
    actor = request.getfixturevalue(who)
    document = RevisionFactory(document__agency=agency, approved=True).document

    assert bool(may_draft(actor, agency_id=agency.pk)) is allowed
    assert bool(may_draft_revision(actor, document)) is allowed


def test_a_second_draft_waits_for_the_first(agency, secretary):
    document = RevisionFactory(document__agency=agency).document

    assert not may_draft_revision(secretary, document)


class TestWhoWroteIt:
    @pytest.fixture
    def drafter(self, agency):
        return staff_in(agency, Role.ISO_SECRETARY, Role.LEADER)

    @pytest.mark.parametrize("stage", ["under review", "reviewed"])
    def test_neither_reviews_nor_returns_nor_approves(self, agency, drafter, stage):
        revision = RevisionFactory(document__agency=agency, drafted_by=drafter, **STAGES[stage])
        actor = actor_for(drafter, at=THE_MOMENT)

        assert not any(may(actor, revision) for may in ACTS.values())

    def test_nor_does_whoever_wrote_only_a_part(self, agency, drafter, head):
        revision = RevisionFactory(
            document__agency=agency, reviewed=True, author_ids=[drafter.person_id]
        )
        assert not may_approve(actor_for(drafter, at=THE_MOMENT), revision, at=THE_MOMENT)


@pytest.mark.parametrize("reviewer", ["head", "leader"])
@pytest.mark.parametrize("alone", [True, False], ids=["nobody else", "somebody else"])
@pytest.mark.parametrize("who", ["secretary", "head", "leader", "clerk", "stranger"])
def test_the_lists_of_what_waits_agree_with_the_table(request, agency, who, alone, reviewer):
    author = staff_in(agency, Role.ISO_SECRETARY)
    as_reviewer = staff_in(agency, Role(reviewer))
    actors = [actor_for(as_reviewer, at=THE_MOMENT), request.getfixturevalue(who)]
    if not alone:
        actors.append(actor_in(agency, Role.OFFICIAL))
    revisions = [
        RevisionFactory(document=DocumentFactory(agency=agency), drafted_by=author, **stage, **by)
        for name, stage in STAGES.items()
        for by in ([{"reviewed_by": as_reviewer}, {}] if name == "reviewed" else [{}])
    ]

    for actor in actors:
        assert set(revisions_reviewable_by(actor)) == {
            revision for revision in revisions if may_review(actor, revision)
        }
        assert set(revisions_approvable_by(actor, at=THE_MOMENT)) == {
            revision for revision in revisions if may_approve(actor, revision, at=THE_MOMENT)
        }
