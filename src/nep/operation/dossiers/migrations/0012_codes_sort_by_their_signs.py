"""The beginning of a code is one stretch of its index, whatever the database's language."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0011_lists_are_read_along_an_index")]
    operations = [
        migrations.AlterField(
            model_name="dossier",
            name="code",
            field=models.CharField(db_collation="C", max_length=40, unique=True),
        ),
    ]
