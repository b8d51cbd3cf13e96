"""Every revision so far was an issue of its own: its number was its lần ban hành.

The guard of approved revisions would refuse it, and is put aside for this one statement.
"""

from django.db import migrations

NUMBER = """
ALTER TABLE documents_revision DISABLE TRIGGER documents_revision_guarded;
UPDATE documents_revision SET issue = number;
ALTER TABLE documents_revision ENABLE TRIGGER documents_revision_guarded;
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_issue_and_amendment")]
    operations = [migrations.RunSQL(NUMBER, migrations.RunSQL.noop)]
