"""`nep procedures import-tthc`: what it prints is what others rely on."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from nep.norms.catalogue.models import AdministrativeProcedure
from nep.norms.catalogue.tests.factories import brief, full

pytestmark = pytest.mark.django_db


def run(file, *more: str) -> str:
    told = StringIO()
    call_command("procedures", "import-tthc", str(file), *more, stdout=told)
    return told.getvalue()


@pytest.fixture
def file(tmp_path):
    def written(content: object, name: str = "tthc.json"):
        text = content if isinstance(content, str) else json.dumps(content)
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return written


def test_it_prints_what_became_of_each_record(file):
    told = json.loads(run(file([full(), brief(name="")]), "--catalogue", "--json"))

    assert told["added"] == 1
    assert (told["changed"], told["unchanged"]) == (0, 0)
    assert [refusal["row"] for refusal in told["refused"]] == [2]
    assert AdministrativeProcedure.objects.filter(key="9.000001").exists()


def test_a_dry_run_prints_the_same_and_writes_nothing(file):
    told = json.loads(run(file([full()]), "--catalogue", "--dry-run", "--json"))

    assert told == {"added": 1, "changed": 0, "unchanged": 0, "refused": []}
    assert not AdministrativeProcedure.objects.filter(key="9.000001").exists()


def test_people_read_lines(file):
    first, second = run(file([full(), brief(name="")]), "--catalogue").splitlines()

    assert "1" in first
    assert "name" in second


@pytest.mark.parametrize(
    "content",
    ["", "{", "\x00", "[" * 100_000, '[{"code": ' + "9" * 5000 + "}]"],
    ids=["empty", "broken", "binary", "nested without end", "a number without end"],
)
def test_a_file_that_cannot_be_read_is_told_and_ends_with_one(file, content):
    told = StringIO()
    with pytest.raises(SystemExit) as ending:
        call_command(
            "procedures", "import-tthc", str(file(content)), "--catalogue", "--json", stdout=told
        )

    assert ending.value.code == 1
    assert json.loads(told.getvalue())["refused"][0]["row"] == 0


def test_a_file_that_is_not_there_is_told_and_ends_with_one(tmp_path):
    with pytest.raises(SystemExit) as ending:
        run(tmp_path / "khong-co.json", "--catalogue", "--json")

    assert ending.value.code == 1


@pytest.mark.parametrize(
    ("name", "target"), [("tthc.xlsx", ["--catalogue"]), ("tthc.json", ["--agency", "ubnd-tinh"])]
)
def test_what_is_not_possible_yet_is_said_and_ends_with_two(file, name, target):
    with pytest.raises(CommandError) as refusal:
        run(file([full()], name), *target)

    assert refusal.value.returncode == 2
    assert not AdministrativeProcedure.objects.filter(key="9.000001").exists()
