"""What the register of internal documents says beyond code and title; the period of review."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_once_approved_never_changed")]
    operations = [
        migrations.AddField(
            model_name="document",
            name="confidentiality",
            field=models.CharField(
                choices=[("normal", "Ordinary"), ("internal", "For use within the agency")],
                default="normal",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="review_months",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="document",
            name="unit",
            field=models.CharField(blank=True, max_length=200),
        ),
    ]
