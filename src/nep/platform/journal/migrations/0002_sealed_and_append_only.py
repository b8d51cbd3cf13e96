"""The database seals each entry into its agency's chain and refuses every later change."""

from django.db import migrations

from nep.foundation.append_only import append_only, sealed


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_journal")]
    operations = [
        sealed(
            "journal_entry",
            scope="agency_id",
            values=["act", "at µs", "subject_kind", "subject_key", "actor", "details"],
        ),
        append_only("journal_entry"),
    ]
