"""What each agency received and finished in a month, a row for each procedure."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_identifiers_are_unique"),
        ("catalogue", "0002_catalogue"),
        ("dossiers", "0008_who_handles_a_dossier"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField()),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.administrativeprocedure",
                    ),
                ),
                ("received", models.IntegerField(default=0)),
                ("in_time", models.IntegerField(default=0)),
                ("late", models.IntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("month", "agency", "procedure"),
                        name="one_tally_a_month_agency_and_procedure",
                    )
                ],
            },
        ),
    ]
