"""Rows of record cannot be changed by anybody: not by the application, not by who owns them."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from nep.operation.dossiers.models import Event
from nep.platform.journal.models import Entry

pytestmark = pytest.mark.django_db
OF_RECORD = [Entry, Event]
CHANGES = ["UPDATE {table} SET hash = ''", "DELETE FROM {table}", "TRUNCATE {table} CASCADE"]


def rows(model) -> list[dict[str, object]]:
    return list(model.objects.order_by("pk").values())


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.split()[0])
@pytest.mark.parametrize("model", OF_RECORD)
@pytest.mark.parametrize("by_the_owner", [False, True], ids=["the application", "the owner"])
def test_a_change_is_refused_and_every_row_stays(scene, model, change, by_the_owner):
    before = rows(model)
    assert before

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        if by_the_owner:
            cursor.execute("RESET ROLE")
        wanted = IntegrityError if by_the_owner else DatabaseError
        with pytest.raises(wanted), transaction.atomic():
            cursor.execute(change.format(table=model._meta.db_table))

    assert rows(model) == before
