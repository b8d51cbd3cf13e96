"""What belongs to an approved revision never changes again, whoever tries."""

from django.db import migrations

GUARD = """
CREATE FUNCTION procedures_refuse_change_once_approved() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    touched bigint;
    before jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}'::jsonb ELSE to_jsonb(OLD) END;
    after jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}'::jsonb ELSE to_jsonb(NEW) END;
BEGIN
    SELECT id INTO touched FROM documents_revision
        WHERE id IN ((before->>TG_ARGV[0])::bigint, (after->>TG_ARGV[0])::bigint)
          AND stage IN ('approved', 'withdrawn')
        LIMIT 1;
    IF touched IS NOT NULL THEN
        RAISE EXCEPTION 'revision % was approved: % refused', touched, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END;
$$;
"""
TRIGGER = """
CREATE TRIGGER {table}_once_approved BEFORE INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION procedures_refuse_change_once_approved('{column}');
"""
GUARDED = {
    "procedures_procedurerevision": "revision_id",
    "procedures_procedurerevision_serves": "procedurerevision_id",
    "procedures_component": "procedure_id",
    "procedures_step": "procedure_id",
}


class Migration(migrations.Migration):
    dependencies = [
        ("procedures", "0001_procedures"),
        ("documents", "0002_once_approved_never_changed"),
    ]
    operations = [
        migrations.RunSQL(GUARD, "DROP FUNCTION procedures_refuse_change_once_approved()"),
        *(
            migrations.RunSQL(
                TRIGGER.format(table=table, column=column),
                f"DROP TRIGGER {table}_once_approved ON {table}",
            )
            for table, column in GUARDED.items()
        ),
    ]
