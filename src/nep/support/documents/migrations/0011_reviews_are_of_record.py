"""Periodic reviews are rows of record; remarks and requests are never emptied in one stroke."""

from django.db import migrations

from nep.foundation.append_only import append_only

TRIGGER = """
CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION nep_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0010_periodic_reviews")]
    operations = [
        append_only("documents_periodicreview"),
        *(
            migrations.RunSQL(
                TRIGGER.format(table=table), f"DROP TRIGGER {table}_never_emptied ON {table}"
            )
            for table in ("documents_remark", "documents_changerequest")
        ),
    ]
