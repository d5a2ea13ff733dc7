"""The file with somebody's own data, and the wish to be forgotten."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_reminders"),
    ]

    operations = [
        migrations.CreateModel(
            name="DataFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("form_key", models.UUIDField(unique=True)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("WAITING", "Waiting"),
                            ("BUILDING", "Being made"),
                            ("READY", "Ready"),
                            ("GONE", "No longer kept"),
                        ],
                        default="WAITING",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("path", models.CharField(blank=True, max_length=200)),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="checksum")),
                ("size", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="size")),
                ("until", models.DateTimeField(blank=True, null=True, verbose_name="kept until")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "file with own data",
                "verbose_name_plural": "files with own data",
                "ordering": ["-asked_at", "-pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["WAITING", "BUILDING"])),
                        fields=("person",),
                        name="data_file_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "READY"), _negated=True),
                            models.Q(
                                ("size__gt", 0),
                                ("until__isnull", False),
                                models.Q(("path", ""), _negated=True),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="data_file_ready_has_its_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("state", "GONE"), _negated=True), ("path", ""), _connector="OR"),
                        name="data_file_gone_has_none",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RightsRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form_key", models.UUIDField(unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("ERASURE", "To be forgotten")], default="ERASURE", max_length=8, verbose_name="kind"
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked")),
                ("kept_until", models.DateField(blank=True, null=True, verbose_name="kept until")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="all gone")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "request about own data",
                "verbose_name_plural": "requests about own data",
                "ordering": ["-asked_at", "-pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("person", "kind"), name="rights_request_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kept_until__isnull", False), ("ended_at__isnull", False), _connector="OR"),
                        name="rights_request_keeps_or_ended",
                    ),
                ],
            },
        ),
    ]
