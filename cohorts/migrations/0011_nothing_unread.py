"""When a booking last changed, and by which code somebody checked in, was read by nobody."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0010_pairing")]

    operations = [
        migrations.RemoveField(model_name="booking", name="changed_at"),
        migrations.RemoveField(model_name="checkin", name="way"),
    ]
