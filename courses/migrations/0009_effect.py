from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0008_reviews")]

    operations = [
        migrations.AddField(
            model_name="modulepage",
            name="effect",
            field=models.CharField(
                choices=[("FROM_NOW_ON", "From now on"), ("ASK_REFRESH", "Ask for a refresh")],
                db_default="FROM_NOW_ON",
                default="FROM_NOW_ON",
                max_length=11,
                verbose_name="what the changed rule means",
            ),
        )
    ]
