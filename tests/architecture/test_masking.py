"""Whoever watches over the province never meets personal data unasked, whatever address they open.

Lists, pages, exports, papers, search and API alike: every address of the table is read by those who
watch, each as the table says, and nothing of the applicant may stand in what is answered.
"""

import io
import zipfile

import pytest
from django.http.response import HttpResponseBase

from nep.operation.dossiers.tests.factories import AN
from tests.architecture.addresses import GET, Row, table, visit
from tests.architecture.scene import Scene

pytestmark = pytest.mark.slow
PERSONAL = (AN.full_name, AN.identity_number, AN.phone, AN.email, AN.address)
WATCHERS = ("watcher", "provincial_officer", "inspector")
READ_BY_THEM = [
    row for row in table() if row.sent == GET and any(row.answers[who] == "200" for who in WATCHERS)
]


def text_of(answer: HttpResponseBase) -> str:
    """Return everything readable in an answer; the parts of a workbook too."""
    content = b"".join(answer) if answer.streaming else answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"".join(book.read(name) for name in book.namelist())
    return content.decode("utf-8", errors="replace")


@pytest.mark.parametrize("room", sorted({row.room for row in READ_BY_THEM}))
def test_nothing_of_the_applicant_is_shown(scene: Scene, room: str) -> None:
    told = [
        f"{row} tells {visitor}: {value}"
        for row in READ_BY_THEM
        if row.room == room
        for visitor in WATCHERS
        for value in told_personally(row, visitor, scene)
    ]

    assert told == []


def told_personally(row: Row, visitor: str, scene: Scene) -> list[str]:
    text = text_of(visit(row, visitor, scene).answer)
    return [value for value in PERSONAL if value in text]


@pytest.mark.parametrize("path", ["/tim-kiem/?q=", "/ho-so/?q=", "/tinh/?tim="])
def test_nor_found_by_what_is_known_of_them(scene: Scene, path: str) -> None:
    code, client = scene.dossiers["dossier"].code, scene.client("provincial_officer")

    for query in (AN.full_name, AN.identity_number, AN.phone):
        page = text_of(client.get(path + query))
        assert f"/ho-so/{code}/" not in page
        assert not [value for value in PERSONAL if value in page and value != query]
