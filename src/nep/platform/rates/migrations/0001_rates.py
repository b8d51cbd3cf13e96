"""The count of what was asked, which outlives no crash and costs no log."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Spent",
            fields=[
                ("key", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("window", models.BigIntegerField()),
                ("times", models.PositiveIntegerField()),
                ("ends_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "spent",
                "indexes": [models.Index(fields=["ends_at"], name="windows_that_ended")],
            },
        ),
        migrations.RunSQL(
            "ALTER TABLE rates_spent SET UNLOGGED", "ALTER TABLE rates_spent SET LOGGED"
        ),
    ]
