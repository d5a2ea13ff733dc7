"""Each line of a register may say who somebody was on the day: first the columns, empty."""

import django.db.models.deletion
from django.db import migrations, models


def to(model):
    """A column that may be empty, and names a row which may not go."""
    return models.ForeignKey(
        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=model
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cohorts", "0002_invitation"),
        ("people", "0003_merging_and_closing"),
    ]

    operations = [
        migrations.AddField("attendance", "organisation", to("people.organisation")),
        migrations.AddField("attendance", "assignment", to("people.assignment")),
        migrations.AddField("attendance", "department", to("people.department")),
        migrations.AddField("attendance", "department_path", models.CharField(blank=True, default="", max_length=400)),
        migrations.AddField("attendance", "staff_role", to("people.staffrole")),
        migrations.AddField("attendance", "staff_role_name", models.CharField(blank=True, default="", max_length=100)),
        migrations.AddField("attendance", "job_title", models.CharField(blank=True, default="", max_length=150)),
        migrations.AddField("attendance", "cost_centre", models.CharField(blank=True, default="", max_length=30)),
    ]
