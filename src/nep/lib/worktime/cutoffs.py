"""The two rules of 15:00, which sound alike and are not.

One says when a received dossier goes to the unit that decides, the other on which day a procedure
of the same day must give its result. The hour is a legal number: it is always passed in.
"""

from datetime import datetime, time

from nep.lib.worktime.calendar import Calendar
from nep.lib.worktime.counting import working_day_on_or_after
from nep.lib.worktime.days import Day
from nep.lib.worktime.explanation import Deadline, Line, LineKind
from nep.lib.worktime.moments import ONE_DAY, local


def due_of_handing_on(received_at: datetime, *, cut_off: time, calendar: Calendar) -> Deadline:
    """Return by when the one-stop shop hands a dossier on to the unit that decides.

    Within the same working day, or at the start of the next one if received after the cut-off (NĐ
    61/2018, Điều 18). What comes in on a day of rest counts as received at the next opening; what
    comes in after closing counts as received after the cut-off, however early the office closed.
    """
    received = local(received_at)
    today = calendar.day(received.date())
    if today.is_working and not _in_time(received, today, cut_off):
        due = _next_working_day(today, calendar).opens
        return _deadline(received, LineKind.AFTER_CUT_OFF, cut_off, due)
    return _on_day_of_work(received, cut_off, calendar)


def due_of_same_day(received_at: datetime, *, cut_off: time, calendar: Calendar) -> Deadline:
    """Return by when a procedure of the same day gives its result.

    In the working day itself if received up to the cut-off, else in the next one (hộ tịch, chứng
    thực, bản sao từ sổ gốc: NĐ 23/2015, Điều 7 and its like).
    """
    received = local(received_at)
    today = calendar.day(received.date())
    if today.is_working and not _in_time(received, today, cut_off):
        due = _next_working_day(today, calendar).closes
        return _deadline(received, LineKind.AFTER_CUT_OFF, cut_off, due)
    return _on_day_of_work(received, cut_off, calendar)


def _in_time(received: datetime, today: Day, cut_off: time) -> bool:
    # Up to the cut-off, inclusive; nobody is there to receive anything once the office has closed.
    return received.time() <= cut_off and received < today.closes


def _on_day_of_work(received: datetime, cut_off: time, calendar: Calendar) -> Deadline:
    due = working_day_on_or_after(calendar, received.date()).closes
    return _deadline(received, LineKind.WITHIN_CUT_OFF, cut_off, due)


def _next_working_day(today: Day, calendar: Calendar) -> Day:
    return working_day_on_or_after(calendar, today.on + ONE_DAY)


def _deadline(received: datetime, kind: LineKind, cut_off: time, due: datetime) -> Deadline:
    lines = [Line(kind=LineKind.RECEIVED, at=received)]
    lines.append(Line(kind=kind, at=received, cut_off=cut_off))
    return Deadline(due, (*lines, Line(kind=LineKind.DUE, at=due)))
