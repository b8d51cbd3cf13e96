"""The receipt: giấy tiếp nhận hồ sơ và hẹn trả kết quả (NĐ 61/2018 Điều 17; Mẫu số 01)."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import segno

from nep.agencies.queries import local_day
from nep.foundation import clock
from nep.foundation.tabled_papers import Letterhead
from nep.foundation.typesetting import pdf
from nep.lib.worktime.limits import Limit
from nep.operation.dossiers.models import Applicant, Dossier, Event
from nep.operation.dossiers.papers.forms import TEMPLATES, Form, Paper, form_of
from nep.operation.dossiers.papers.letterhead import (
    letterhead_of,
    number_of,
    returned_at,
)
from nep.operation.dossiers.queries import events_of
from nep.operation.procedures.queries import legal_limit, promised_limit


@dataclass(frozen=True, slots=True)
class Filer:
    """Whoever filed the dossier; everything is empty once their data were erased."""

    name: str = ""
    identity_number: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A row of what was handed in."""

    name: str
    originals: int
    copies: int


@dataclass(frozen=True, slots=True)
class ReceiptData:
    """Everything that a receipt says."""

    form: Form
    letterhead: Letterhead
    code: str
    number: str
    filer: Filer
    request: str
    components: tuple[HandedIn, ...]
    legal_limit: Limit
    promised_limit: Limit
    received_at: datetime
    due_at: datetime
    returned_at: str
    received_by: str
    look_up: str
    demo: bool = False
    reprinted_at: datetime | None = None


def receipt_data(
    dossier: Dossier, *, look_up: str, reprinted_at: datetime | None = None
) -> ReceiptData:
    """Return what the receipt of a dossier says; `look_up` is the address behind its QR code.

    The time promised is the original one: a receipt never changes after it was handed out.
    """
    received = events_of(dossier)[0]
    day = local_day(dossier.received_at)
    letterhead = letterhead_of(dossier.agency, on=day)
    return ReceiptData(
        form=form_of(Paper.RECEIPT, day),
        letterhead=letterhead,
        code=dossier.code,
        number=number_of(dossier.code, on=day),
        filer=_filer(dossier),
        request=dossier.procedure.name,
        components=_handed_in(dossier, received),
        legal_limit=legal_limit(dossier.revision),
        promised_limit=promised_limit(dossier.revision),
        received_at=dossier.received_at,
        due_at=dossier.promised_at,
        returned_at=returned_at(letterhead),
        received_by=received.staff.person.full_name if received.staff else "",
        look_up=look_up,
        demo=clock.is_shifted(),
        reprinted_at=reprinted_at,
    )


def receipt_pdf(receipt: ReceiptData) -> bytes:
    """Set a receipt on A5; equal receipts give equal bytes."""
    at = receipt.reprinted_at or receipt.received_at
    return pdf(TEMPLATES / "receipt.typ", receipt, at=at, qr=_qr(receipt.look_up))


def _filer(dossier: Dossier) -> Filer:
    try:
        applicant = dossier.applicant
    except Applicant.DoesNotExist:
        return Filer()
    return Filer(
        name=applicant.full_name,
        identity_number=applicant.identity_number,
        phone=applicant.phone,
        email=applicant.email,
        address=applicant.address,
    )


def _handed_in(dossier: Dossier, received: Event) -> tuple[HandedIn, ...]:
    given: dict[int, Any] = {item["component"]: item for item in received.data["components"]}
    return tuple(
        HandedIn(component.name.rstrip(" ;"), item["originals"], item["copies"])
        for component in dossier.revision.components.all()
        if (item := given.get(component.pk)) and (item["originals"] or item["copies"])
    )


def _qr(address: str) -> str:
    drawing = BytesIO()
    segno.make_qr(address, error="m").save(drawing, kind="svg", border=2, xmldecl=False)
    return drawing.getvalue().decode()
