"""Minutes of a disposal: biên bản hủy hồ sơ, with list, reason, people and day (rules §5.5)."""

from django.utils import translation
from django.utils.translation import gettext as _

from nep.agencies.queries.letterheads import letterhead_of_agency
from nep.foundation.registers import LANGUAGE, written
from nep.foundation.tabled_papers import Align, PaperColumn, Signer, TabledPaper
from nep.support.retention.models import METHOD_NAMES, Disposal
from nep.support.retention.queries import records_of_disposal
from nep.support.retention.registers import term_in_words
from nep.support.retention.rules import Method


def minutes_of(disposal: Disposal) -> TabledPaper:
    """Return the minutes of a disposal that was carried out."""
    if disposal.carried_out_on is None or disposal.decided_by is None:
        message = f"disposal {disposal.pk} was not carried out"
        raise ValueError(message)
    present = [line.strip() for line in disposal.present.splitlines() if line.strip()]
    with translation.override(LANGUAGE):
        return TabledPaper(
            letterhead=letterhead_of_agency(disposal.agency),
            title=_("Minutes of the destruction of records whose term has passed"),
            on=disposal.carried_out_on,
            across=False,
            opening=(
                _("On %(day)s, at %(agency)s, those present were:")
                % {"day": written(disposal.carried_out_on), "agency": disposal.agency.name},
                *(f"{place}. {who}" for place, who in enumerate(present, start=1)),
                _("Reason: %(reason)s") % {"reason": disposal.reason},
                _("The disposal was approved on %(day)s by %(name)s, %(post)s.")
                % {
                    "day": written(disposal.decided_at),
                    "name": disposal.decided_by.person.full_name,
                    "post": disposal.decided_by.post.title,
                },
                _("The following records were destroyed:"),
            ),
            columns=_columns(),
            rows=_rows(disposal),
            closing=(_("The minutes were read to all present, who agreed and signed."),),
            signers=(
                Signer(_("Those present")),
                Signer(_("Who keeps the records"), _name_of_keeper(disposal)),
                Signer(_("Leader of the agency"), disposal.decided_by.person.full_name),
            ),
        )


def _columns() -> tuple[PaperColumn, ...]:
    return (
        PaperColumn(_("Serial no."), 5, Align.CENTRE),
        PaperColumn(_("Record number"), 11),
        PaperColumn(_("Title of the record"), 32),
        PaperColumn(_("Time kept"), 9, Align.CENTRE),
        PaperColumn(_("Work ended on"), 12, Align.CENTRE),
        PaperColumn(_("Kept until"), 12, Align.CENTRE),
        PaperColumn(_("How it was destroyed"), 14),
    )


def _rows(disposal: Disposal) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            str(place),
            record.number,
            record.title,
            term_in_words(record.term.years),
            written(record.closed_on),
            written(record.life.kept_until),
            str(METHOD_NAMES[Method(record.method)]),
        )
        for place, record in enumerate(records_of_disposal(disposal), start=1)
    )


def _name_of_keeper(disposal: Disposal) -> str:
    return disposal.carried_out_by.person.full_name if disposal.carried_out_by else ""
