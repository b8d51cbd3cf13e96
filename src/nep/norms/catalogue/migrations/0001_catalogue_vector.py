"""What the catalogue is searched by: key and name first, then field; without marks (ADR 14)."""

from django.db import migrations

VECTOR = """
CREATE FUNCTION catalogue_vector(key text, name text, field text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN setweight(to_tsvector('simple', nep_fold(key || ' ' || name)), 'A')
    || setweight(to_tsvector('simple', nep_fold(field)), 'C');
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("foundation", "0001_database_functions")]
    operations = [
        migrations.RunSQL(VECTOR, "DROP FUNCTION catalogue_vector(text, text, text)"),
    ]
