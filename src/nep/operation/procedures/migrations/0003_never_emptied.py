"""The tables of procedures are never emptied in one stroke, not even by their owner."""

from django.db import migrations

TABLES = (
    "procedures_procedurerevision",
    "procedures_procedurerevision_serves",
    "procedures_component",
    "procedures_step",
)
TRIGGER = """
CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION nep_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("procedures", "0002_once_approved_never_changed")]
    operations = [
        migrations.RunSQL(
            TRIGGER.format(table=table), f"DROP TRIGGER {table}_never_emptied ON {table}"
        )
        for table in TABLES
    ]
