"""Dossiers are found by their running number, and by a whole key of their applicant."""

import django.db.models.functions.text
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
                    models.Func(models.F("full_name"), function="nep_fold"),
                    models.Value("\\s+"),
                    models.Value(" "),
                    models.Value("g"),
                    function="regexp_replace",
                    output_field=models.TextField(),
                ),
                name="applicants_by_name",
            ),
        ),
        migrations.AddIndex(
            model_name="applicant",
            index=models.Index(
                models.Func(
                    django.db.models.functions.text.Lower("identity_number"),
                    models.Value("[^0-9a-z]"),
                    models.Value(""),
                    models.Value("g"),
                    function="regexp_replace",
                    output_field=models.TextField(),
                ),
                condition=models.Q(("identity_number", ""), _negated=True),
                name="applicants_by_identity",
            ),
        ),
        migrations.AddIndex(
            model_name="applicant",
            index=models.Index(
                models.Func(
                    django.db.models.functions.text.Lower("phone"),
                    models.Value("[^0-9a-z]"),
                    models.Value(""),
                    models.Value("g"),
                    function="regexp_replace",
                    output_field=models.TextField(),
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
                    models.Func(
                        models.F("code"),
                        models.Value("[0-9]+$"),
                        function="substring",
                        output_field=models.TextField(),
                    ),
                    models.Value("0"),
                    function="ltrim",
                    output_field=models.TextField(),
                ),
                models.OrderBy(models.F("received_at"), descending=True),
                name="dossiers_by_running_number",
            ),
        ),
    ]
