"""Places at sessions, check-ins, places asked for, wishes for a date."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cohorts", "0005_attendance_has_organisation"),
        ("courses", "0012_words_and_links"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Booking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("BOOKED", "Booked"),
                            ("WAITING", "On the waiting list"),
                            ("OFFERED", "A place is offered"),
                            ("GIVEN_UP", "Given up"),
                        ],
                        default="BOOKED",
                        max_length=8,
                    ),
                ),
                ("needs", models.TextField(blank=True, max_length=500)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("offered_until", models.DateTimeField(blank=True, null=True)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "booking",
                "verbose_name_plural": "bookings",
                "ordering": ["session", "asked_at", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="CheckIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name_given", models.CharField(blank=True, max_length=100)),
                ("form_key", models.UUIDField(blank=True, null=True, unique=True)),
                (
                    "way",
                    models.CharField(
                        choices=[("POSTER", "The poster"), ("SCREEN", "The code on the screen")], max_length=6
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "check-in",
                "verbose_name_plural": "check-ins",
                "ordering": ["session", "at", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="DateWish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wished_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("told_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "wish for a date",
                "verbose_name_plural": "wishes for a date",
                "ordering": ["wished_at", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PlaceRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("WAITING", "Waiting list"), ("APPROVAL", "Waiting for the trainer")], max_length=8
                    ),
                ),
                ("form_key", models.UUIDField(blank=True, null=True, unique=True)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("offered_until", models.DateTimeField(blank=True, null=True)),
                (
                    "closed_as",
                    models.CharField(
                        blank=True,
                        choices=[("JOINED", "Joined"), ("REFUSED", "Not this time"), ("GIVEN_UP", "Given up")],
                        max_length=8,
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "place asked for",
                "verbose_name_plural": "places asked for",
                "ordering": ["cohort", "asked_at", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="session",
            name="capacity",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="places"),
        ),
        migrations.AddField(
            model_name="session",
            name="costs",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, verbose_name="travel and care costs"
            ),
        ),
        migrations.AddField(
            model_name="session",
            name="food",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=150, verbose_name="food and drink"
            ),
        ),
        migrations.AddField(
            model_name="session",
            name="poster_token",
            field=models.CharField(editable=False, max_length=22, null=True, unique=True),
        ),
        migrations.AlterField(
            model_name="cohort",
            name="join_policy",
            field=models.CharField(
                choices=[
                    ("CODE", "Anyone with the code"),
                    ("APPROVAL", "Anyone with the code, once a trainer agrees"),
                    ("INVITATION", "Only people the trainer adds"),
                ],
                default="CODE",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__isnull", True), ("capacity__gt", 0), _connector="OR"),
                name="session_capacity_is_positive",
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="membership",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="bookings", to="cohorts.membership"
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="bookings", to="cohorts.session"
            ),
        ),
        migrations.AddField(
            model_name="checkin",
            name="membership",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cohorts.membership",
            ),
        ),
        migrations.AddField(
            model_name="checkin",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="check_ins", to="cohorts.session"
            ),
        ),
        migrations.AddField(
            model_name="datewish",
            name="course",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.coursepage"
            ),
        ),
        migrations.AddField(
            model_name="datewish",
            name="module",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="courses.modulepage",
            ),
        ),
        migrations.AddField(
            model_name="datewish",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="placerequest",
            name="closed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="placerequest",
            name="cohort",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="place_requests", to="cohorts.cohort"
            ),
        ),
        migrations.AddField(
            model_name="placerequest",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.UniqueConstraint(fields=("session", "membership"), name="booking_once_per_member"),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("offered_until__isnull", False), ("state", "OFFERED")),
                    models.Q(models.Q(("state", "OFFERED"), _negated=True), ("offered_until__isnull", True)),
                    _connector="OR",
                ),
                name="booking_offered_has_its_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.UniqueConstraint(fields=("session", "membership"), name="check_in_once_per_member"),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("membership__isnull", False), ("name_given", "")),
                    models.Q(("membership__isnull", True), models.Q(("name_given", ""), _negated=True)),
                    _connector="OR",
                ),
                name="check_in_has_a_member_or_a_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="datewish",
            constraint=models.UniqueConstraint(
                condition=models.Q(("told_at__isnull", True)),
                fields=("person", "course", "module"),
                name="date_wish_one_open",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="placerequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_as", "")), fields=("cohort", "person"), name="place_request_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="placerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_as", ""), ("closed_at__isnull", True)),
                    models.Q(models.Q(("closed_as", ""), _negated=True), ("closed_at__isnull", False)),
                    _connector="OR",
                ),
                name="place_request_closed_has_its_time",
            ),
        ),
    ]
