"""A browser within the process: asks the application as the web server does, without a network."""

import io
from collections.abc import Callable
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
    "REMOTE_ADDR": "127.0.0.1",
    "HTTP_ACCEPT_LANGUAGE": "vi",
    "wsgi.url_scheme": "http",
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
    "wsgi.version": (1, 0),
}


class Browser:
    """Somebody signed in, with the cookie that says so."""

    def __init__(self, person: User) -> None:
        self._application = get_wsgi_application()
        self._cookie = f"{settings.SESSION_COOKIE_NAME}={session_of(person)}"

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

        environ = {
            **ENVIRON,
            "PATH_INFO": path,
            "QUERY_STRING": "",
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
