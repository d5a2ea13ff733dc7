"""No session is without its poster's token."""

from django.db import migrations, models

import cohorts.models.session


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0007_poster_tokens")]

    operations = [
        migrations.AlterField(
            "session",
            "poster_token",
            models.CharField(max_length=22, unique=True, editable=False, default=cohorts.models.session.new_token),
        ),
    ]
