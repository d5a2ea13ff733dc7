"""HR sees its organisation's learning records and may ask for files; administrators likewise, of any organisation."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = ["view_learningrecord", "view_export", "add_export"]


def grant(apps, schema_editor):
    """Both groups have the rights; the rows of permissions are made here, earlier than Django would."""
    config = apps.get_app_config("records")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    rights = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="records")
    for name in ("HR", "Administrators"):
        group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*rights.filter(codename__in=RIGHTS))


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial"), ("people", "0002_groups")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
