"""Two agencies never make the same dossier code."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_agencies")]
    operations = [
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.UniqueConstraint(
                condition=models.Q(("identifier", ""), _negated=True),
                fields=("identifier",),
                name="one_agency_an_identifier",
            ),
        ),
    ]
