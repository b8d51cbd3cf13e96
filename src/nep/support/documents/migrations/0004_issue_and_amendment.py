"""Issue and amendment of a revision, and what changed in two lines; issues are filled next."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_what_registers_say")]
    operations = [
        migrations.AddField(
            model_name="revision",
            name="issue",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="revision",
            name="amendment",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="revision",
            name="change_lines",
            field=models.CharField(blank=True, max_length=242),
        ),
    ]
