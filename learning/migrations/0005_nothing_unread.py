"""When a practice entry last changed was read by nobody."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("learning", "0004_learners")]

    operations = [migrations.RemoveField(model_name="practiceentry", name="changed_at")]
