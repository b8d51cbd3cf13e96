"""The people of one agency, who receive dossiers and carry them to their end over HTTP.

They remember every act that was acknowledged, and send a filing again, with the same key, until it
is: as a browser does when somebody presses the button twice.
"""

import random
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from lxml import html
from tests.kill.browser import PAUSE, TRIES, Browser

ACTS = {
    "hoan-thanh": "completed",
    "nhan-viec": "claimed",
    "giao-viec": "assigned",
    "tra-ket-qua": "handed_over",
}
ROLES = ("one_stop_officer", "head", "official", "leader", "clerk")
CHANCE = random.Random(2023)  # noqa: S311 - which procedure comes next is no secret


@dataclass(frozen=True)
class Acknowledged:
    """An act that was answered: it must be found again, whatever was killed since."""

    code: str
    position: int
    kind: str


class Team(threading.Thread):
    """Works until told to stop."""

    def __init__(self, port: int, accounts: list[dict[str, str]]) -> None:
        super().__init__(daemon=True)
        self._port = port
        self._accounts = [account for account in accounts if account["role"] in ROLES]
        self._stop_working = threading.Event()
        self.acknowledged: list[Acknowledged] = []
        self.refused = 0
        self.unanswered = 0

    def run(self) -> None:
        members = [self._seat(account) for account in self._accounts]
        counter = members[[one["role"] for one in self._accounts].index("one_stop_officer")]
        for number in count(1):
            if self._stop_working.is_set():
                return
            code = self._receive(counter, f"Người nộp thứ {number}")
            while self._anybody_acts(members, code):
                continue

    def stop(self) -> None:
        """Put the work down after the act under way."""
        self._stop_working.set()
        self.join()

    def _seat(self, account: dict[str, str]) -> Browser:
        browser = Browser(self._port)
        browser.sign_in(account)
        return browser

    def _receive(self, counter: Browser, applicant: str) -> str:
        """Receive a dossier and return its code."""
        address = CHANCE.choice(
            counter.get("/ho-so/tiep-nhan/").page.xpath("//@href[../@data-open]")
        )
        fields = _filled(_forms(counter.get(address).page, ending=address)[0])
        fields |= {name: "1" for name in fields if name.endswith("originals")}
        fields["full_name"] = applicant
        for _ in range(TRIES):
            answer = counter.post(address, fields)
            if answer.status == 302:
                code = answer.leads_to.split("?")[0].strip("/").rpartition("/")[2]
                self.acknowledged.append(Acknowledged(code, 1, "received"))
                return code
            self._count(answer.status)
            time.sleep(PAUSE)
        message = f"{address} received nothing"
        raise AssertionError(message)

    def _anybody_acts(self, members: list[Browser], code: str) -> bool:
        """Let whoever's turn it is act on the dossier; false when it is nobody's any more."""
        for member in members:
            page = member.get(f"/ho-so/{code}/").page
            for form, kind in _acts(page):
                if self._stop_working.is_set():
                    return False
                fields = _filled(form)
                answer = member.post(form.action, fields)
                self._count(answer.status)
                if answer.status == 302:
                    self.acknowledged.append(Acknowledged(code, int(fields["turn"]) + 1, kind))
                    return True
                if answer.status == 0 or answer.status >= 500:
                    return True  # look again: it may have been done, or not
        return False

    def _count(self, status: int) -> None:
        self.unanswered += status == 0 or status >= 500
        self.refused += 400 <= status < 500


def _acts(page: html.HtmlElement) -> Iterator[tuple[html.FormElement, str]]:
    for word, kind in ACTS.items():
        for form in _forms(page, ending=f"/{word}/"):
            yield form, kind


def _forms(page: html.HtmlElement, *, ending: str) -> list[html.FormElement]:
    """Return the forms of a page that go to an address; a form without one goes to its own."""
    posting = [form for form in page.forms if form.method == "POST"]
    return [form for form in posting if (form.action or ending).endswith(ending)]


def _filled(form: html.FormElement) -> dict[str, str]:
    """Return a form's fields as the page filled them, and its first way on."""
    fields = {name: form.fields[name] or "" for name in form.fields}
    ways = form.xpath(".//button[@name='way']/@value")
    return {**fields, "way": ways[0]} if ways else fields
