"""How dossiers speak to people: time left, the story of events, the calculation of a promise."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nep.agencies.models import Agency, Staff
from nep.agencies.queries import staff_named
from nep.foundation.clock import VIETNAM
from nep.foundation.ui import StoryLine, Tone
from nep.lib.worktime.counting import working_time_between
from nep.lib.worktime.explanation import Deadline, Line, LineKind
from nep.lib.worktime.limits import HOURS_IN_WORKING_DAY
from nep.norms.parameters.queries import calendar_for
from nep.operation.dossiers.acts import SENTENCES
from nep.operation.dossiers.models import Dossier, Event
from nep.operation.dossiers.queries import Listed
from nep.operation.dossiers.rules.states import Kind

SOON = timedelta(hours=HOURS_IN_WORKING_DAY)
"""Less office time than this is soon: one working day."""


def standing(dossier: Dossier | Listed, *, at: datetime) -> tuple[Tone, str]:
    """Return what is left of the time, or whether the original promise was kept (R52)."""
    if dossier.finished_at is None:
        return time_left(dossier.due_at, dossier.agency_id, at=at)
    if dossier.finished_at <= dossier.promised_at:
        return Tone.DONE, _("Finished in time")
    return Tone.LATE, _("Finished late")


def time_left(due_at: datetime, agency: Agency | int, *, at: datetime) -> tuple[Tone, str]:
    """Return the tone and the words of what is left: `còn 1 ngày 3 giờ`, in office time."""
    calendar = calendar_for(agency)
    if at > due_at:
        late = working_time_between(calendar, due_at, at)
        return Tone.LATE, _("%(time)s late") % {"time": office_time(late)}
    left = working_time_between(calendar, at, due_at)
    return Tone.SOON if left < SOON else Tone.ON_TIME, _("%(time)s left") % {
        "time": office_time(left)
    }


def office_time(amount: timedelta) -> str:
    """Write a span of office time, a working day being eight hours."""
    minutes = int(amount.total_seconds()) // 60
    days, minutes = divmod(minutes, HOURS_IN_WORKING_DAY * 60)
    hours, minutes = divmod(minutes, 60)
    parts = []
    if days:
        parts.append(ngettext("%(count)s day", "%(count)s days", days) % {"count": days})
    if hours:
        parts.append(ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours})
    if (minutes and not days) or not parts:
        parts.append(
            ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
        )
    return " ".join(parts)


def story_of(events: Iterable[Event], step_names: Mapping[str, str]) -> list[StoryLine]:
    """Tell the events of a dossier in sentences, the newest first."""
    told = list(events)
    people = staff_named(event.data.get("holder") for event in told)
    lines = [_line(event, step_names, people) for event in told]
    return lines[::-1]


def _line(event: Event, step_names: Mapping[str, str], people: Mapping[int, Staff]) -> StoryLine:
    kind = Kind(event.kind)
    holder = people.get(event.data.get("holder") or 0)
    sentence = SENTENCES[kind] % {
        "actor": _actor(event),
        "step": _step(event.data.get("step"), step_names),
        "target": _step(event.data.get("target"), step_names),
        "holder": holder.person.full_name if holder else "",
        "reason": event.data.get("reason", ""),
    }
    return StoryLine(event.at, sentence, note=_note(event), tone=_TONES.get(kind, Tone.PLAIN))


_TONES = {
    Kind.RECEIVED: Tone.ON_TIME,
    Kind.COMPLETED: Tone.DONE,
    Kind.RETURNED: Tone.SOON,
    Kind.HANDED_OVER: Tone.DONE,
}


def _actor(event: Event) -> str:
    if event.staff is None:
        return _("The system")
    name = f"{event.staff.person.full_name} ({event.staff.post.title})"
    if event.delegation is not None:
        giver = event.delegation.giver.person.full_name
        return _("%(actor)s, standing in for %(giver)s,") % {"actor": name, "giver": giver}
    return name


def _step(key: str | None, names: Mapping[str, str]) -> str:
    return f"{key} “{names.get(key, '')}”" if key else ""


def _note(event: Event) -> str:
    result: Mapping[str, Any] = event.data.get("result", {})
    parts = [result.get("note", "")]
    if number := result.get("number"):
        parts.append(_("Result no. %(number)s") % {"number": number})
    return " · ".join(part for part in parts if part)


def calculation_of(promise: Mapping[str, Any]) -> list[str]:
    """Return the calculation of a promise, a sentence a line, from what the event keeps."""
    return [told for line in Deadline.from_json(promise).lines if (told := _told(line))]


def _told(line: Line) -> str:
    sentence = LINE_SENTENCES.get(line.kind)
    return str(sentence) % dict(_values(line)) if sentence else ""


def _values(line: Line) -> Iterator[tuple[str, str]]:
    yield "at", _moment(line.at)
    yield "until", _moment(line.until)
    yield "first", f"{line.first:%d/%m/%Y}" if line.first else ""
    yield "last", f"{line.last:%d/%m/%Y}" if line.last else ""
    yield "days", _days(line)
    yield "amount", office_time(line.amount) if line.amount else ""
    yield "cut_off", f"{line.cut_off:%H:%M}" if line.cut_off else ""
    yield "name", line.name or _("day of rest")
    yield "source", f" ({line.source})" if line.source else ""
    yield "number", str(line.number or "")
    yield "upto", str((line.number or 0) + (line.count or 1) - 1)


def _days(line: Line) -> str:
    if line.last is None or line.last == line.first:
        return f"{line.first:%d/%m/%Y}" if line.first else ""
    return f"{line.first:%d/%m/%Y} – {line.last:%d/%m/%Y}"


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}" if at else ""


LINE_SENTENCES = {
    LineKind.RECEIVED: gettext_lazy("Received at %(at)s."),
    LineKind.STARTED: gettext_lazy("Started at %(at)s."),
    LineKind.WAITED_FOR_OPENING: gettext_lazy("The office opens at %(until)s."),
    LineKind.FIRST_DAY_NOT_COUNTED: gettext_lazy("%(first)s: the first day is not counted."),
    LineKind.COUNTED_DAYS: gettext_lazy("%(days)s: day %(number)s to %(upto)s of the limit."),
    LineKind.COUNTED_TIME: gettext_lazy("%(at)s – %(until)s: %(amount)s of office time."),
    LineKind.SKIPPED: gettext_lazy("%(days)s: %(name)s, not counted%(source)s."),
    LineKind.MAKE_UP_DAY: gettext_lazy("%(first)s: worked to make up%(source)s."),
    LineKind.CHANGED_HOURS: gettext_lazy("%(first)s: open %(at)s – %(until)s%(source)s."),
    LineKind.MOVED_TO_WORKING_DAY: gettext_lazy(
        "%(first)s is %(name)s, so the limit ends on the next working day, %(last)s."
    ),
    LineKind.WITHIN_CUT_OFF: gettext_lazy("Filed by %(cut_off)s: within the same day."),
    LineKind.AFTER_CUT_OFF: gettext_lazy("Filed after %(cut_off)s: the next working day."),
    LineKind.DUE_BEFORE_PAUSES: gettext_lazy("Due at %(at)s before pauses."),
    LineKind.PAUSED: gettext_lazy("The clock stood still from %(at)s to %(until)s%(source)s."),
    LineKind.PAUSED_AFTER_DUE: gettext_lazy("The pause from %(at)s came after the due date."),
    LineKind.SHIFTED_BY_TIME: gettext_lazy("Moved by %(amount)s to %(until)s."),
    LineKind.SHIFTED_BY_DAYS: gettext_lazy("Moved by the days of the pause to %(until)s."),
    LineKind.RESTARTED: gettext_lazy("Counted again from the start at %(at)s."),
    LineKind.DUE: gettext_lazy("Due at %(at)s."),
    LineKind.NOT_DUE_WHILE_PAUSED: gettext_lazy("Not due while the clock stands still."),
}
