"""What the database itself refuses: changing what is printed, going back, losing a row.

A later migration that changes certificates_certificate on SQLite makes the table anew and loses its triggers: it calls
``forwards`` again as its last step. tests/certificates/test_triggers.py looks for each of them.
"""

from django.db import migrations

CERTIFICATE = "certificates_certificate"
APPEND_ONLY = ["certificates_certificateevent", "certificates_achievement", "certificates_designversion"]
KEPT = [*APPEND_ONLY, CERTIFICATE, "certificates_statuslist"]

ALWAYS = [
    "id", "completion_id", "organisation_id", "sequence", "replaces_id", "number", "code_hash", "locale",
    "achievement_id", "design_version_id", "title", "statement", "issuer_name", "partner_name", "completed_on",
    "issued_on", "valid_from", "valid_until", "snapshot_schema", "created_at", "status_list_id", "status_index",
]  # fmt: skip
UNLESS_ERASED = ["code", "details"]
UNLESS_ERASED_OR_PENDING = ["holder_name", "name_lang"]
# From empty to full once. The first six are emptied again by erasure.
ONCE = {
    "pdf_path": "''", "identity_salt": "''", "subject_uuid": None, "credential_json": None,
    "pdf_sha256": "''", "pdf_size": None, "unsealed_sha256": "''", "maker": "''", "credential_sha256": "''",
    "credential_key": "''", "png_sha256": "''", "pdf_key": "''", "pades_level": "''", "issued_at": None,
    "ended_at": None,
}  # fmt: skip
EMPTIED_BY_ERASURE = {"pdf_path", "identity_salt", "subject_uuid", "credential_json"}
WAYS = {
    "PENDING": ["ISSUED", "CANCELLED"],
    "ISSUED": ["SUPERSEDED", "REVOKED", "ERASED"],
    "SUPERSEDED": ["ERASED"],
    "REVOKED": ["ERASED"],
    "CANCELLED": ["ERASED"],
}


def changed(column):
    return f"NEW.{column} IS DISTINCT FROM OLD.{column}"


def refused():
    """When an update of a certificate is refused."""
    erasing = "(NEW.state = 'ERASED' AND OLD.state <> 'ERASED')"
    rules = [changed(column) for column in ALWAYS]
    rules += [f"({changed(column)} AND NOT {erasing})" for column in UNLESS_ERASED]
    rules += [
        f"({changed(column)} AND NOT {erasing} AND OLD.state <> 'PENDING')" for column in UNLESS_ERASED_OR_PENDING
    ]
    for column, empty in ONCE.items():
        full = f"OLD.{column} IS NOT NULL" if empty is None else f"OLD.{column} <> {empty}"
        mercy = f" AND NOT {erasing}" if column in EMPTIED_BY_ERASURE else ""
        rules.append(f"({full} AND {changed(column)}{mercy})")
    ways = [f"(OLD.state = '{old}' AND NEW.state IN ({', '.join(map(repr, new))}))" for old, new in WAYS.items()]
    rules.append(f"(NEW.state <> OLD.state AND NOT ({' OR '.join(ways)}))")
    return " OR ".join(rules)


def triggers():
    """Each trigger: name, table, event, condition, message."""
    for table in KEPT:
        yield f"{table}_no_delete", table, "DELETE", "", "Kept: proof is never deleted."
    for table in APPEND_ONLY:
        yield f"{table}_no_update", table, "UPDATE", "", "Kept: this row never changes."
    yield f"{CERTIFICATE}_frozen", CERTIFICATE, "UPDATE", refused(), "Kept: what is printed never changes."


def forwards(apps, schema_editor):
    for name, table, event, condition, message in triggers():
        for statement in statements(schema_editor.connection.vendor, name, table, event, condition, message):
            schema_editor.execute(statement)


def statements(vendor, name, table, event, condition, message):
    if vendor == "sqlite":
        when = f"WHEN {condition.replace('IS DISTINCT FROM', 'IS NOT')} " if condition else ""
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {when}"
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
        return
    when = f"WHEN ({condition}) " if condition else ""
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
    yield f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {when}EXECUTE FUNCTION {name}()"


def backwards(apps, schema_editor):
    for name, table, _event, _condition, _message in triggers():
        on = "" if schema_editor.connection.vendor == "sqlite" else f" ON {table}"
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
        if on:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")


class Migration(migrations.Migration):
    dependencies = [("certificates", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards, elidable=False)]
