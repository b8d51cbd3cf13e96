"""The few dossiers that wait for a supplement are found without looking at all others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0004_one_pattern_at_any_time")]
    operations = [
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("state", 5)),
                fields=["id"],
                name="dossiers_that_await_papers",
            ),
        ),
    ]
