"""An entry may lead to the one it was merged into; an organisation may be closed from a day on."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("people", "0002_groups")]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="closed_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="closed on"),
        ),
        migrations.AddField(
            model_name="user",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged_from",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(active=False), name="organisation_closed_is_not_active"
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=Q(merged_into__isnull=True)
                | Q(is_active=False, email__isnull=True) & ~Q(merged_into=F("id")),
                name="user_merged_away_is_closed",
            ),
        ),
    ]
