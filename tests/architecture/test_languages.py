"""Every page speaks one language: the one that was chosen; only data stay as they were written."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import reverse
from scripts import messages

from tests.architecture.addresses import ACT, GET, Row, addresses, table
from tests.architecture.languages import is_english, said_on, stored_words, vietnamese_in
from tests.architecture.scene import VISITORS, Scene

pytestmark = pytest.mark.slow
SHOWN = {"200", "403", "404", "409", "422"}
FACES = {
    "documents:revision": ["quy-trinh", "cong-khai", "cau-hoi", "so-sanh", "lich-su"],
}
# Each language by its own name, products, and how a search is written.
OF_BOTH = {"Tiếng Việt", "English", "Nếp", "Excel", "Hộ tịch"}
ROOMS = sorted({row.room for row in table()})


def pages(room: str, scene: Scene, language: str) -> Iterator[tuple[str, str]]:
    """Yield every page of a room once for each way in which it answers."""
    for row in table():
        if row.room != room or row.sent == ACT:
            continue
        for answer in {row.answers[who] for who in VISITORS} & SHOWN:
            visitor = next(who for who in VISITORS if row.answers[who] == answer)
            for query in _queries(row, answer):
                page = _page(row, visitor, scene, language, query)
                if page:
                    yield f"{row} for {visitor}{query}", page


def _queries(row: Row, answer: str) -> list[str]:
    faces = FACES.get(row.address, []) if (row.sent, answer) == (GET, "200") else []
    return ["", *(f"?mat={face}" for face in faces)]


def _page(row: Row, visitor: str, scene: Scene, language: str, query: str) -> str:
    parts = addresses()[row.address].parts
    named = scene.records.get(row.record, {})
    path = reverse(row.address, kwargs={part: named[part] for part in parts}) + query
    client = scene.client(visitor)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = client.get(path) if row.sent == GET else client.post(path)
    if answer.streaming:
        b"".join(answer)
        return ""
    return answer.text if answer.headers.get("Content-Type", "").startswith("text/html") else ""


@pytest.mark.parametrize("room", ROOMS)
def test_every_page_speaks_the_language_that_was_chosen(room, scene):
    in_english, in_vietnamese = (list(pages(room, scene, language)) for language in ("en", "vi"))

    assert {*_vietnamese_on(in_english), *_english_on(in_vietnamese)} == set()


def _vietnamese_on(shown: list[tuple[str, str]]) -> Iterator[str]:
    """Yield what is Vietnamese on English pages and does not stand in the database."""
    known = stored_words()
    for where, page in shown:
        for said in said_on(page):
            yield from (
                f"{where}: {run}"
                for run in vietnamese_in(said)
                if run not in known and run not in OF_BOTH
            )


def _english_on(shown: list[tuple[str, str]]) -> Iterator[str]:
    """Yield what is a message in English, or reads like English, on Vietnamese pages."""
    in_english = {
        message.id
        for message in messages.stored()
        if isinstance(message.id, str) and message.id and message.string != message.id
    } - OF_BOTH
    for where, page in shown:
        for said in said_on(page):
            if said in in_english or is_english(said):
                yield f"{where}: {said}"


def test_what_is_left_in_another_language_would_be_found():
    page = (
        '<html lang="en"><body><p title="Trả kết quả">Received by <b>Hộ tịch</b> Ân</p>'
        '<p lang="vi">Văn bản</p><br><script>"Số"</script><h2>Not for you</h2></body></html>'
    )

    said = said_on(page)

    assert [run for text in said for run in vietnamese_in(text)] == [
        "Trả kết quả",
        "Hộ tịch",
        "Ân",
    ]
    assert [text for text in said if is_english(text)] == ["Received by", "Not for you"]
