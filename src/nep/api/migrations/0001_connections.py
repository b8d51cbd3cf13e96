import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

SCOPES = [
    ("agencies:read", "Agencies"),
    ("catalogue:read", "Catalogue of procedures"),
    ("procedures:read", "Procedures and their revisions"),
    ("dossiers:read", "Dossiers, applicants masked"),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = [("agencies", "0001_agencies")]
    operations = [
        migrations.CreateModel(
            name="Connection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(choices=SCOPES, max_length=30), size=None
                    ),
                ),
                ("all_agencies", models.BooleanField(default=False)),
                ("beginning", models.CharField(max_length=12)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("issued_at", models.DateTimeField()),
                ("expires_on", models.DateField()),
                ("last_used_on", models.DateField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.staff",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.staff",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "name"),
                        condition=models.Q(revoked_at=None),
                        name="one_connection_a_name_in_an_agency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(revoked_by=None, revoked_at=None)
                        | models.Q(revoked_by__isnull=False, revoked_at__isnull=False),
                        name="revoked_by_someone_at_some_time",
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(scopes=[]),
                        name="a_connection_reads_something",
                    ),
                ],
            },
        ),
    ]
