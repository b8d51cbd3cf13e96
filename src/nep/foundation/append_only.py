"""Migration operations that let the database itself refuse changes to rows of record."""

from django.db.migrations import RunSQL

_TRIGGERS = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION nep_refuse_change();
CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION nep_refuse_change();
"""
_WITHOUT = """
DROP TRIGGER {table}_append_only ON {table};
DROP TRIGGER {table}_never_emptied ON {table};
"""


def append_only(table: str) -> RunSQL:
    """Refuse UPDATE, DELETE and TRUNCATE on a table, for every role."""
    return RunSQL(_TRIGGERS.format(table=table), _WITHOUT.format(table=table))


_SEAL = """
CREATE FUNCTION {table}_digest(sealed {table}) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(jsonb_build_array({values})::text, 'UTF8')), 'hex')
$$;
CREATE FUNCTION {table}_seal() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE last_position bigint; last_hash text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('{table}:' || NEW.{scope}, 0));
    SELECT {position}, hash INTO last_position, last_hash FROM {table}
        WHERE {scope} = NEW.{scope} ORDER BY {position} DESC LIMIT 1;
    NEW.recorded_at := clock_timestamp();
    NEW.{position} := coalesce(last_position, 0) + 1;
    NEW.prev_hash := coalesce(last_hash, '');
    NEW.hash := {table}_digest(NEW);
    RETURN NEW;
END;
$$;
CREATE TRIGGER {table}_sealed BEFORE INSERT ON {table}
    FOR EACH ROW EXECUTE FUNCTION {table}_seal();
"""
_UNSEAL = """
DROP TRIGGER {table}_sealed ON {table};
DROP FUNCTION {table}_seal();
DROP FUNCTION {table}_digest({table});
"""


def sealed(table: str, *, scope: str, values: list[str], position: str = "position") -> RunSQL:
    """Chain the rows of a table by hash within a scope, in the database's own time.

    Each new row gets the next position, the hash before it and its own hash over `values`;
    what the application sends for these columns, or for `recorded_at`, is ignored. Names in
    `values` are columns; moments count as microseconds, so that no setting of the session
    changes a hash.
    """
    spelled = ", ".join(
        f"(extract(epoch FROM sealed.{name[:-3]}) * 1000000)::bigint"
        if name.endswith(" µs")
        else f"sealed.{name}"
        for name in ["prev_hash", position, "recorded_at µs", scope, *values]
    )
    names = {"table": table, "scope": scope, "position": position, "values": spelled}
    return RunSQL(_SEAL.format(**names), _UNSEAL.format(**names))
