"""A question to HR knows whose HR was asked. One from before goes to the office, which passes it on."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("learning", "0005_nothing_unread"),
        ("people", "0007_data_file"),
    ]

    operations = [
        migrations.AddField(
            "question",
            "organisation",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.organisation",
            ),
        ),
    ]
