"""The database itself refuses changes to a text that was approved, and the loss of any.

An approved revision may only see its end come, and be withdrawn; one that was withdrawn never
changes again. Only a draft can be deleted.
"""

from django.db import migrations

GUARD = """
CREATE FUNCTION documents_guard_revision() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    may_change CONSTANT text[] := ARRAY[
        'validity', 'stage', 'withdrawn_by_id', 'withdrawn_at', 'withdrawal_reason'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.stage <> 'draft' THEN
            RAISE EXCEPTION 'revision % is % and cannot be deleted', OLD.id, OLD.stage
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.stage = 'withdrawn' THEN
        RAISE EXCEPTION 'revision % was withdrawn and never changes', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.stage = 'approved' AND (
        NEW.stage NOT IN ('approved', 'withdrawn')
        OR to_jsonb(NEW) - may_change <> to_jsonb(OLD) - may_change
        OR NOT (isempty(NEW.validity) OR lower(NEW.validity) = lower(OLD.validity))
    ) THEN
        RAISE EXCEPTION 'revision % was approved: only its end and its withdrawal can come', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER documents_revision_guarded BEFORE UPDATE OR DELETE ON documents_revision
    FOR EACH ROW EXECUTE FUNCTION documents_guard_revision();
CREATE TRIGGER documents_revision_never_emptied BEFORE TRUNCATE ON documents_revision
    FOR EACH STATEMENT EXECUTE FUNCTION nep_refuse_change();
"""
WITHOUT = """
DROP TRIGGER documents_revision_guarded ON documents_revision;
DROP TRIGGER documents_revision_never_emptied ON documents_revision;
DROP FUNCTION documents_guard_revision();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_documents")]
    operations = [migrations.RunSQL(GUARD, WITHOUT)]
