"""The database seals each event into its dossier's chain and refuses every later change."""

from django.db import migrations

from nep.foundation.append_only import append_only, sealed


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_dossiers"), ("foundation", "0001_database_functions")]
    operations = [
        sealed(
            "dossiers_event",
            scope="dossier_id",
            values=[
                "kind",
                "at µs",
                "source",
                "schema_version",
                "staff_id",
                "agency_id",
                "delegation_id",
                "data",
            ],
        ),
        append_only("dossiers_event"),
    ]
