"""What papers add to the page of a revision: where to take them, and the audit checklist."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from nep.agencies.queries import local_day
from nep.foundation import clock
from nep.foundation.faces import Face, show_face
from nep.foundation.slots import fill
from nep.support.documents.models import Revision
from nep.support.documents.papers.questions import clause_titles, questions_of

PAGE = "documents.revision"


def furnish() -> None:
    """Put up the face and the part of the page; done once, at the start."""
    face = Face("cau-hoi", _("Audit questions"), "documents/checklist.html", checklist_face, 40)
    show_face(PAGE, face)
    fill(f"{PAGE}.aside", "documents/papers.html", papers, order=80)


def papers(_request: HttpRequest, revision: Revision) -> Mapping[str, Any]:
    """Let every reader take the text with them."""
    return {"revision": revision}


def checklist_face(_request: HttpRequest, revision: Revision) -> Mapping[str, Any]:
    """Return what an auditor asks about this revision, topic by topic."""
    titles = clause_titles(local_day(clock.now()))
    questions = questions_of(revision)
    return {
        "revision": revision,
        "questions": [(question, titles.get(question.clause, "")) for question in questions],
    }
