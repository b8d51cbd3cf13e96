"""A browser within the process: asks the application as the web server does, without a network."""

import io
from collections.abc import Callable
from itertools import count
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from nep.bench.sessions import session_of
from nep.platform.accounts.models import User

ENVIRON: dict[str, Any] = {
    "REQUEST_METHOD": "GET",
    "SERVER_NAME": "localhost",
    "SERVER_PORT": "80",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "HTTP_ACCEPT_LANGUAGE": "vi",
    "wsgi.url_scheme": "http",
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
    "wsgi.version": (1, 0),
}


class Browser:
    """Somebody signed in, with the cookie that says so; or a visitor, elsewhere at each look."""

    def __init__(self, person: User | None = None) -> None:
        self._application = get_wsgi_application()
        self._cookie = f"{settings.SESSION_COOKIE_NAME}={session_of(person)}" if person else ""
        self._addresses = (
            f"127.{one >> 16 & 255}.{one >> 8 & 255}.{one & 255}" for one in count(1)
        )

    def get(self, path: str) -> bytes:
        """Return what an address answers.

        :raises LookupError: when it is anything but a page that was found.
        """
        told: list[str] = []

        def begin(
            status: str, _headers: list[tuple[str, str]], _fault: object = None, /
        ) -> Callable[[bytes], object]:
            told.append(status)
            return io.BytesIO().write  # an older way to answer, which nobody uses

        place, _, asked = path.partition("?")
        environ = {
            **ENVIRON,
            "PATH_INFO": place,
            "QUERY_STRING": asked,
            "REMOTE_ADDR": "127.0.0.1" if self._cookie else next(self._addresses),
            "HTTP_COOKIE": self._cookie,
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
        }
        answer = self._application(environ, begin)
        content = b"".join(answer)
        answer.close()
        if told != ["200 OK"]:
            message = f"{path} answered {told}"
            raise LookupError(message)
        return content
