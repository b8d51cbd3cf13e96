"""Papers of documents: a procedure of some ten pages, taken as PDF and for Word."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from functools import partial
from typing import Any

from django.urls import reverse
from pypdfium2 import PdfDocument

from nep.agencies.queries import staff_named
from nep.agencies.rules import Role
from nep.bench.browser import Browser
from nep.bench.measuring import Bench
from nep.bench.timing import queries_of, timed
from nep.operation.procedures.queries import steps_of
from nep.support.documents.models import Revision
from nep.support.documents.services.drafting import draft_revision, write_text

PARAGRAPHS = 95  # some eight pages; cover, amendments and steps make up the rest
WARM_UP, RUNS = 5, 30
SAID = (
    "Công chức tiếp nhận kiểm tra tính đầy đủ, hợp lệ của hồ sơ, nhập vào hệ thống, in giấy tiếp"
    " nhận và hẹn trả kết quả rồi chuyển hồ sơ cho công chức chuyên môn theo phân công."
)


def papers(bench: Bench) -> dict[str, Any]:
    """Measure both; the text is another at every turn, for nobody prints the same one twice."""
    draft = _longest(bench)
    agency, code = draft.document.agency.code, draft.document.code
    secretary = bench.province.seats.actor(Role.ISO_SECRETARY, draft.document.agency)
    browser = Browser(staff_named([secretary.staff_id])[secretary.staff_id].person)

    def turns(address: str) -> Iterator[Callable[[], bytes]]:
        path = reverse(address, args=[agency, code, draft.number])
        for turn in range(WARM_UP + RUNS):
            content = "\n".join(f"{turn}.{number}. {SAID}" for number in range(PARAGRAPHS))
            draft.refresh_from_db()
            text = replace(draft.text, content=content)
            write_text(draft, text, edition=draft.edition, actor=secretary, at=bench.now)
            if turn < WARM_UP:
                browser.get(path)
            else:
                yield partial(browser.get, path)

    told = {kind: asdict(timed(turns(f"documents:text_{kind}"))) for kind in ("pdf", "docx")}
    take = partial(browser.get, reverse("documents:text_pdf", args=[agency, code, draft.number]))
    pages = len(PdfDocument(take(), autoclose=True))
    return {"bench": "papers", "pages": pages, **told, "queries": queries_of(take)}


def _longest(bench: Bench) -> Revision:
    """Draft the next revision of the procedure with most steps at the largest agency."""
    procedures = (course.procedure for course in bench.province.largest)
    longest = max(procedures, key=lambda procedure: len(steps_of(procedure)))
    document = longest.revision.document
    secretary = bench.province.seats.actor(Role.ISO_SECRETARY, document.agency)
    return draft_revision(document, actor=secretary, at=bench.now)
