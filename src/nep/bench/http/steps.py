"""Steps completed a second over HTTP: the form sent, everything committed, the answer read."""

import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice, pairwise

from django.db.models import QuerySet
from django.urls import reverse

from nep.agencies.queries import staff_named
from nep.agencies.rules import Role
from nep.bench.http.client import Answer, Client
from nep.bench.http.forms import Form, form_for, forms_in
from nep.bench.sessions import session_of
from nep.demo.seats import Seats
from nep.operation.dossiers.models import OpenTask
from nep.operation.dossiers.queries import every_open_task
from nep.operation.procedures.queries import steps_that_run
from nep.operation.procedures.rules.steps import ON

AT_ONCE = 8  # a few more than the web server has threads


class RefusedStepError(Exception):
    """A step was answered with anything but the way back to its dossier."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Somebody's steps, to be completed one after the other."""

    session: str
    forms: Sequence[tuple[str, Form]]  # by the code of the dossier


def duties(wanted: int, seats: Seats) -> list[Duty]:
    """Return steps that are open now, each of another dossier, by who can do them."""
    by_staff: dict[int, list[tuple[str, Form]]] = {}
    for task in islice(_passed_on(every_open_task()), wanted):
        by_staff.setdefault(_doer(task, seats), []).append((task.dossier.code, _form(task)))
    staff = staff_named(by_staff)
    return [Duty(session_of(staff[key].person), forms) for key, forms in by_staff.items()]


def shared_out(duties: Sequence[Duty]) -> tuple[list[Duty], list[Duty], list[Duty]]:
    """Share everybody's steps out: a fifth to warm up, three for the form alone, one with pages."""
    parts: tuple[list[Duty], list[Duty], list[Duty]] = ([], [], [])
    for duty in duties:
        fifth = len(duty.forms) // 5
        cuts = (0, fifth, len(duty.forms) - fifth, len(duty.forms))
        for part, (begin, end) in zip(parts, pairwise(cuts), strict=True):
            part.append(Duty(duty.session, duty.forms[begin:end]))
    return parts


def complete(duties: Iterable[Duty], port: int, *, seconds: float, page_first: bool) -> list[float]:
    """Let people complete their steps at once; return how long each took, in milliseconds.

    :raises RefusedStepError: at the first step that is refused.
    """
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(AT_ONCE) as together:
        done = together.map(lambda duty: list(_work(duty, port, until, page_first)), duties)
        return [taken for one in done for taken in one]


def _work(duty: Duty, port: int, until: float, page_first: bool) -> Iterator[float]:  # noqa: FBT001
    with Client(port, duty.session) as client:
        token = next(forms_in(client.get("/").body)).fields["csrfmiddlewaretoken"]
        for code, known in duty.forms:
            if time.monotonic() > until:
                return
            begun = time.perf_counter()
            form = (
                _shown(client, code) if page_first else known.with_typed(csrfmiddlewaretoken=token)
            )
            answer = client.post(reverse("dossiers:complete", args=[code]), form)
            if not _leads_back(answer, code):
                message = f"{code} answered {answer.status}"
                raise RefusedStepError(message)
            yield (time.perf_counter() - begun) * 1000


def _shown(client: Client, code: str) -> Form:
    page = client.get(reverse("dossiers:dossier", args=[code])).body
    form = form_for(page, reverse("dossiers:complete", args=[code]))
    if form is None:
        message = f"the page of {code} shows no form"
        raise RefusedStepError(message)
    return form


def _leads_back(answer: Answer, code: str) -> bool:
    return answer.status == 302 and answer.location == reverse("dossiers:dossier", args=[code])  # noqa: PLR2004


def _passed_on(tasks: QuerySet[OpenTask]) -> Iterator[OpenTask]:
    """Yield one step of each dossier; the last step of a procedure ends in another way."""
    seen = set()
    for task in tasks.select_related("dossier", "step", "agency").order_by("-dossier_id", "id"):
        if task.dossier_id not in seen and task.step.key != _last(task):
            seen.add(task.dossier_id)
            yield task


def _last(task: OpenTask) -> str:
    return [*steps_that_run(task.step.procedure_id)][-1]


def _doer(task: OpenTask, seats: Seats) -> int:
    able = seats.actors(Role(task.role), task.agency, task.unit_id)
    return task.holder_id or able[task.pk % len(able)].staff_id


def _form(task: OpenTask) -> Form:
    """Return the form as the page of the dossier shows it; the token is the session's."""
    place = {"step": task.step.key, "occurrence": str(task.occurrence)}
    turn = {"turn": str(task.dossier.turn), "number": "", "on": "", "note": "", "way": ON}
    return Form("", multipart=True, fields={**place, **turn}, files=("file",))
