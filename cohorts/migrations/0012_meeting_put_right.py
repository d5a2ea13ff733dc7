"""A meeting that was noted by mistake can be put right, and says who did it and what stood before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0011_nothing_unread")]

    operations = [
        migrations.AddField("meeting", "changes", models.PositiveIntegerField(db_default=0, default=0)),
        migrations.AddField("meeting", "changed_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "meeting", "changed_by", models.CharField(blank=True, db_default="", default="", max_length=11)
        ),
        migrations.AddField(
            "meeting", "changed_why", models.CharField(blank=True, db_default="", default="", max_length=300)
        ),
        migrations.AddField("meeting", "day_before", models.DateField(blank=True, null=True)),
        migrations.AddConstraint(
            "meeting",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("changed_at__isnull", True),
                        ("changed_by", ""),
                        ("changed_why", ""),
                        ("day_before__isnull", True),
                    ),
                    models.Q(
                        ("changed_at__isnull", False),
                        ("changed_by__in", ["mentor", "mentee", "coordinator"]),
                        ("day_before__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="meeting_change_is_whole",
            ),
        ),
    ]
