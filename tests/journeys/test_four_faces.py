"""One revision, four faces: the text, the running process, the public notice, the checklist.

One time of one step is changed in a draft. All four say so from the moment the draft takes effect,
and none a minute before; a dossier filed the day before keeps the old time to its end (R13, R46).
"""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document as Word
from pypdf import PdfReader

from nep.agencies.queries import staff_named
from nep.agencies.tests.factories import AgencyFactory
from nep.foundation import clock
from nep.lib.worktime.limits import Limit
from nep.operation.dossiers.queries import open_tasks_of
from nep.operation.dossiers.tests.factories import a_dossier, completed
from nep.operation.procedures.queries import procedure_serving
from nep.operation.procedures.services.writing import write_procedure
from nep.operation.procedures.tests.factories import (
    FIVE_STEPS,
    Office,
    a_running_procedure,
    a_tthc,
    approved,
    content,
)
from nep.support.documents.queries.revisions import revision_in_force
from nep.support.documents.services.drafting import draft_revision, write_text

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

A_MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)
OLD, NEW = "2 ngày làm việc", "1,5 ngày làm việc"
QUICKER = (FIVE_STEPS[0], replace(FIVE_STEPS[1], duration=Limit.working_days("1.5")))


@pytest.fixture
def office(db):
    return Office.at(AgencyFactory())


@pytest.fixture
def served(db):
    return a_tthc()


@pytest.fixture
def old(office, served):
    return a_running_procedure(office, served)


@pytest.fixture
def since(at):
    return at + 7 * A_DAY


@pytest.fixture
def draft(office, served, old, at):
    """The next revision, written but not sent yet: step B2 has half a day less."""
    revision = draft_revision(old.revision.document, actor=office.secretary, at=at)
    written = {"edition": revision.edition, "actor": office.secretary, "at": at}
    revision = write_text(revision, revision.text, change_summary="Hạn bước B2.", **written)
    quicker = content(served, (*QUICKER, *FIVE_STEPS[2:]))
    write_procedure(revision, quicker, **{**written, "edition": revision.edition})
    revision.refresh_from_db()
    return revision


@pytest.fixture
def reader(client, office):
    client.force_login(staff_named([office.clerk.staff_id])[office.clerk.staff_id].person)
    return client


def step_two(text):
    """Return what a face says from step B2 on, up to step B3."""
    return text.partition("Bước 2")[2].partition("Bước 3")[0]


def faces_at(reader, document, moment):
    """Return what each face says of step B2 to somebody who reads at a moment."""
    with clock.fixed(moment):
        home = reader.get(document.get_absolute_url()).headers["Location"]
        pdf = PdfReader(BytesIO(reader.get(f"{home}van-ban.pdf").content))
        word = Word(BytesIO(reader.get(f"{home}van-ban.docx").content))
        pages = {
            face: reader.get(f"{home}?mat={face}").text
            for face in ("quy-trinh", "cong-khai", "cau-hoi")
        }
    rows = [row.cells for table in word.tables for row in table.rows]
    return {
        "pdf": step_two(" ".join(" ".join(page.extract_text() for page in pdf.pages).split())),
        "docx": next(cells[3].text for cells in rows if cells[0].text == "B2"),
        "process": step_two(pages["quy-trinh"]),
        "notice": step_two(pages["cong-khai"]),
        "checklist": step_two(pages["cau-hoi"]),
    }


def test_all_faces_change_at_the_moment_and_not_before(reader, office, old, draft, at, since):
    document = old.revision.document
    assert all(OLD in said for said in faces_at(reader, document, at).values())

    approved(draft, office, since=since, at=at)

    before = faces_at(reader, document, since - A_MINUTE)
    after = faces_at(reader, document, since)
    assert {face for face, said in before.items() if OLD in said and NEW not in said} == set(before)
    assert {face for face, said in after.items() if NEW in said and OLD not in said} == set(after)


def test_a_dossier_filed_the_day_before_keeps_the_old_time(office, served, old, draft, at, since):
    approved(draft, office, since=since, at=at)
    day_before = since - A_DAY
    earlier = a_dossier(served, old, actor=office.one_stop_officer, at=day_before)
    new = procedure_serving(served, office.agency, at=since)
    later = a_dossier(served, new, actor=office.one_stop_officer, at=since)

    times = {}
    for dossier in (earlier, later):
        moved = completed(dossier, "B1", actor=office.one_stop_officer, at=since + A_MINUTE)
        (task,) = open_tasks_of(moved)
        times[dossier.pk] = (task.step.duration_value, task.due_at)

    assert times[earlier.pk][0] == 2
    assert times[later.pk][0] == 1.5
    assert times[later.pk][1] < times[earlier.pk][1]


def test_the_amendment_sheet_names_the_part_that_changed(reader, office, old, draft, at, since):
    approved(draft, office, since=since, at=at)
    following = revision_in_force(old.revision.document, at=since)

    with clock.fixed(since):
        word = Word(BytesIO(reader.get(f"{following.get_absolute_url()}van-ban.docx").content))

    sheet = [[cell.text for cell in row.cells] for row in word.tables[2].rows]
    assert sheet[2][1:4] == ["Phần 5.7", "Hạn bước B2.", following.label]
