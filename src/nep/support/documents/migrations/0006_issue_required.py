"""Every revision has its issue, and no two of a document are numbered alike."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0005_number_the_issues")]
    operations = [
        migrations.AlterField(
            model_name="revision",
            name="issue",
            field=models.PositiveSmallIntegerField(),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(
                fields=("document", "issue", "amendment"),
                name="an_amendment_is_given_once_in_an_issue",
            ),
        ),
    ]
