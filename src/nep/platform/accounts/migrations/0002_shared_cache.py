"""The cache in which all processes count wrong tries together."""

from django.db import migrations

CACHE = """
CREATE UNLOGGED TABLE nep_cache (
    cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL
);
CREATE INDEX nep_cache_expires ON nep_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_accounts")]
    operations = [migrations.RunSQL(CACHE, "DROP TABLE nep_cache")]
