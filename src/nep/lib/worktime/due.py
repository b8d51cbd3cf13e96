"""When something is due, with the calculation: the promise to the citizen, and each step.

Two functions, because the law binds the promise and the office divides it among its own people.
"""

from datetime import datetime, timedelta

from nep.lib.worktime.calendar import Calendar
from nep.lib.worktime.counting import working_time_between
from nep.lib.worktime.explanation import Deadline, LineKind
from nep.lib.worktime.interruptions import Question
from nep.lib.worktime.limits import Limit
from nep.lib.worktime.moments import local
from nep.lib.worktime.pauses import NO_PAUSES, Pauses
from nep.lib.worktime.tally import tally_of_promise, tally_of_step


def due_of_promise(
    limit: Limit, received_at: datetime, *, calendar: Calendar, pauses: Pauses = NO_PAUSES
) -> Deadline:
    """Return when the result was promised for, as the receipt prints it.

    Days and working days: the day of reception is not counted, whatever its hour and even if it was
    a day of rest (BLDS 2015, Điều 147.2–3); the limit ends when the office closes on its last day,
    and a limit in days that ends on a day of rest ends with the next working day (Điều 148). What
    is left over of a day after whole days is office time from that day's opening. Hours, and limits
    below one day, run in office time from the moment itself (Điều 147.1), or from the next opening.

    :raises ImpossibleLimitError: when the limit is nothing.
    """
    question = Question(limit, local(received_at), calendar, tally_of_promise)
    return question.answer(LineKind.RECEIVED, pauses)


def due_of_step(
    limit: Limit, started_at: datetime, *, calendar: Calendar, pauses: Pauses = NO_PAUSES
) -> Deadline:
    """Return by when the holder of one step should be done.

    Working days are office time of eight hours each from the moment the step starts: the first day
    is left out once, in the promise. Left out at every hand-over, steps of half a day and of one
    day in turn would outlast the promise they add up to. Calendar days do not convert to office
    time, so whole ones go by dates as in a promise. The promise stays the outer bound: compare.

    :raises ImpossibleLimitError: when the limit is nothing.
    """
    question = Question(limit, local(started_at), calendar, tally_of_step)
    return question.answer(LineKind.STARTED, pauses)


def working_time_spent(
    since: datetime, until: datetime, *, calendar: Calendar, pauses: Pauses = NO_PAUSES
) -> timedelta:
    """Return the office time from one moment to a later one in which the clock was running."""
    spent = working_time_between(calendar, since, until)
    for pause in pauses.after(since).as_of(until).stretches:
        spent -= working_time_between(calendar, pause.since, pause.until or until)
    return spent
