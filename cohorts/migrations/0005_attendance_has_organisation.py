"""No line of a register is without the organisation of the day."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0004_attendance_post_filled")]

    operations = [
        migrations.AlterField(
            "attendance",
            "organisation",
            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"),
        ),
        migrations.AlterField("attendance", "department_path", models.CharField(blank=True, max_length=400)),
        migrations.AlterField("attendance", "staff_role_name", models.CharField(blank=True, max_length=100)),
        migrations.AlterField("attendance", "job_title", models.CharField(blank=True, max_length=150)),
        migrations.AlterField("attendance", "cost_centre", models.CharField(blank=True, max_length=30)),
    ]
