"""Long lists of dossiers, and the last event of an agency, come from the end of an index."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

IN_TIME = Q(finished_at__lte=F("promised_at"))
LATE = Q(finished_at__gt=F("promised_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_identifiers_are_unique"),
        ("dossiers", "0010_fold_what_was_received"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["-received_at", "-id"], name="dossiers_newest_first"),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["state", "-received_at", "-id"], name="dossiers_in_a_state"),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=Q(finished_at=None),
                fields=["due_at", "id"],
                name="dossiers_soonest_due",
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                fields=["-finished_at", "-id"], condition=IN_TIME, name="dossiers_in_time"
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                fields=["-finished_at", "-id"], condition=LATE, name="dossiers_late"
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                fields=["agency", "-finished_at", "-id"],
                condition=IN_TIME,
                name="dossiers_in_time_at_an_agency",
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                fields=["agency", "-finished_at", "-id"],
                condition=LATE,
                name="dossiers_late_at_an_agency",
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="agency",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["agency", "-at"], name="last_event_of_an_agency"),
        ),
    ]
