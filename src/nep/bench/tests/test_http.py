"""The driver reads pages as a browser does, and says truly what it was answered."""

import socket
from threading import Thread

import pytest

from nep.bench.http.client import BrokenAnswerError, Client
from nep.bench.http.forms import Form, form_for, forms_in, rows_of
from nep.bench.http.office import Kept
from nep.bench.http.steps import Duty, shared_out
from nep.bench.processes import cpu_seconds, family_of, pss_mib

PAGE = b"""
<form method="post" action="/dang-xuat/">
  <input type="hidden" name="csrfmiddlewaretoken" value="t">
</form>
<form method="post" action="/ho-so/1/hoan-thanh/" enctype="multipart/form-data" class="form">
  <input type="hidden" name="turn" value="3"><input class="x" type="file" name="file">
  <button type="submit" class="btn btn-primary" name="way" value="on">On</button>
  <button type="submit" class="btn" name="way" value="choose:B4">Other</button>
</form>
<a class="code" data-open href="/ho-so/1/">1</a>
"""


class TestForms:
    def test_a_form_holds_what_is_hidden_and_the_first_button(self):
        form = form_for(PAGE, "/hoan-thanh/", "/tra-ket-qua/")

        assert form == Form(
            "/ho-so/1/hoan-thanh/",
            multipart=True,
            fields={"turn": "3", "way": "on"},
            files=("file",),
        )
        assert form.with_typed(note="x").fields == {"turn": "3", "way": "on", "note": "x"}

    def test_the_first_form_of_a_page_has_the_token(self):
        assert next(forms_in(PAGE)).fields == {"csrfmiddlewaretoken": "t"}

    def test_a_list_of_choices_holds_what_is_chosen_or_else_the_first(self):
        page = b"""<form method="post" action="/ho-so/1/tra-ket-qua/">
        <select class="form-select" name="collector" required>
          <option value="1">A</option><option value="2" selected>B</option></select>
        <select name="holder"><option value="7">C</option><option value="8">D</option></select>
        </form>"""

        assert form_for(page, "/tra-ket-qua/").fields == {"collector": "2", "holder": "7"}

    def test_rows_lead_somewhere(self):
        assert rows_of(PAGE) == ["/ho-so/1/"]
        assert form_for(b"", "/hoan-thanh/") is None


def answering(*answers):
    """Answer each connection's requests with what is given; return the port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        for answer in answers:
            connection, _ = listener.accept()
            with connection:
                asked.append(connection.recv(65536))
                connection.sendall(answer)
        listener.close()

    asked = []
    Thread(target=serve, daemon=True).start()
    return listener.getsockname()[1], asked


WELL = (
    b"HTTP/1.1 302 Found\r\nLocation: /x\r\nSet-Cookie: csrftoken=c; Path=/\r\n"
    b"Content-Length: 2\r\n\r\nok"
)


class TestClient:
    def test_it_keeps_cookies_and_calls_again_when_the_server_hung_up(self):
        port, asked = answering(WELL, WELL)

        with Client(port, "s") as client:
            first = client.get("/a")
            second = client.post("/b", Form("", multipart=True, fields={"turn": "3"}, files=("f",)))

        assert (
            (first.status, first.location, first.body)
            == (302, "/x", b"ok")
            == (
                second.status,
                second.location,
                second.body,
            )
        )
        assert b"csrftoken=c" in asked[1]
        assert b'name="f"; filename=""' in asked[1]

    @pytest.mark.parametrize("answer", [b"", WELL[:-1], b"HTTP/1.1 200 OK\r\n\r\n"])
    def test_a_broken_answer_is_a_fault(self, answer):
        port, _asked = answering(answer)

        with Client(port, "s") as client, pytest.raises(BrokenAnswerError):
            client.get("/a")


def test_what_went_wrong_is_counted_and_named():
    kept = Kept()

    kept.note("worklist", 0.0, None, "/")
    kept.note("worklist", 0.0, None, "/")

    told = kept.told()
    assert (told["requests"], told["errors"], told["faults"]) == (2, 2, ["/: no answer"] * 2)


def test_everybody_has_their_share_of_each_part():
    forms = [(str(number), Form("", multipart=True, fields={})) for number in range(10)]

    warm, alone, shown = shared_out([Duty("s", forms)])

    assert [len(part[0].forms) for part in (warm, alone, shown)] == [2, 6, 2]


def test_processes_cost_time_and_memory():
    own = family_of(1)

    assert own
    assert cpu_seconds(own) > 0
    assert pss_mib([999_999_999]) == 0
