"""Issue and amendment: how revisions are numbered, and what their label says."""

import pytest

from nep.support.documents.rules.documents import Extent, issue_label, next_issue
from nep.support.documents.services.drafting import draft_revision

AMENDMENT, ISSUE = Extent.AMENDMENT, Extent.ISSUE


@pytest.mark.parametrize(
    ("given", "extent", "following"),
    [
        ([], ISSUE, (1, 0)),
        ([], AMENDMENT, (1, 0)),
        ([(1, 0)], AMENDMENT, (1, 1)),
        ([(1, 0), (1, 1)], AMENDMENT, (1, 2)),
        ([(1, 0), (1, 2)], ISSUE, (2, 0)),
        ([(2, 0), (1, 5)], AMENDMENT, (2, 1)),
    ],
)
def test_an_amendment_follows_within_its_issue(given, extent, following):
    assert next_issue(given, extent) == following


def test_papers_print_both_once_amended():
    assert [issue_label(2), issue_label(2, 1), issue_label(10, 12)] == ["02", "02/01", "10/12"]


@pytest.mark.django_db
@pytest.mark.parametrize(("extent", "label"), [(AMENDMENT, "01/01"), (ISSUE, "02")])
def test_the_drafter_says_which_it_is(in_force, secretary, at, extent, label):
    draft = draft_revision(in_force.document, extent=extent, actor=secretary, at=at)

    assert (draft.label, draft.number) == (label, 2)
