import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0003_focal_agency"),
        ("dossiers", "0013_codes_of_an_agency"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="codepattern", name="one_pattern_at_any_time"),
        migrations.AddField(
            model_name="codepattern",
            name="own",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="codepattern",
            name="withdrawn",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name="codepattern",
            name="source",
            field=models.CharField(max_length=300),
        ),
        migrations.AddConstraint(
            model_name="codepattern",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("withdrawn", "")),
                expressions=[
                    (
                        models.Func(
                            django.db.models.functions.comparison.Coalesce("agency", 0),
                            django.db.models.functions.comparison.Coalesce("agency", 0),
                            models.Value("[]"),
                            function="int8range",
                            output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField(),
                        ),
                        "&&",
                    ),
                    ("validity", "&&"),
                ],
                name="one_pattern_at_any_time",
            ),
        ),
    ]
