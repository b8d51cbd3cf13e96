"""Drafting a procedure from a record of the catalogue: its papers, limits and steps.

What comes out is an ordinary draft: the secretary may change all of it, and nothing runs
before it was reviewed and approved.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nep.agencies.actors import Actor
from nep.agencies.models import Agency
from nep.agencies.queries import agency_coded
from nep.agencies.rules import Role
from nep.foundation.verdicts import Unfit
from nep.lib.worktime.limits import Limit, Unit
from nep.norms.catalogue.models import AdministrativeProcedure
from nep.norms.catalogue.queries import step_rows_for
from nep.norms.catalogue.rules.drafting import DraftStep, UnreadableStepError
from nep.norms.catalogue.rules.terms import LimitUnit
from nep.operation.procedures.rules.steps import StepRow
from nep.operation.procedures.services.writing import (
    ComponentRow,
    Content,
    Facts,
    write_procedure,
)
from nep.support.documents.models import Revision
from nep.support.documents.rules.documents import DocumentKind
from nep.support.documents.rules.text import Text
from nep.support.documents.services.drafting import NewDocument, draft_document, write_text

UNITS: Mapping[LimitUnit, Unit] = {
    LimitUnit.HOUR: Unit.HOUR,
    LimitUnit.DAY: Unit.DAY,
    LimitUnit.WORKING_DAY: Unit.WORKING_DAY,
}
_CONDITIONAL = ("trường hợp", "nếu ", "đối với ")
_SIGNS = frozenset({Role.HEAD, Role.LEADER})
_DRAFTS = frozenset({Role.OFFICIAL})


@transaction.atomic
def adopt_procedure(
    served: AdministrativeProcedure, *, code: str, actor: Actor, at: datetime
) -> Revision:
    """Draft the actor's agency a procedure document from what the catalogue knows.

    :raises Refused: when the actor drafts no documents, or the record has no steps to run by.
    """
    agency = agency_coded(actor.agency_code)
    content = content_for(served, agency)
    new = NewDocument(code=code, kind=DocumentKind.PROCEDURE, title=served.name[:300])
    revision = draft_document(new, actor=actor, at=at)
    revision = write_text(
        revision, text_for(served, agency), edition=revision.edition, actor=actor, at=at
    )
    write_procedure(revision, content, edition=revision.edition, actor=actor, at=at)
    revision.refresh_from_db()
    return revision


def content_for(served: AdministrativeProcedure, agency: Agency) -> Content:
    """Return what a record says for one agency, ready to be written into a draft.

    :raises Refused: when the record has no step table, or no limit to promise.
    """
    record = served.record
    if not served.runnable:
        raise Unfit(_("The catalogue has no steps for “%(name)s”.") % {"name": served.name})
    if not record.get("legal_limit"):
        raise Unfit(_("The catalogue has no limit for “%(name)s”.") % {"name": served.name})
    limit = _limit(record["legal_limit"])
    try:
        steps = step_rows_for(served, agency)
    except UnreadableStepError as unreadable:
        raise Unfit(
            _("Nobody said yet who or which agency “%(words)s” means, in a step of “%(name)s”.")
            % {"words": unreadable, "name": served.name}
        ) from unreadable
    return Content(
        Facts(
            serves=(served,),
            legal=limit,
            promised=limit,
            same_day=bool(record.get("same_day")),
            fee=_fee(record.get("channels") or ()),
            result=served.result,
            source_note=served.steps_source,
        ),
        tuple(_components(record.get("documents") or ())),
        tuple(_rows(steps)),
    )


def text_for(served: AdministrativeProcedure, agency: Agency) -> Text:
    """Return the text of sections 1–7 that a record gives a draft to begin with."""
    record = served.record
    bases = "\n".join(f"- {basis['title']}" for basis in record.get("legal_basis") or ())
    return Text(
        purpose=(
            f"Quy định trình tự, trách nhiệm và thời hạn giải quyết thủ tục “{served.name}” "
            f"tại {agency.name}, bảo đảm đúng pháp luật và yêu cầu của TCVN ISO 9001:2015."
        ),
        scope=f"Áp dụng đối với {_subjects(record)} và cán bộ, công chức của {agency.name}.",
        citations=bases,
        definitions=(
            "TTHC: thủ tục hành chính.\nMột cửa: Bộ phận Tiếp nhận và Trả kết quả giải quyết TTHC."
        ),
        content=record.get("steps_text") or served.name,
        forms="Các mẫu theo Thông tư 01/2018/TT-VPCP và biểu mẫu của thủ tục.",
        records="Hồ sơ TTHC, Sổ theo dõi hồ sơ, Phiếu kiểm soát quá trình giải quyết hồ sơ.",
    )


def _limit(stated: Mapping[str, Any]) -> Limit:
    return Limit(Decimal(str(stated["value"])), UNITS[LimitUnit(stated["unit"])])


def _fee(channels: Sequence[Mapping[str, Any]]) -> str:
    texts = dict.fromkeys(str(channel.get("fee_text") or "") for channel in channels)
    return "; ".join(text for text in texts if text)


def _subjects(record: Mapping[str, Any]) -> str:
    return ", ".join(record.get("subjects") or ("tổ chức, cá nhân",))


def _components(documents: Sequence[Mapping[str, Any]]) -> Iterator[ComponentRow]:
    for paper in documents:
        originals, copies = int(paper.get("originals") or 0), int(paper.get("copies") or 0)
        yield ComponentRow(
            name=paper["name"],
            originals=originals,
            copies=copies,
            required=bool(originals or copies) and not _depends_on_the_case(paper),
            note=paper.get("note") or "",
        )


def _depends_on_the_case(paper: Mapping[str, Any]) -> bool:
    """Tell whether a paper is asked for in some cases only, as its own words say."""
    name = paper["name"].casefold()
    return name.startswith(_CONDITIONAL) or "(nếu" in name or "trường hợp" in name


def _rows(steps: Iterable[DraftStep]) -> Iterator[StepRow]:
    drafted_at = ""
    for order, step in enumerate(steps, start=1):
        key = f"B{order}"
        returns = (drafted_at,) if step.role in _SIGNS and drafted_at else ()
        yield StepRow(
            key=key,
            order=order,
            name=step.name,
            role=step.role,
            responsible=step.responsible,
            agency=step.agency_code,
            unit=step.unit,
            duration=_duration(step),
            result=step.result,
            parallel_group=step.parallel_group,
            returns_to=returns if not step.parallel_group else (),
        )
        if step.parallel_group:
            drafted_at = ""  # nothing returns into or across what ran side by side
        elif step.role in _DRAFTS:
            drafted_at = key


def _duration(step: DraftStep) -> Limit | None:
    if step.duration_value is None:
        return None
    return Limit(step.duration_value, UNITS[LimitUnit(step.duration_unit)])
