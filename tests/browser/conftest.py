"""A real browser, a real server, and the first part of the demo in a database of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SCREENS = ROOT / "docs" / "screens"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
PASSWORD = "Trinh-dien-2023"


def chromium() -> str | None:
    """Return the system's Chromium, if it has one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the browser's tests out, by name, where there is no browser to run them."""
    here = [item for item in items if Path(__file__).parent in item.path.parents]
    for item in here:
        item.add_marker("browser")
    if not here or chromium():
        return
    if os.environ.get("NEP_REQUIRE_BROWSER") == "1":
        raise pytest.UsageError("NEP_REQUIRE_BROWSER=1, but there is no Chromium on this machine")
    config.hook.pytest_deselected(items=here)
    items[:] = [item for item in items if item not in here]
    names = "\n  ".join(item.nodeid for item in here)
    sys.stderr.write(f"\nNo Chromium here, so these were left out:\n  {names}\n")


@dataclass(frozen=True, slots=True)
class Installation:
    """A running Nếp: where it answers, and how its commands are run."""

    address: str
    environment: dict[str, str]

    def command(self, *words: str) -> str:
        """Run a management command and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "django", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout


@pytest.fixture(scope="package")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Run Nếp on a database of its own, with the first part of the demo."""
    server = os.environ["DATABASE_URL"]
    name = f"nep_browser_{os.getpid()}"
    port = _free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": _named(server, name),
        "NEP_HOME": str(tmp_path_factory.mktemp("home")),
        "NEP_SECRET_KEY": "of this run only",
        "DJANGO_SETTINGS_MODULE": "nep.config.settings_test",
        "PYTHONWARNINGS": "ignore",
    }
    running = Installation(f"http://127.0.0.1:{port}", environment)
    with psycopg.connect(server, autocommit=True) as owner:
        owner.execute(f'CREATE DATABASE "{name}"')
        try:
            for words in (("migrate", "-v0"), ("norms", "load", "-v0"), ("demo", "load")):
                running.command(*words)
            with _Web(port, environment):
                yield running
        finally:
            owner.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


class _Web:
    def __init__(self, port: int, environment: dict[str, str]) -> None:
        self._port, self._environment = port, environment

    def __enter__(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "nep.config.wsgi:application"]
        options = ["--bind", f"127.0.0.1:{self._port}", "--threads", "4", "--log-level", "error"]
        self._process = subprocess.Popen([*command, *options], env=self._environment, cwd=ROOT)
        deadline = time.monotonic() + 30
        while not _answers(self._port):
            assert time.monotonic() < deadline, "the server did not start"
            assert self._process.poll() is None, "the server ended"
            time.sleep(0.1)

    def __exit__(self, *_fault: object) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/dang-nhap/", timeout=5):
            return True
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def _named(server: str, database: str) -> str:
    parts = urlsplit(server)
    return urlunsplit(parts._replace(path=f"/{database}"))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's own loop runs in this thread, where the tests ask the database.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield browser
        browser.close()


_SESSIONS: dict[str, list[Any]] = {}
_COLOURS_HAVE_CHANGED = "Promise.allSettled(document.getAnimations().map(one => one.finished))"


class Visitor:
    """Somebody at a browser: signs in, opens pages, takes pictures, and hears every complaint."""

    def __init__(self, context: BrowserContext, installation: Installation) -> None:
        self._context = context
        self._address = installation.address
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))

    def _heard(self, message: object) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def at(self, host: str) -> "Visitor":
        """Call the installation by another name of this machine."""
        self._address = self._address.replace("127.0.0.1", host)
        return self

    def sit_down_again(self, username: str) -> "Visitor":
        """Come in by a session that was opened before: signing in is counted by address."""
        if username not in _SESSIONS:
            self.sign_in(username)
            _SESSIONS[username] = self._context.cookies()
        self._context.add_cookies(_SESSIONS[username])
        return self

    def sign_in(self, username: str) -> "Visitor":
        self.open("/dang-nhap/")
        self.page.fill("[name=login]", username)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("main button[type=submit]")
        self.page.wait_for_url(f"{self._address}/")
        return self

    def open(self, path: str) -> "Visitor":
        answer = self.page.goto(f"{self._address}{path}")
        assert answer.ok, f"{path}: {answer.status}"
        return self

    def looks(self, viewport: dict[str, int], scheme: str) -> "Visitor":
        """Look at the same page in a window of this size, in light or dark."""
        self.page.set_viewport_size(viewport)
        self.page.emulate_media(color_scheme=scheme)
        self.page.evaluate(_COLOURS_HAVE_CHANGED)
        return self

    def fetch(self, path: str) -> bytes:
        answer = self._context.request.get(f"{self._address}{path}")
        assert answer.ok, f"{path}: {answer.status}"
        return answer.body()

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def press(self, button: str) -> "Visitor":
        """Press the button with these words, and wait for the page that follows."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button, exact=False).first.click()
        return self

    def sees(self, words: str) -> bool:
        return words in self.page.inner_text("body")

    def picture(self, name: str) -> "Visitor":
        """Leave a picture for the documentation, when pictures are asked for."""
        if os.environ.get("NEP_SCREENS") == "1":
            SCREENS.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=SCREENS / f"{name}.png")
        return self

    def faults_of_access(self) -> list[str]:
        """Return what axe-core finds serious or critical on the page."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate((ROOT / "build" / "dev" / "axe.min.js").read_text())
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{fault['id']}: {fault['nodes'][0]['html'][:120]}"
            for fault in found["violations"]
            if fault["impact"] in {"serious", "critical"}
        ]


@pytest.fixture
def visit(browser: Browser, installation: Installation) -> Iterator[object]:
    """Let people sit down at browsers; whatever a browser complained of fails the test."""
    visitors: list[Visitor] = []

    def sit_down(viewport: dict[str, int] = DESK, **options: object) -> Visitor:
        context = browser.new_context(viewport=viewport, locale="vi-VN", **options)
        visitors.append(Visitor(context, installation))
        return visitors[-1]

    yield sit_down
    for visitor in visitors:
        visitor.page.context.close()
    assert [said for visitor in visitors for said in visitor.complaints] == []
