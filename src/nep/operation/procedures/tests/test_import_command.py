"""`nep procedures import-tthc`: what it prints is what others rely on."""

import json
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from nep.foundation.spreadsheets.tables import Sheet
from nep.foundation.spreadsheets.writing import write
from nep.foundation.verdicts import Unfit
from nep.norms.catalogue.models import AdministrativeProcedure, Competence
from nep.norms.catalogue.spreadsheet import COLUMNS
from nep.norms.catalogue.tests.factories import brief, full, step
from nep.operation.procedures.queries import procedures_adoptable
from nep.operation.procedures.services.adopting import adopt_procedure

pytestmark = pytest.mark.django_db

FIVE_DAYS = {"value": 5, "unit": "working_day"}


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


def ends_with_one(file, *more: str) -> str:
    told = StringIO()
    with pytest.raises(SystemExit) as ending:
        call_command("procedures", "import-tthc", str(file), *more, "--json", stdout=told)
    assert ending.value.code == 1
    (refusal,) = json.loads(told.getvalue())["refused"]
    assert refusal["row"] == 0
    return refusal["reason"]


ROW = {
    "code": "9.00001",  # as Excel keeps 9.000010
    "name": "Cấp giấy phép thử nghiệm",
    "level": "Cấp xã",
    "source": "QĐ 1/QĐ-UBND",
    "limit": 5,
    "limit_unit": "ngày làm việc",
    "paper": "Đơn đề nghị",
    "step": "Tiếp nhận",
    "role": "Công chức một cửa",
    "time": Decimal("0.5"),
    "time_unit": "ngày làm việc",
}
NEXT = {**ROW, "paper": "", "step": "Thẩm định", "role": "Công chức chuyên môn", "time": 4}


@pytest.fixture
def table(tmp_path):
    def written(*rows: dict[str, object], columns=COLUMNS):
        lines = [[row.get(column.key) for column in columns] for row in rows]
        file = tmp_path / "tthc.xlsx"
        file.write_bytes(write([Sheet("TTHC", columns, lines)]))
        return file

    return written


class TestATable:
    def test_rows_of_one_name_are_one_procedure_with_its_steps(self, table):
        told = json.loads(run(table(ROW, NEXT), "--catalogue", "--json"))

        stored = AdministrativeProcedure.objects.get(key="9.000010")
        assert told == {"added": 1, "changed": 0, "unchanged": 0, "refused": []}
        assert [step["name"] for step in stored.record["steps"]] == ["Tiếp nhận", "Thẩm định"]
        assert stored.runnable

    def test_a_second_time_changes_only_what_differs(self, table):
        other = {**ROW, "code": "9.000011", "name": "Cấp lại"}
        run(table(ROW, NEXT, other), "--catalogue")

        told = json.loads(run(table(ROW, {**NEXT, "time": 3}, other), "--catalogue", "--json"))

        assert told == {"added": 0, "changed": 1, "unchanged": 1, "refused": []}

    def test_bad_rows_are_told_by_their_number_and_the_good_ones_taken(self, table):
        bad = {**ROW, "name": "Sai số", "time": "lâu"}
        worse = {**ROW, "name": "Sai mã", "code": "abc"}

        told = json.loads(run(table(ROW, NEXT, bad, worse), "--catalogue", "--json"))

        assert told["added"] == 1
        assert [refusal["row"] for refusal in told["refused"]] == [4, 5]

    def test_what_is_no_table_of_procedures_is_refused_whole(self, table, file):
        assert ends_with_one(table(ROW, columns=COLUMNS[:2]), "--catalogue")
        assert ends_with_one(file("x", "tthc.xlsx"), "--catalogue")
        assert ends_with_one(file("x", "tthc.txt"), "--catalogue")

    def test_the_template_is_such_a_table(self, tmp_path):
        call_command("procedures", "template", str(tmp_path / "mau.xlsx"))

        assert "dòng tiêu đề" in ends_with_one(tmp_path / "mau.xlsx", "--catalogue")

    def test_a_template_that_cannot_be_written_is_said(self, tmp_path):
        with pytest.raises(CommandError):
            call_command("procedures", "template", str(tmp_path))


class TestForAnAgency:
    @pytest.fixture
    def target(self, office):
        return ["--agency", office.agency.code]

    def test_the_agency_becomes_competent_and_its_secretary_can_draft(
        self, file, target, office, at
    ):
        told = json.loads(run(file([full(legal_limit=FIVE_DAYS)]), *target, "--json"))

        served = procedures_adoptable(office.agency, at=at).get(key="9.000001")
        assert told == {"added": 1, "changed": 0, "unchanged": 0, "refused": []}
        assert adopt_procedure(served, code="QT-88", actor=office.secretary, at=at)

    def test_a_second_time_changes_nothing_and_a_difference_is_taken_up(self, file, target):
        run(file([full()]), *target)

        again = json.loads(run(file([full()]), *target, "--json"))
        other = json.loads(run(file([full(result="Giấy khác")]), *target, "--json"))

        assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 1)
        assert (other["added"], other["changed"], other["unchanged"]) == (0, 1, 0)
        assert Competence.objects.filter(procedure__key="9.000001").count() == 1

    def test_a_dry_run_makes_nobody_competent(self, file, target):
        told = json.loads(run(file([full()]), *target, "--dry-run", "--json"))

        assert told["added"] == 1
        assert not Competence.objects.filter(procedure__key="9.000001").exists()

    def test_an_agency_that_is_not_there_is_wrong_use(self, file):
        with pytest.raises(CommandError) as refusal:
            run(file([full()]), "--agency", "khong-co")

        assert refusal.value.returncode == 2
        assert not AdministrativeProcedure.objects.filter(key="9.000001").exists()

    @pytest.mark.parametrize(
        "record", [full(), full(legal_limit=FIVE_DAYS, steps=[step(role="?")])]
    )
    def test_what_a_draft_cannot_be_made_of_is_said(self, file, target, office, at, record):
        run(file([record]), *target)
        served = procedures_adoptable(office.agency, at=at).get(key="9.000001")

        with pytest.raises(Unfit):
            adopt_procedure(served, code="QT-88", actor=office.secretary, at=at)
