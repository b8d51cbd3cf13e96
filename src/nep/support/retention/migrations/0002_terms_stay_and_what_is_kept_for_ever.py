"""The database refuses to change a term, to delete a record, and to dispose of the permanent."""

from django.db import migrations

from nep.foundation.append_only import append_only

_GUARD = """
CREATE FUNCTION retention_keeps_for_ever() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.disposal_id IS NOT NULL
       AND (SELECT years FROM retention_term WHERE id = NEW.term_id) IS NULL THEN
        RAISE EXCEPTION 'record % is kept for ever', NEW.number USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER retention_keptrecord_for_ever BEFORE INSERT OR UPDATE ON retention_keptrecord
    FOR EACH ROW EXECUTE FUNCTION retention_keeps_for_ever();
CREATE TRIGGER retention_keptrecord_stays BEFORE DELETE ON retention_keptrecord
    FOR EACH ROW EXECUTE FUNCTION nep_refuse_change();
CREATE TRIGGER retention_keptrecord_never_emptied BEFORE TRUNCATE ON retention_keptrecord
    FOR EACH STATEMENT EXECUTE FUNCTION nep_refuse_change();
"""
_WITHOUT = """
DROP TRIGGER retention_keptrecord_never_emptied ON retention_keptrecord;
DROP TRIGGER retention_keptrecord_stays ON retention_keptrecord;
DROP TRIGGER retention_keptrecord_for_ever ON retention_keptrecord;
DROP FUNCTION retention_keeps_for_ever();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0001_database_functions"),
        ("retention", "0001_retention"),
    ]

    operations = [
        append_only("retention_term"),
        migrations.RunSQL(_GUARD, _WITHOUT),
    ]
