"""The beginning of a code is looked up within one agency."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0012_codes_sort_by_their_signs")]
    operations = [
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["agency", "code"], name="codes_of_an_agency"),
        ),
    ]
