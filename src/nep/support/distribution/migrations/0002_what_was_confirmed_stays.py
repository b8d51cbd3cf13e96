"""A confirmation of having read stays as it is, whoever tries."""

from django.db import migrations

from nep.foundation.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("distribution", "0001_who_has_to_know_and_who_has_read"),
        ("foundation", "0001_database_functions"),
    ]
    operations = [append_only("distribution_reading")]
