"""Documents and revisions for tests, in the words of the domain."""

from datetime import date, timedelta

import factory
from conftest import THE_MOMENT
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from nep.agencies.rules import Role
from nep.agencies.tests.factories import AgencyFactory, staff_in
from nep.support.documents.models import Document, Revision
from nep.support.documents.rules.documents import DocumentKind
from nep.support.documents.rules.revisions import Stage

A_DAY = timedelta(days=1)
A_MINUTE = timedelta(minutes=1)
LAST_MONTH = THE_MOMENT - 30 * A_DAY


class DocumentFactory(factory.django.DjangoModelFactory):
    """A system procedure, which needs no provincial decision; `for_citizens` does."""

    class Meta:
        model = Document

    agency = factory.SubFactory(AgencyFactory)
    code = factory.Sequence(lambda n: f"QT-{n:02}")
    kind = DocumentKind.SYSTEM_PROCEDURE
    title = factory.Sequence(lambda n: f"Quy trình số {n}")
    created_at = LAST_MONTH

    class Params:
        for_citizens = factory.Trait(
            kind=DocumentKind.PROCEDURE, title="Chứng thực bản sao từ bản chính"
        )


def _leader_of(revision):
    return staff_in(revision.document.agency, Role.LEADER, title="Chủ tịch")


class RevisionFactory(factory.django.DjangoModelFactory):
    """A complete draft; `under_review`, `reviewed`, `approved` and `withdrawn` take it further."""

    class Meta:
        model = Revision

    document = factory.SubFactory(DocumentFactory)
    number = 1
    issue = factory.SelfAttribute("number")
    stage = Stage.DRAFT
    purpose = "Thống nhất cách làm."
    scope = "Bộ phận Một cửa và các phòng chuyên môn."
    content = "Bước 1. Tiếp nhận.\nBước 2. Thẩm định."
    change_summary = factory.Maybe("first", "", "Bớt một bước.")
    drafted_by = factory.LazyAttribute(
        lambda draft: staff_in(draft.document.agency, Role.ISO_SECRETARY)
    )
    drafted_at = LAST_MONTH
    written_by = factory.SelfAttribute("drafted_by")
    written_at = LAST_MONTH
    author_ids = factory.LazyAttribute(lambda draft: [draft.drafted_by.person_id])

    class Params:
        first = factory.LazyAttribute(lambda draft: draft.number == 1)
        effective_from = LAST_MONTH + A_DAY
        effective_until = None
        under_review = factory.Trait(
            stage=Stage.UNDER_REVIEW,
            submitted_by=factory.SelfAttribute("drafted_by"),
            submitted_at=LAST_MONTH,
        )
        reviewed = factory.Trait(
            under_review=True,
            reviewed_by=factory.LazyAttribute(
                lambda draft: staff_in(draft.document.agency, Role.HEAD)
            ),
            reviewed_at=LAST_MONTH,
        )
        approved = factory.Trait(
            reviewed=True,
            stage=Stage.APPROVED,
            approved_by=factory.LazyAttribute(_leader_of),
            approved_at=LAST_MONTH,
            validity=factory.LazyAttribute(
                lambda draft: DateTimeTZRange(draft.effective_from, draft.effective_until)
            ),
        )
        adopted = factory.Trait(
            decision_number="1204/QĐ-UBND",
            decision_on=date(2023, 9, 15),
            decision_signer="Trần Quốc Nam",
            decision_issuer="Chủ tịch UBND tỉnh",
        )
        withdrawn = factory.Trait(
            approved=True,
            stage=Stage.WITHDRAWN,
            effective_until=THE_MOMENT - A_DAY,
            withdrawn_by=factory.LazyAttribute(_leader_of),
            withdrawn_at=THE_MOMENT - A_DAY,
            withdrawal_reason="Văn bản viện dẫn hết hiệu lực.",
        )
