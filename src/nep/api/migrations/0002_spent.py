"""The count of requests in the present minute, which outlives no crash and costs no log."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("api", "0001_connections")]
    operations = [
        migrations.CreateModel(
            name="Spent",
            fields=[
                ("who", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("minute", models.BigIntegerField()),
                ("requests", models.PositiveIntegerField()),
            ],
            options={"verbose_name_plural": "spent"},
        ),
        migrations.RunSQL("ALTER TABLE api_spent SET UNLOGGED", "ALTER TABLE api_spent SET LOGGED"),
    ]
