"""A browser that costs next to nothing: on two processors the driver takes from what it measures.

It speaks as much HTTP as our own server answers with: one connection that is kept, cookies, and
bodies whose length is told.
"""

import socket
from contextlib import suppress
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.conf import settings

from nep.bench.http.forms import Form

_END_OF_HEAD = b"\r\n\r\n"
_BOUNDARY = "----nep-bench-7MA4YWxkTrZu0gW"
_MULTIPART = f"multipart/form-data; boundary={_BOUNDARY}"
_URLENCODED = "application/x-www-form-urlencoded"
_PIECE = 262_144
_PATIENCE = 60.0  # seconds


class BrokenAnswerError(Exception):
    """The server hung up within an answer, or did not say how long it is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server answered: its status, where it leads, and the page."""

    status: int
    location: str
    body: bytes


class Client:
    """One browser of somebody who is signed in."""

    def __init__(self, port: int, session: str) -> None:
        self._port = port
        self._socket: socket.socket | None = None
        self._cookies = {settings.SESSION_COOKIE_NAME: session}

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path, b"", "")

    def post(self, path: str, form: Form) -> Answer:
        """Send a form, as its `enctype` asks for it."""
        if form.multipart:
            return self._ask("POST", path, _parts(form), _MULTIPART)
        return self._ask("POST", path, urlencode(form.fields).encode(), _URLENCODED)

    def close(self) -> None:
        """Hang up."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.close()

    def _ask(self, method: str, path: str, body: bytes, kind: str) -> Answer:
        head = [
            f"{method} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self._port}",
            "Accept-Language: vi",
            "Cookie: " + "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
        ]
        if method == "POST":
            head += [f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
        message = "\r\n".join(head).encode() + _END_OF_HEAD + body
        if self._socket is not None:
            # The server hangs up on whoever is silent for long; a browser then calls again.
            with suppress(ConnectionError, BrokenPipeError):
                if (answer := self._exchange(self._socket, message)) is not None:
                    return answer
            self.close()
        self._socket = socket.create_connection(("127.0.0.1", self._port), _PATIENCE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        answer = self._exchange(self._socket, message)
        if answer is None:
            raise BrokenAnswerError(path)
        return answer

    def _exchange(self, connection: socket.socket, message: bytes) -> Answer | None:
        """Send a message and read what comes; None when the other side had hung up before."""
        connection.sendall(message)
        received = b""
        while _END_OF_HEAD not in received:
            if not (piece := connection.recv(_PIECE)):
                if received:
                    raise BrokenAnswerError(received)
                return None
            received += piece
        head, _, body = received.partition(_END_OF_HEAD)
        lines = head.decode("latin-1").split("\r\n")
        headers = self._read(lines[1:])
        if "content-length" not in headers:
            raise BrokenAnswerError(head)
        wanted = int(headers["content-length"])
        pieces, there = [body], len(body)
        while there < wanted:
            if not (piece := connection.recv(_PIECE)):
                raise BrokenAnswerError(head)
            pieces.append(piece)
            there += len(piece)
        return Answer(int(lines[0][9:12]), headers.get("location", ""), b"".join(pieces))

    def _read(self, lines: list[str]) -> dict[str, str]:
        headers = {}
        for line in lines:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                cookie, _, content = value.partition(";")[0].partition("=")
                self._cookies[cookie] = content
            else:
                headers[name.lower()] = value
        return headers


def _parts(form: Form) -> bytes:
    told = [(f'name="{name}"\r\n', value) for name, value in form.fields.items()]
    # A browser sends a file that nobody chose as an empty one.
    unchosen = 'filename=""\r\nContent-Type: application/octet-stream\r\n'
    told += [(f'name="{name}"; {unchosen}', "") for name in form.files]
    parts = [
        f"--{_BOUNDARY}\r\nContent-Disposition: form-data; {named}\r\n{value}\r\n"
        for named, value in told
    ]
    return f"{''.join(parts)}--{_BOUNDARY}--\r\n".encode()
