"""The new projections of the dossiers there are: by the same rules as acts from now on."""

from django.db import migrations

HANDLINGS = """
INSERT INTO dossiers_handling (dossier_id, agency_id, received_at)
SELECT DISTINCT dossier.id, handled.agency_id, dossier.received_at
FROM dossiers_dossier dossier JOIN (
    SELECT dossier_id, agency_id FROM dossiers_event
    UNION SELECT dossier_id, agency_id FROM dossiers_opentask
) handled ON handled.dossier_id = dossier.id AND handled.agency_id <> dossier.agency_id
ON CONFLICT DO NOTHING
"""
TALLIES = """
INSERT INTO dossiers_tally (month, agency_id, procedure_id, received, in_time, late)
SELECT month, agency_id, procedure_id, sum(received), sum(in_time), sum(late) FROM (
    SELECT date_trunc('month', received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS month,
           agency_id, procedure_id, 1 AS received, 0 AS in_time, 0 AS late
    FROM dossiers_dossier
    UNION ALL
    SELECT date_trunc('month', finished_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date,
           agency_id, procedure_id, 0,
           (finished_at <= promised_at)::int, (finished_at > promised_at)::int
    FROM dossiers_dossier WHERE finished_at IS NOT NULL
) counted
GROUP BY month, agency_id, procedure_id
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0009_tallies_of_months")]
    operations = [
        migrations.RunSQL(HANDLINGS, migrations.RunSQL.noop),
        migrations.RunSQL(TALLIES, migrations.RunSQL.noop),
    ]
