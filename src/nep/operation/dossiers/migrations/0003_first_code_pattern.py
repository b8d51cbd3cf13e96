"""The pattern of dossier codes by TT 01/2018 Điều 19, for every agency without its own."""

from datetime import date

from django.db import migrations
from django.db.backends.postgresql.psycopg_any import DateRange

SOURCE = "TT 01/2018/TT-VPCP Điều 19; TT 03/2025/TT-VPCP (bố cục mới chưa rõ)"


def lay_down(apps, schema_editor):
    apps.get_model("dossiers", "CodePattern").objects.create(
        pattern="{unit}-{yymmdd}-{number:04}",
        validity=DateRange(date(2019, 1, 6), None),
        source=SOURCE,
    )


def take_back(apps, schema_editor):
    apps.get_model("dossiers", "CodePattern").objects.filter(source=SOURCE).delete()


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0002_events_sealed_and_append_only")]
    operations = [migrations.RunPython(lay_down, take_back)]
