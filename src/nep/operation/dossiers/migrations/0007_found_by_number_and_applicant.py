"""Dossiers are found by their running number, and by a whole key of their applicant."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0006_no_index_that_another_begins_with"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="applicant",
            index=models.Index(
                models.Func(
                    "full_name",
                    output_field=models.TextField(),
                    template="regexp_replace(nep_fold(%(expressions)s), '\\s+', ' ', 'g')",
                ),
                name="applicants_by_name",
            ),
        ),
        migrations.AddIndex(
            model_name="applicant",
            index=models.Index(
                models.Func(
                    "identity_number",
                    output_field=models.TextField(),
                    template="regexp_replace(lower(%(expressions)s), '[^0-9a-z]', '', 'g')",
                ),
                condition=models.Q(("identity_number", ""), _negated=True),
                name="applicants_by_identity",
            ),
        ),
        migrations.AddIndex(
            model_name="applicant",
            index=models.Index(
                models.Func(
                    "phone",
                    output_field=models.TextField(),
                    template="regexp_replace(lower(%(expressions)s), '[^0-9a-z]', '', 'g')",
                ),
                condition=models.Q(("phone", ""), _negated=True),
                name="applicants_by_phone",
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                models.F("agency"),
                models.Func(
                    "code",
                    output_field=models.TextField(),
                    template="ltrim(substring(%(expressions)s, '[0-9]+$'), '0')",
                ),
                models.OrderBy(models.F("received_at"), descending=True),
                name="dossiers_by_running_number",
            ),
        ),
    ]
