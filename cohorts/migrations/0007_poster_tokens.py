"""Sessions that were there before posters get what their poster's address ends in."""

import secrets

from django.db import migrations


def fill(apps, schema_editor):
    """Each its own."""
    sessions = apps.get_model("cohorts", "Session").objects
    for pk in sessions.filter(poster_token__isnull=True).values_list("pk", flat=True).iterator():
        sessions.filter(pk=pk).update(poster_token=secrets.token_urlsafe(16))


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0006_booking")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
