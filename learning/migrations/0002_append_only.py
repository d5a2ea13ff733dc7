"""What the database itself refuses: changing or removing a sent answer, or the facts of a completion.

Only the three columns of a withdrawal may change. Rows may go while a row stands in the gate table, which the erasure
and retention services write and take away inside one transaction (services/erasure.py). A later migration that changes
one of these tables on SQLite makes it anew and loses its triggers: it calls ``forwards`` again as its last step.
tests/learning/models/test_gate.py tries each of them.
"""

from django.db import migrations

MODELS = ["quizattempt", "scenariorun", "modulecompletion", "coursecompletion", "coursecompletion_rests_on"]
MAY_CHANGE = {"revoked_at", "revoked_by_id", "revoked_why"}
GATE_SHUT = "NOT EXISTS (SELECT 1 FROM learning_appendonlygate)"
SQLITE = """
CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {when}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
FUNCTION = """
CREATE OR REPLACE FUNCTION learning_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM learning_appendonlygate) THEN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$
"""
POSTGRESQL = (
    "CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {when} EXECUTE FUNCTION learning_append_only()"
)


def columns_of(apps, name):
    """The columns of a table that hold facts."""
    if name == "coursecompletion_rests_on":
        model = apps.get_model("learning", "CourseCompletion").rests_on.through
    else:
        model = apps.get_model("learning", name)
    return [field.column for field in model._meta.local_concrete_fields if field.column not in MAY_CHANGE]


def triggers(apps):
    """Each trigger: its name, event, table and condition."""
    for name in MODELS:
        table = f"learning_{name}"
        changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns_of(apps, name))
        yield f"{table}_no_update", "UPDATE", table, changed
        yield f"{table}_no_delete", "DELETE", table, ""


def forwards(apps, schema_editor):
    """Make the triggers; called again, make them anew."""
    backwards(apps, schema_editor)
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    if on_postgresql:
        schema_editor.execute(FUNCTION, params=None)
    for name, event, table, condition in triggers(apps):
        if on_postgresql:
            when = f"({condition or 'true'})"
            schema_editor.execute(POSTGRESQL.format(name=name, event=event, table=table, when=when), params=None)
        else:
            when = f"({condition}) AND {GATE_SHUT}" if condition else GATE_SHUT
            schema_editor.execute(SQLITE.format(name=name, event=event, table=table, when=when), params=None)


def backwards(apps, schema_editor):
    """Take the triggers away."""
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for name, _event, table, _condition in triggers(apps):
        on = f" ON {table}" if on_postgresql else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
    if on_postgresql:
        schema_editor.execute("DROP FUNCTION IF EXISTS learning_append_only()")


class Migration(migrations.Migration):
    dependencies = [("learning", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
