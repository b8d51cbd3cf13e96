"""What an approved revision cites never changes again, whoever tries."""

from django.db import migrations

GUARD = """
CREATE FUNCTION clauses_refuse_change_once_approved() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    touched bigint;
    before bigint := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE OLD.revision_id END;
    after bigint := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE NEW.revision_id END;
BEGIN
    SELECT id INTO touched FROM documents_revision
        WHERE id IN (before, after) AND stage IN ('approved', 'withdrawn')
        LIMIT 1;
    IF touched IS NOT NULL THEN
        RAISE EXCEPTION 'revision % was approved: % refused', touched, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END;
$$;
CREATE TRIGGER clauses_citation_once_approved BEFORE INSERT OR UPDATE OR DELETE
    ON clauses_citation
    FOR EACH ROW EXECUTE FUNCTION clauses_refuse_change_once_approved();
CREATE TRIGGER clauses_citation_never_emptied BEFORE TRUNCATE ON clauses_citation
    FOR EACH STATEMENT EXECUTE FUNCTION nep_refuse_change();
"""
WITHOUT = """
DROP TRIGGER clauses_citation_once_approved ON clauses_citation;
DROP TRIGGER clauses_citation_never_emptied ON clauses_citation;
DROP FUNCTION clauses_refuse_change_once_approved();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("clauses", "0001_citations"),
        ("documents", "0002_once_approved_never_changed"),
        ("foundation", "0001_database_functions"),
    ]
    operations = [migrations.RunSQL(GUARD, WITHOUT)]
