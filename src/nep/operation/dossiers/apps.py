"""Wiring of dossiers."""

from collections.abc import Mapping
from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from nep.foundation.finding import Found, answer_search
from nep.foundation.keeping import FinishedWork, offer_finished_work
from nep.foundation.slots import fill
from nep.foundation.ui import Door, open_door


class DossiersConfig(AppConfig):
    """Dossiers and their events."""

    name = "nep.operation.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        """Put up the door, and the worklist on the home page; listen to who leaves."""
        from nep.norms.standard.answers import answer_clauses  # noqa: PLC0415 - models come later
        from nep.operation.dossiers import clauses, handlers  # noqa: F401, PLC0415 - likewise

        open_door(Door(_("Dossiers"), _("Dossiers"), "folder", "dossiers:list", order=20))
        fill("home.work", "dossiers/left_behind.html", _left_behind, order=40)
        fill("home.work", "dossiers/my_work.html", _my_work)
        fill("agencies.person.aside", "dossiers/held_work.html", _held_work)
        fill("agencies.agency.aside", "dossiers/open_work.html", _open_work, order=10)
        fill("search.more", "dossiers/applicant_key.html", _offer_of_applicants)
        answer_search(_found_by_code, order=10)
        offer_finished_work(_finished)
        answer_clauses(clauses.answered)


def _finished(agency_id: int, year: int) -> list[FinishedWork]:
    from nep.operation.dossiers.queries.finished import (  # noqa: PLC0415 - models come later
        dossiers_finished_in,
    )

    return dossiers_finished_in(agency_id, year)


def _my_work(request: HttpRequest, actor: Any) -> Mapping[str, Any] | None:  # noqa: ANN401 - a slot's subject
    from nep.operation.dossiers.views.lists import my_work  # noqa: PLC0415 - models come later

    return my_work(request, actor)


def _left_behind(_request: HttpRequest, actor: Any) -> Mapping[str, Any] | None:  # noqa: ANN401 - likewise
    from nep.foundation import clock  # noqa: PLC0415 - likewise
    from nep.operation.dossiers.views.lists import left_behind  # noqa: PLC0415 - likewise

    return left_behind(actor, at=clock.now())


def _found_by_code(request: HttpRequest, asked: str) -> Found:
    from nep.operation.dossiers.views.searching import found_by_code  # noqa: PLC0415 - likewise

    return found_by_code(request, asked)


def _offer_of_applicants(request: HttpRequest, asked: str) -> Mapping[str, Any] | None:
    from nep.operation.dossiers.views.searching import offer_of_applicants  # noqa: PLC0415 - likewise

    return offer_of_applicants(request, asked)


def _held_work(_request: HttpRequest, staff: Any) -> Mapping[str, Any] | None:  # noqa: ANN401 - a slot's subject
    from nep.operation.dossiers.queries.worklists import steps_held_by  # noqa: PLC0415 - likewise

    count = steps_held_by(staff.pk).count()
    return {"count": count} if count else None


def _open_work(request: HttpRequest, agency: Any) -> Mapping[str, Any] | None:  # noqa: ANN401 - a slot's subject
    from nep.operation.dossiers.views.listing import open_work_of  # noqa: PLC0415 - likewise

    return open_work_of(request, agency)
