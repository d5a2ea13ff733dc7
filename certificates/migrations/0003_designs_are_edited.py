"""Designs are edited: their logos, large print, words for a second one, and the rights of editors.

No table that has triggers is altered, so none is lost; the new table gets its own from 0002.
"""

import importlib
import uuid

from django.db import migrations, models

EDITORS = "Editors"  # the name of people.permissions.EDITORS, written out: a migration never changes with the code
VERBS = ("add", "change", "publish", "view")  # kept, not deleted
ASSET = "certificates_designasset"
triggers = importlib.import_module("certificates.migrations.0002_triggers")
WORDS = {"DELETE": "Kept: proof is never deleted.", "UPDATE": "Kept: this row never changes."}


def keep(apps, schema_editor):
    """The pictures of designs are never changed and never deleted: certificates were printed with them."""
    for event, words in WORDS.items():
        name = f"{ASSET}_no_{event.lower()}"
        for statement in triggers.statements(schema_editor.connection.vendor, name, ASSET, event, "", words):
            schema_editor.execute(statement)


def let_go(apps, schema_editor):
    for event in WORDS:
        name = f"{ASSET}_no_{event.lower()}"
        on = "" if schema_editor.connection.vendor == "sqlite" else f" ON {ASSET}"
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
        if on:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")


def give(apps, schema_editor):
    """Editors may make, change and publish designs, whatever they had before."""
    kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="certificates", model="certificatedesign"
    )
    group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=EDITORS)
    for verb in VERBS:
        permission, _made = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=kind,
            codename=f"{verb}_certificatedesign",
            defaults={"name": f"Can {verb} certificate design"},
        )
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0002_triggers"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="DesignAsset",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("content", models.BinaryField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "picture of designs",
                "verbose_name_plural": "pictures of designs",
                "default_permissions": ("view",),
            },
        ),
        migrations.AddField(
            model_name="certificatedesign",
            name="logos",
            field=models.JSONField(
                blank=True, db_default=models.Value([], models.JSONField()), default=list, verbose_name="logos"
            ),
        ),
        migrations.AlterField(
            model_name="certificatedesign",
            name="layout",
            field=models.CharField(
                choices=[("a4-landscape", "A4, wide"), ("large-print", "A4, tall, in large print")],
                default="a4-landscape",
                max_length=20,
                verbose_name="sheet",
            ),
        ),
        migrations.AlterConstraint(
            model_name="certificatedesign",
            name="design_one_per_route",
            constraint=models.UniqueConstraint(
                condition=models.Q(("organisation__isnull", True), ("route__isnull", False)),
                fields=("route",),
                name="design_one_per_route",
                violation_error_message="This route has a design already. Change that one.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="certificatedesign",
            name="design_one_per_route_and_organisation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("organisation__isnull", False), ("route__isnull", False)),
                fields=("organisation", "route"),
                name="design_one_per_route_and_organisation",
                violation_error_message="This organisation has a design for this route already. Change that one.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="certificatedesign",
            name="design_one_default_per_organisation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("organisation__isnull", False), ("route__isnull", True)),
                fields=("organisation",),
                name="design_one_default_per_organisation",
                violation_error_message="This organisation has a design already. Change that one.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="certificatedesign",
            name="design_one_default_for_all",
            constraint=models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(("organisation__isnull", True), ("route__isnull", True)),
                name="design_one_default_for_all",
                violation_error_message="There is a design for everybody already. Change it, or choose an organisation or a route.",
            ),
        ),
        migrations.RunPython(keep, let_go, elidable=False),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
