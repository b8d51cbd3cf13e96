"""The register of records kept: danh mục hồ sơ (rules §5.5, R67)."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from nep.agencies.models import Agency
from nep.agencies.requests import actor_of
from nep.foundation.registers import Asked, Column, Filter, Register
from nep.foundation.slots import fill
from nep.foundation.tabled_papers import Align
from nep.foundation.ui import Tone
from nep.support.retention.models import METHOD_NAMES, STATE_NAMES, KeptRecord
from nep.support.retention.permissions import may_keep_records, may_see_records
from nep.support.retention.queries import records_listed
from nep.support.retention.rules import Method, State

TONES = {
    State.OPEN: Tone.PLAIN,
    State.AT_UNIT: Tone.ON_TIME,
    State.ARCHIVED: Tone.DONE,
    State.PROPOSED: Tone.SOON,
    State.DESTROYED: Tone.DONE,
}


def term_in_words(years: int | None) -> str:
    """Return how long a record is kept, as registers print it."""
    return _now("%(years)s years") % {"years": years} if years else _now("For ever")


def furnish() -> None:
    """Put the way to the work on records on the page of the register."""
    fill(RECORDS.slot, "retention/register_acts.html", _acts)


def _acts(request: HttpRequest, agency: Agency) -> dict[str, Any] | None:
    actor = actor_of(request)
    if actor is None or actor.agency_id != agency.pk:
        return None
    return {"may_keep_records": may_keep_records(actor, agency_id=agency.pk)}


def _rows(asked: Asked) -> QuerySet[KeptRecord]:
    state = asked.chosen.get("tinh_trang")
    return records_listed(
        asked.actor, asked.agency_id, words=asked.words, state=State(state) if state else None
    )


RECORDS = Register(
    key="ho-so-luu",
    title=_("List of records"),
    about=_("Every record the agency keeps: where it is, for how long, and how it will end."),
    columns=(
        Column(
            _("Record number"),
            lambda record: record.number,
            width=9,
            link=lambda record: record.get_absolute_url(),
        ),
        Column(_("Title of the record"), lambda record: record.title, width=28),
        Column(_("Unit that keeps it"), lambda record: record.unit, width=14),
        Column(_("Where it is kept"), lambda record: record.place, width=13),
        Column(
            _("Time kept"),
            lambda record: term_in_words(record.term.years),
            width=8,
            align=Align.CENTRE,
        ),
        Column(_("Who keeps it"), lambda record: record.keeper, width=12),
        Column(
            _("How it will be destroyed"),
            lambda record: METHOD_NAMES[Method(record.method)],
            width=10,
        ),
        Column(
            _("State of the record"),
            lambda record: STATE_NAMES[record.life.state],
            width=11,
            tone=lambda record: TONES[record.life.state],
        ),
        Column(_("Note"), lambda record: record.note, width=12),
    ),
    rows=_rows,
    seen_by=may_see_records,
    order=30,
    searched=True,
    filters=(Filter("tinh_trang", _("State of the record"), STATE_NAMES),),
    empty=_("No record is entered yet. The clerk enters them by hand, or by the year."),
)
