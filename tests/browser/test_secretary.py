"""A secretary's path: a draft, five steps, review, approval from tomorrow, read by ten people.

Every click and every sign typed is counted by the browser itself and stands in docs/paths.md,
so that a page that asks for more of them changes a number that somebody has to look at.
"""

import os
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from tests.browser.conftest import PHONE
from tests.browser.test_story import shown_day

DOCUMENT = "/quy-trinh/ubnd-huyen-ninh-hai/QT-06/"
STEPS = 5
NEW = "Mục 5: ghi rõ kết quả của năm bước đầu."
AGENCY = "huyen-ninh-hai"
READERS = (
    "lanhdao",
    "lanhdao2",
    "truongphong",
    "truongphong2",
    "truongphong3",
    "motcua",
    "motcua2",
    "vanthu",
    "congchuc",
    "congchuc2",
)
KEPT = Path(__file__).resolve().parents[2] / "docs" / "paths.md"
COUNTING = """
addEventListener("click", event => event.isTrusted && event.detail && nepCounts("clicks"), true)
addEventListener("beforeinput", () => nepCounts("signs"), true)
"""


class Work:
    """What the people of the path did, by who did it."""

    def __init__(self, visit):
        self._visit = visit
        self.counts = {}

    def sits_down(self, username, who, **window):
        visitor = self._visit(**window)
        count = self.counts.setdefault(who, Counter())
        visitor.page.expose_function("nepCounts", lambda what: count.update([what]))
        visitor.sit_down_again(f"{username}.{AGENCY}")
        visitor.page.add_init_script(COUNTING)
        return visitor.open("/")


@pytest.fixture
def work(visit):
    return Work(visit)


def goes(visitor, where):
    """Click a link and wait for the page behind it."""
    with visitor.page.expect_navigation():
        visitor.page.locator(where).first.click()


def types(visitor, field, words):
    """Click into a field and type, in place of what stands there."""
    box = visitor.page.locator(f"[name={field}]")
    box.click()
    visitor.page.keyboard.press("Control+a")
    visitor.page.keyboard.type(words)


class TestThePath:
    def test_from_the_draft_to_ten_readers(self, work):
        secretary = work.sits_down("iso", "Thư ký ISO")
        draft = drafted(secretary)
        reviewed(work.sits_down("truongphong", "Người soát xét"), draft)
        approved(work.sits_down("lanhdao", "Lãnh đạo phê duyệt"), draft)
        for reader in READERS:
            read(work.sits_down(reader, "Mười người đọc", viewport=PHONE), draft)

        secretary.open(f"{draft}?mat=nguoi-doc").picture("nguoi-doc")
        assert secretary.page.locator(".tone-done", has_text="Đã đọc").count() == len(READERS)
        assert kept(work.counts) == KEPT.read_text()


def drafted(secretary):
    """Let the secretary draft the next issue, edit five steps, distribute it, and send it."""
    goes(secretary, "a[href='/quy-trinh/']")
    goes(secretary, f"a[href^='{DOCUMENT}']")
    secretary.page.get_by_text("Soạn lần ban hành tiếp theo").first.click()
    secretary.press("Mở dự thảo")
    draft = secretary.path.removesuffix("soan/")
    types(secretary, "change_summary", NEW)
    secretary.press("Lưu nội dung")
    goes(secretary, f"a[href='{draft}cac-buoc/']")
    for step in range(STEPS):
        types(secretary, f"b{step}-result", f"Kết quả bước {step + 1}")
    secretary.press("Lưu các bước")
    goes(secretary, "a[href$='/phan-phoi/']")
    secretary.picture("phan-phoi").press("Phân phối")
    secretary.press("Trình soát xét")
    return draft


def reviewed(reviewer, draft):
    """Let the reviewer compare the two issues and confirm."""
    goes(reviewer, f"a[href='{draft}']")
    goes(reviewer, "a[href*='mat=so-sanh']")
    reviewer.press("Xác nhận đã soát xét")


def approved(leader, draft):
    """Let the leader approve it from tomorrow, by a decision of the province."""
    today = shown_day(leader)
    goes(leader, f"a[href='{draft}']")
    goes(leader, f"a[href='{draft}phe-duyet/']")
    types(leader, "effective_on", f"{today + timedelta(days=1):%d/%m/%Y}")
    types(leader, "decision_number", "1524/QĐ-UBND")
    types(leader, "decision_on", f"{today:%d/%m/%Y}")
    types(leader, "decision_signer", "Nguyễn Văn Mẫu")
    types(leader, "decision_issuer", "Chủ tịch UBND tỉnh Ninh Thuận")
    leader.press("Phê duyệt")


def read(reader, draft):
    """Let somebody find the text in their own work, on a telephone, and confirm it."""
    assert reader.page.locator("#to-read").count() == 1
    goes(reader, f"section[aria-labelledby=to-read] a[href='{draft}']")
    reader.picture("da-doc-dien-thoai").press("Tôi đã đọc và nắm rõ")
    assert reader.sees("Bạn đã xác nhận lúc")


def kept(counts):
    """Return the counts as docs/paths.md keeps them; written there along with the pictures."""
    rows = [f"| {who} | {count['clicks']} | {count['signs']} |" for who, count in counts.items()]
    clicks, signs = (sum(count[what] for count in counts.values()) for what in ("clicks", "signs"))
    told = "\n".join([HEAD, *rows, f"| Cộng | {clicks} | {signs} |", ""])
    if os.environ.get("NEP_SCREENS") == "1":
        KEPT.write_text(told)
    return told


HEAD = """# What a path costs

A secretary drafts the next issue of a procedure, edits five steps, distributes it and sends it;
the head of an office compares and confirms; the leader approves it from tomorrow; ten people find
it in their own work, on a telephone, and confirm having read it. The browser counts clicks and
signs typed at every run of `tests/browser/test_secretary.py`, signing in apart; a number that
changes fails it until it stands here.

| Ai | Lần bấm | Ký tự gõ |
|---|---|---|"""
