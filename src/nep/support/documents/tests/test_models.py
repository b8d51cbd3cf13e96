"""What the database itself refuses, whoever writes to it."""

from datetime import timedelta

import pytest
from conftest import THE_MOMENT
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nep.support.documents.models import (
    KIND_NAMES,
    SECTION_NAMES,
    SIGNING_NAMES,
    STAGE_NAMES,
    STANDING_NAMES,
    Revision,
)
from nep.support.documents.queries.revisions import revision_in_force, revisions_in_force
from nep.support.documents.rules.approval import SigningForm
from nep.support.documents.rules.documents import DocumentKind
from nep.support.documents.rules.revisions import Stage, Standing
from nep.support.documents.rules.text import Section
from nep.support.documents.tests.factories import A_DAY, DocumentFactory, RevisionFactory

pytestmark = pytest.mark.django_db
TOMORROW = THE_MOMENT + A_DAY


@pytest.mark.parametrize(
    ("names", "members"),
    [
        (KIND_NAMES, DocumentKind),
        (STAGE_NAMES, Stage),
        (STANDING_NAMES, Standing),
        (SECTION_NAMES, Section),
        (SIGNING_NAMES, SigningForm),
    ],
)
def test_everything_has_a_name_for_people(names, members):
    assert set(names) == set(members)


def refused(name):
    """Expect the database to refuse by the rule of this name."""
    return pytest.raises(IntegrityError, match=name)


class TestRules:
    def test_one_revision_is_in_force_at_any_time(self):
        old = RevisionFactory(approved=True)
        with refused("one_revision_in_force_at_any_time"):
            RevisionFactory(document=old.document, number=2, approved=True, effective_from=TOMORROW)

    def test_that_holds_for_the_time_before_a_withdrawal_too(self):
        gone = RevisionFactory(withdrawn=True)
        with refused("one_revision_in_force_at_any_time"):
            RevisionFactory(document=gone.document, number=2, approved=True)

    def test_one_revision_is_in_preparation(self):
        draft = RevisionFactory()
        with refused("one_revision_in_preparation"):
            RevisionFactory(document=draft.document, number=2, under_review=True)

    def test_a_number_is_given_once(self):
        old = RevisionFactory(approved=True)
        with refused("a_number_is_given_once_in_a_document"):
            RevisionFactory(document=old.document, number=1)

    def test_a_code_is_given_once_in_an_agency(self):
        document = DocumentFactory()
        with refused("a_code_is_given_once_in_an_agency"):
            DocumentFactory(agency=document.agency, code=document.code)

    @pytest.mark.parametrize(
        ("traits", "rule"),
        [
            ({"submitted_at": THE_MOMENT}, "submitted_by_someone_at_some_time"),
            ({"reviewed": True, "reviewed_at": None}, "reviewed_by_someone_at_some_time"),
            ({"approved": True, "approved_at": None}, "approved_by_someone_at_some_time"),
            ({"validity": DateTimeTZRange(TOMORROW)}, "valid_only_when_reviewed_and_approved"),
            ({"approved": True, "validity": None}, "valid_only_when_reviewed_and_approved"),
            (
                {"approved": True, "reviewed_by": None, "reviewed_at": None},
                "valid_only_when_reviewed_and_approved",
            ),
            (
                {"approved": True, "effective_until": THE_MOMENT, "effective_from": THE_MOMENT},
                "approved_for_some_time",
            ),
            ({"decision_number": "12/QĐ-UBND"}, "a_decision_is_known_whole_or_not_at_all"),
            ({"reviewed_by_approver": True}, "reviewed_by_its_approver_only_with_a_reason"),
            ({"sole_reviewer_reason": "vì"}, "reviewed_by_its_approver_only_with_a_reason"),
            ({"withdrawn": True, "withdrawal_reason": ""}, "withdrawn_by_someone_for_a_reason"),
            ({"withdrawn": True, "withdrawn_by": None}, "withdrawn_by_someone_for_a_reason"),
            ({"withdrawal_reason": "vì"}, "withdrawn_by_someone_for_a_reason"),
        ],
    )
    def test_what_belongs_together_is_there_together(self, traits, rule):
        with refused(rule):
            RevisionFactory(**traits)

    def test_the_drafter_never_approves(self):
        submitted = RevisionFactory(reviewed=True)
        with refused("never_approved_by_its_drafter"):
            RevisionFactory(
                approved=True, approved_by=submitted.drafted_by, drafted_by=submitted.drafted_by
            )


class TestOnceApproved:
    """Rows changed past the services, as the shell or the next developer would."""

    @pytest.fixture
    def approved(self):
        return RevisionFactory(approved=True)

    @pytest.mark.parametrize(
        "changed",
        [
            {"content": "Khác."},
            {"decision_signer": "Người khác"},
            {"approved_at": TOMORROW},
            {"number": 7},
            {"stage": Stage.DRAFT, "validity": None, "approved_by": None, "approved_at": None},
            {"validity": DateTimeTZRange(TOMORROW, None)},
        ],
        ids=["text", "signer", "moment", "number", "stage", "beginning"],
    )
    def test_nothing_changes_but_the_end(self, approved, changed):
        with refused("was approved: only its end"), transaction.atomic():
            Revision.objects.filter(pk=approved.pk).update(**changed)

        assert Revision.objects.get(pk=approved.pk).text == approved.text

    def test_the_end_can_come(self, approved):
        until = DateTimeTZRange(approved.begins_at, TOMORROW)
        assert Revision.objects.filter(pk=approved.pk).update(validity=until) == 1

    def test_what_was_withdrawn_never_changes(self):
        gone = RevisionFactory(withdrawn=True)
        with refused("never changes"):
            Revision.objects.filter(pk=gone.pk).update(withdrawal_reason="Lý do khác.")

    @pytest.mark.parametrize("stage", ["under_review", "approved", "withdrawn"])
    def test_only_a_draft_can_be_deleted(self, stage):
        revision = RevisionFactory(**{stage: True})
        with refused("cannot be deleted"):
            revision.delete()

    def test_a_draft_can(self):
        draft = RevisionFactory()
        assert draft.delete()[0] == 1

    def test_the_table_is_never_emptied(self):
        with (
            pytest.raises(Exception, match=r"append-only|permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("TRUNCATE documents_revision CASCADE")


HOURS = st.integers(min_value=0, max_value=200)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(spans=st.lists(st.tuples(HOURS, st.integers(min_value=1, max_value=50)), max_size=6))
def test_whatever_is_tried_validities_never_overlap_and_one_text_applies(spans):
    """Random validities are offered; the database takes those that fit and refuses the rest."""
    document = DocumentFactory()
    taken: list[tuple[int, int]] = []
    for number, (start, length) in enumerate(spans, start=1):
        fits = all(start >= end or start + length <= begin for begin, end in taken)
        try:
            with transaction.atomic():
                RevisionFactory(
                    document=document,
                    number=number,
                    approved=True,
                    effective_from=THE_MOMENT + timedelta(hours=start),
                    effective_until=THE_MOMENT + timedelta(hours=start + length),
                )
        except IntegrityError:
            assert not fits
        else:
            assert fits
            taken.append((start, start + length))

    for hour in {moment for span in taken for moment in span}:
        at = THE_MOMENT + timedelta(hours=hour)
        applying = revisions_in_force(at=at).filter(document=document).count()
        assert applying == sum(begin <= hour < end for begin, end in taken) <= 1
        assert (revision_in_force(document, at=at) is not None) is bool(applying)
