"""The database's own guards: folding of Vietnamese text, and rows that nobody may change."""

from django.db import migrations

FOLD = """
CREATE FUNCTION nep_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN lower(
    regexp_replace(
        translate(
            regexp_replace(normalize(value, NFD), U&'[\\0300-\\036F]', '', 'g'),
            U&'\\0111\\0110', 'dD'
        ),
        '(?<=\\w)[/-](?=\\w)', ' ', 'g'
    )
);
COMMENT ON FUNCTION nep_fold(text) IS
  'Vietnamese text without marks and case, with / and - between words as spaces (ADR 14)';
"""

REFUSE = """
CREATE FUNCTION nep_refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END;
$$;
COMMENT ON FUNCTION nep_refuse_change() IS
  'Refuses UPDATE, DELETE and TRUNCATE on tables of record (ADR 2)';
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(FOLD, "DROP FUNCTION nep_fold(text)"),
        migrations.RunSQL(REFUSE, "DROP FUNCTION nep_refuse_change()"),
    ]
