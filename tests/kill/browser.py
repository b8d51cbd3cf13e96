"""A browser without a window, which outlives the server that it talks to."""

import http.client
import time
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from lxml import html

PAUSE = 0.2  # between two tries, when something has just been killed
TRIES = 150


@dataclass(frozen=True)
class Answer:
    """What came back; status 0 when nothing did."""

    status: int
    text: str = ""
    leads_to: str = ""

    @property
    def page(self) -> html.HtmlElement:
        return html.fromstring(self.text)


class Browser:
    """One session."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._cookies: SimpleCookie = SimpleCookie()

    def get(self, address: str) -> Answer:
        """Load a page, patiently: reading again does no harm."""
        answer = Answer(0)
        for _ in range(TRIES):
            answer = self._ask("GET", address, None)
            if answer.status and answer.status < 500:
                return answer
            time.sleep(PAUSE)
        message = f"{address} was not answered: {answer.status}"
        raise AssertionError(message)

    def post(self, address: str, fields: dict[str, str]) -> Answer:
        """Send a form once."""
        return self._ask("POST", address, urlencode(fields))

    def sign_in(self, account: dict[str, str]) -> None:
        """Sign in, again and again until it is answered."""
        for _ in range(TRIES):
            page = self.get("/dang-nhap/").page
            token = page.xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
            typed = {"login": account["username"], "password": account["password"]}
            if self.post("/dang-nhap/", {**typed, "csrfmiddlewaretoken": token}).status == 302:
                return
            time.sleep(PAUSE)
        message = f"{account['username']} could not sign in"
        raise AssertionError(message)

    def _ask(self, method: str, address: str, body: str | None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
        cookies = "; ".join(f"{one.key}={one.value}" for one in self._cookies.values())
        headers = {"Cookie": cookies, "Referer": f"http://127.0.0.1:{self._port}/"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, address, body, headers)
            response = connection.getresponse()
            text = response.read().decode()
        except (OSError, http.client.HTTPException):
            return Answer(0)
        finally:
            connection.close()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            self._cookies.load(cookie)
        return Answer(response.status, text, response.headers.get("Location", ""))
