"""Reverse mentoring: pairings, their meetings, and private notes on them."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cohorts", "0009_calendar_feed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Pairing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PROPOSED", "Proposed"),
                            ("MENTOR_AGREED", "The mentor has said yes"),
                            ("MEETING", "Meeting"),
                            ("PAUSED", "Paused"),
                            ("ENDED", "Ended"),
                            ("DECLINED", "Declined"),
                        ],
                        default="PROPOSED",
                        max_length=13,
                    ),
                ),
                ("form_key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("paused_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("called_at", models.DateTimeField(blank=True, null=True)),
                (
                    "manages",
                    models.BooleanField(default=False, verbose_name="One manages the other, or somebody close"),
                ),
                (
                    "live_case",
                    models.BooleanField(
                        default=False, verbose_name="The mentor has told us of an open case or complaint"
                    ),
                ),
                (
                    "same_patch",
                    models.BooleanField(
                        default=False, verbose_name="The mentee decides about the place where the mentor lives"
                    ),
                ),
                (
                    "named",
                    models.BooleanField(
                        default=False, verbose_name="One of them asked not to be matched with the other"
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("offer_amount", models.CharField(blank=True, max_length=100)),
                (
                    "offer_answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("YES", "Yes, all of it"),
                            ("LESS", "Yes, but less"),
                            ("NO", "No, thank you"),
                            ("GIVE", "Give it to a cause"),
                        ],
                        max_length=4,
                    ),
                ),
                ("offer_detail", models.CharField(blank=True, max_length=200)),
                ("offer_answered_at", models.DateTimeField(blank=True, null=True)),
                ("first_held_on", models.DateField(blank=True, null=True)),
                ("shares", models.TextField(blank=True, max_length=500)),
                ("off_limits", models.TextField(blank=True, max_length=500)),
                ("mentor_rules_at", models.DateTimeField(blank=True, null=True)),
                ("mentor_words", models.CharField(blank=True, max_length=300)),
                ("mentor_nudges_off", models.BooleanField(default=False)),
                ("mentee_rules_at", models.DateTimeField(blank=True, null=True)),
                ("mentee_words", models.CharField(blank=True, max_length=300)),
                ("mentee_nudges_off", models.BooleanField(default=False)),
                (
                    "another_wanted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cohorts.membership",
                    ),
                ),
                (
                    "call_wanted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cohorts.membership",
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pairings", to="cohorts.cohort"
                    ),
                ),
                (
                    "coordinator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "mentee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mentored", to="cohorts.membership"
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mentoring", to="cohorts.membership"
                    ),
                ),
                (
                    "offer_marked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paused_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cohorts.membership",
                    ),
                ),
            ],
            options={
                "verbose_name": "pairing",
                "verbose_name_plural": "pairings",
                "ordering": ["-proposed_at", "-pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("planned_at", models.DateTimeField(blank=True, null=True)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("travel", models.CharField(blank=True, max_length=200)),
                ("held_on", models.DateField(blank=True, null=True)),
                ("mentor_said_at", models.DateTimeField(blank=True, null=True)),
                ("mentee_said_at", models.DateTimeField(blank=True, null=True)),
                (
                    "pairing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="cohorts.pairing"
                    ),
                ),
            ],
            options={
                "verbose_name": "meeting",
                "verbose_name_plural": "meetings",
                "ordering": ["pairing", "number"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="MeetingNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(blank=True, max_length=5000)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("cleared_line", models.CharField(blank=True, max_length=300)),
                ("cleared_at", models.DateTimeField(blank=True, null=True)),
                ("mentor_yes_at", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cohorts.membership"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="cohorts.meeting"
                    ),
                ),
            ],
            options={
                "verbose_name": "private note on a meeting",
                "verbose_name_plural": "private notes on meetings",
                "ordering": ["meeting", "author"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "author"), name="meeting_note_once_per_author"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cleared_at__isnull", True), ("cleared_line", ""), ("mentor_yes_at__isnull", True)
                            ),
                            models.Q(("cleared_at__isnull", False), models.Q(("cleared_line", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="meeting_note_cleared_has_its_line",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="pairing",
            constraint=models.CheckConstraint(
                condition=models.Q(("mentor", models.F("mentee")), _negated=True), name="pairing_is_of_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="pairing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("ENDED", "DECLINED")), _negated=True),
                fields=("mentor", "mentee"),
                name="pairing_one_living_per_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="pairing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("live_case", False), ("manages", False), ("named", False), ("same_patch", False)),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="pairing_warning_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="pairing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("offer_answer", ""), ("offer_answered_at__isnull", True)),
                    models.Q(models.Q(("offer_answer", ""), _negated=True), ("offer_answered_at__isnull", False)),
                    _connector="OR",
                ),
                name="pairing_offer_answered_has_its_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="pairing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_held_on__isnull", True), models.Q(("offer_answer", ""), _negated=True), _connector="OR"
                ),
                name="pairing_no_meeting_before_the_offer",
            ),
        ),
        migrations.AddConstraint(
            model_name="pairing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", False), ("state__in", ("ENDED", "DECLINED"))),
                    models.Q(models.Q(("state__in", ("ENDED", "DECLINED")), _negated=True), ("ended_at__isnull", True)),
                    _connector="OR",
                ),
                name="pairing_over_has_its_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(fields=("pairing", "number"), name="meeting_once_per_number"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gt", 0)), name="meeting_numbers_begin_with_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("held_on__isnull", False),
                    models.Q(("mentee_said_at__isnull", True), ("mentor_said_at__isnull", True)),
                    _connector="OR",
                ),
                name="meeting_said_has_its_day",
            ),
        ),
    ]
