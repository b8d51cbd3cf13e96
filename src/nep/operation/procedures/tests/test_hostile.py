"""Files that mean harm, or nothing: each ends in one sentence, at once."""

import json
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from nep.operation.procedures.rules.bpmn import MODEL
from nep.operation.procedures.rules.foreign.diagrams import read_diagram
from nep.operation.procedures.rules.foreign.markup import LARGEST, Unreadable

ROOT = f'<definitions xmlns="{MODEL}">'
ONE_TASK = f'{ROOT}<process id="p"><task id="t" name="Việc"/></process></definitions>'
ENTITIES = "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 12))
DECLARED = '<?xml version="1.0" encoding="{}"?>'

HOSTILE = {
    "entities that grow": f'<!DOCTYPE d [<!ENTITY x0 "x">{ENTITIES}]>{ROOT}&x11;</definitions>',
    "a file from here": '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hosts">]><d>&x;</d>',
    "a file from elsewhere": '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd"><d/>',
    "nested without end": ROOT + "<process>" * 100_000,
    "nested a little too deeply": ROOT + "<subProcess>" * 70,
    "elements without number": ROOT + "<task/>" * 50_000,
    "too large": ROOT + " " * (LARGEST + 1),
    "nothing": "",
    "not XML": "đây không phải XML",
    "broken off": ONE_TASK[:-20],
    "something behind it": ONE_TASK + "<more/>",
    "another root": "<html/>",
    "another BPMN": ONE_TASK.replace(MODEL, "http://schema.omg.org/spec/BPMN/2.0"),
    "no process": f"{ROOT}</definitions>",
    "a process without tasks": f'{ROOT}<process id="p"><startEvent/></process></definitions>',
    "zeroes": "\x00" * 100,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_in_a_sentence_at_once(name):
    begun = time.process_time()
    with pytest.raises(Unreadable) as refusal:
        read_diagram(HOSTILE[name].encode())

    assert str(refusal.value).endswith(".")
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    "encoded",
    [
        b"\xef\xbb\xbf" + ONE_TASK.encode(),
        (DECLARED.format("UTF-16") + ONE_TASK).encode("utf-16"),
        ONE_TASK.encode("utf-16"),
        (DECLARED.format("ISO-8859-1") + ONE_TASK.replace("ệ", "&#7879;")).encode("latin-1"),
    ],
    ids=["byte order mark", "UTF-16", "UTF-16 undeclared", "Latin 1"],
)
def test_any_encoding_is_read(encoded):
    (pool,) = read_diagram(encoded).pools

    assert [row.name for row in pool.table.rows] == ["Việc"]


class TestTheCommand:
    @pytest.fixture
    def check(self, tmp_path):
        def run(contents: bytes, *more: str) -> tuple[int, str]:
            file, told = tmp_path / "so-do.bpmn", StringIO()
            file.write_bytes(contents)
            try:
                call_command("procedures", "check", str(file), *more, stdout=told)
            except SystemExit as ending:
                return ending.code, told.getvalue()
            return 0, told.getvalue()

        return run

    def test_a_diagram_that_can_be_taken_is_told_step_by_step(self, check):
        code, told = check(ONE_TASK.encode())

        assert code == 0
        assert "B1. Việc" in told

    def test_what_stands_beside_the_pools_is_told_last(self, check):
        beside = '<collaboration><messageFlow id="m" name="Nộp"/></collaboration></definitions>'

        code, told = check(ONE_TASK.replace("</definitions>", beside).encode())

        assert code == 0
        assert "“Nộp”" in told.splitlines()[-1]

    def test_a_refused_one_is_told_with_its_reasons(self, check):
        code, told = check(ONE_TASK.replace("<task", "<serviceTask").encode())

        assert code == 1
        assert "“Việc”" in told

    def test_programs_get_one_object(self, check):
        code, told = check(ONE_TASK.encode(), "--json")

        (pool,) = json.loads(told)["pools"]
        assert (code, pool["taken"], pool["steps"][0]["name"]) == (0, True, "Việc")

    def test_one_pool_is_asked_for_by_name(self, check):
        two = ONE_TASK.replace("</definitions>", '<process id="q" name="Q"><task/><serviceTask/>')
        two += "</process></definitions>"

        assert check(two.encode())[0] == 1
        assert check(two.encode(), "--pool", "p")[0] == 0
        with pytest.raises(CommandError) as refusal:
            check(two.encode(), "--pool", "R")
        assert refusal.value.returncode == 2

    @pytest.mark.parametrize("more", [(), ("--json",)])
    def test_what_is_no_diagram_ends_with_one(self, check, more):
        code, told = check(b"\x89PNG\r\n", *more)

        assert code == 1
        assert told.strip()

    @pytest.mark.parametrize("name", ["khong-co.bpmn", "."])
    def test_what_is_no_file_ends_with_one(self, tmp_path, name):
        told = StringIO()
        with pytest.raises(SystemExit) as ending:
            call_command("procedures", "check", str(tmp_path / name), stdout=told)

        assert ending.value.code == 1
        assert told.getvalue().strip()
