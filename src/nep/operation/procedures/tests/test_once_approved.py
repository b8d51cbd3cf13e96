"""What was approved never changes, whoever asks the database."""

import pytest
from django.db import IntegrityError, connection, transaction

from nep.operation.procedures.models import Component, ProcedureRevision, Step
from nep.operation.procedures.services.writing import (
    content_of,
)
from nep.operation.procedures.tests.factories import (
    FIVE_STEPS,
    a_tthc,
)

pytestmark = pytest.mark.django_db


class TestOnceApproved:
    """The database itself refuses, whoever asks it."""

    CHANGES = {
        "facts": lambda running: ProcedureRevision.objects.filter(pk=running.pk).update(
            promised_value=1
        ),
        "diagram": lambda running: ProcedureRevision.objects.filter(pk=running.pk).update(bpmn=""),
        "a step": lambda running: Step.objects.filter(procedure=running).update(name="Khác"),
        "a step removed": lambda running: Step.objects.filter(procedure=running)[0].delete(),
        "a step added": lambda running: Step.objects.create(
            procedure=running, key="B9", order=9, name="Thêm", role="clerk", responsible="Ai đó"
        ),
        "a paper": lambda running: Component.objects.filter(procedure=running).update(originals=9),
        "a paper added": lambda running: Component.objects.create(
            procedure=running, order=9, name="Thêm"
        ),
        "what is served": lambda running: running.serves.add(a_tthc()),
        "what was served": lambda running: running.serves.clear(),
    }

    @pytest.mark.parametrize("change", CHANGES)
    def test_nothing_of_it_changes(self, running, change):
        before, bpmn = content_of(running), running.bpmn

        with pytest.raises(IntegrityError, match="was approved"), transaction.atomic():
            self.CHANGES[change](running)

        running.refresh_from_db()
        assert content_of(running) == before
        assert running.bpmn == bpmn

    def test_nor_by_plain_sql(self, running):
        with (
            pytest.raises(IntegrityError, match="was approved"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("DELETE FROM procedures_step WHERE procedure_id = %s", [running.pk])

        assert Step.objects.filter(procedure=running).count() == len(FIVE_STEPS)

    def test_steps_do_not_move_into_it_from_a_draft(self, running, next_draft):
        with pytest.raises(IntegrityError, match="was approved"), transaction.atomic():
            Step.objects.filter(procedure=next_draft).update(procedure=running, key="B7")

    @pytest.mark.parametrize(
        "table",
        ["procedures_step", "procedures_component", "procedures_procedurerevision"],
    )
    def test_the_tables_are_never_emptied(self, running, table):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = %s::regclass",
                [table],
            )
            rules = " ".join(rule for (rule,) in cursor)

        assert f"BEFORE TRUNCATE ON public.{table} FOR EACH STATEMENT" in rules
        assert "nep_refuse_change()" in rules
