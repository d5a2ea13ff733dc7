"""What somebody had typed when their sign-in ran out."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_own_settings")]

    operations = [
        migrations.CreateModel(
            name="HeldForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("browser", models.CharField(max_length=64)),
                ("address", models.CharField(max_length=1000)),
                ("sealed", models.TextField()),
                ("held_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="held_forms",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "held form",
                "verbose_name_plural": "held forms",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("person", "browser"), name="held_form_one_per_browser")
                ],
            },
        ),
    ]
