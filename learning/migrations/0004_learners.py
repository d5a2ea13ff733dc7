"""What learners ask and are answered, their promises asked after, twelve weeks on."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0012_words_and_links"),
        ("learning", "0003_later"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form_key", models.UUIDField(unique=True)),
                (
                    "used",
                    models.CharField(
                        blank=True,
                        choices=[("SEVERAL", "Several times"), ("ONE", "Once"), ("NOT_YET", "Not yet")],
                        max_length=7,
                    ),
                ),
                (
                    "pointed",
                    models.CharField(
                        blank=True,
                        choices=[("YES", "Yes"), ("NO", "No"), ("RATHER_NOT", "I would rather not say")],
                        max_length=10,
                    ),
                ),
                (
                    "in_the_way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("TIME", "Time"),
                            ("NOWHERE", "Nowhere to point to"),
                            ("ALLOWED", "Not sure I was allowed"),
                            ("NOT_COME_UP", "It did not come up"),
                            ("OTHER", "Something else"),
                        ],
                        max_length=11,
                    ),
                ),
                ("changed", models.TextField(blank=True, max_length=1000)),
                ("answered_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["enrolment"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Obstacle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("form_key", models.UUIDField(unique=True)),
                ("text", models.TextField(max_length=1000)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "state",
                    models.CharField(
                        choices=[("OPEN", "Waiting for an answer"), ("ANSWERED", "Answered")],
                        default="OPEN",
                        max_length=8,
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=1000)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "obstacle",
                "verbose_name_plural": "obstacles",
                "ordering": ["-asked_at", "-pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("form_key", models.UUIDField(unique=True)),
                ("text", models.TextField(max_length=1000)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "state",
                    models.CharField(
                        choices=[("OPEN", "Waiting for an answer"), ("ANSWERED", "Answered")],
                        default="OPEN",
                        max_length=8,
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=1000)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "to",
                    models.CharField(
                        choices=[("TRAINER", "My trainer"), ("HR", "HR"), ("OFFICE", "The people who run this site")],
                        max_length=7,
                    ),
                ),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
                "ordering": ["-asked_at", "-pk"],
                "default_permissions": ("view",),
            },
        ),
        migrations.RemoveConstraint(
            model_name="confidenceanswer",
            name="confidence_once",
        ),
        migrations.AddField(
            model_name="practiceentry",
            name="changed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="promise",
            name="answered_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="promise",
            name="ask_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="promise",
            name="kept",
            field=models.CharField(
                blank=True,
                choices=[("YES", "Yes"), ("PARTLY", "Partly"), ("NOT_YET", "Not yet")],
                db_default="",
                default="",
                max_length=7,
            ),
        ),
        migrations.AddConstraint(
            model_name="confidenceanswer",
            constraint=models.UniqueConstraint(
                fields=("enrolment", "lesson", "block_id", "moment", "item"), name="confidence_once_per_moment"
            ),
        ),
        migrations.AddField(
            model_name="followup",
            name="enrolment",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="follow_up", to="learning.enrolment"
            ),
        ),
        migrations.AddField(
            model_name="obstacle",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="obstacle",
            name="enrolment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="learning.enrolment"
            ),
        ),
        migrations.AddField(
            model_name="obstacle",
            name="entry",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="obstacle",
                to="learning.practiceentry",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="completion",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="learning.modulecompletion",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="enrolment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="learning.enrolment",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="obstacle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", ""), ("answered_at__isnull", True), ("answered_by__isnull", True), ("state", "OPEN")
                    ),
                    models.Q(
                        ("answered_at__isnull", False), ("state", "ANSWERED"), models.Q(("answer", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="obstacle_answered_has_its_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", ""), ("answered_at__isnull", True), ("answered_by__isnull", True), ("state", "OPEN")
                    ),
                    models.Q(
                        ("answered_at__isnull", False), ("state", "ANSWERED"), models.Q(("answer", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="question_answered_has_its_answer",
            ),
        ),
    ]
