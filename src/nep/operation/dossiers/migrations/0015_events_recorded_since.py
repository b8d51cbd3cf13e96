"""What was recorded since a moment is found without looking at all events."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0014_patterns_can_be_withdrawn")]

    operations = [
        migrations.AddIndex(
            model_name="event",
            index=BrinIndex(fields=["recorded_at"], name="events_recorded_since"),
        ),
    ]
