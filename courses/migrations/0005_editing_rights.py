"""Editors keep the lists that courses are written with."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

EDITORS = "Editors"  # the name of people.permissions.EDITORS, written out: a migration never changes with the code
SNIPPETS = ("audience", "confidencescale", "glossaryterm", "jargonword", "resource", "rubric")


def permission(apps: Apps, model: str, verb: str) -> object:
    """The permission, made here where the signal that makes it after all migrations has not run yet."""
    kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="courses", model=model)
    found, _made = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=f"{verb}_{model}", defaults={"name": f"Can {verb} {model}"}
    )
    return found


def give(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The group has them, whatever it had before."""
    group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=EDITORS)
    for model in SNIPPETS:
        for verb in ("add", "change", "delete", "view"):
            group.permissions.add(permission(apps, model, verb))


class Migration(migrations.Migration):
    dependencies = [("courses", "0004_editing"), ("courses", "0002_editors")]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
