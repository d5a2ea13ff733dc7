"""Glossary terms in a language, with other forms; resources on a page of the site, and links that did not answer."""

import django.db.models.deletion
from django.db import migrations, models

import courses.models.topic


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0011_translation"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="glossaryterm",
            name="language",
            field=models.CharField(
                choices=courses.models.topic.language_choices,
                default="en-gb",
                help_text="The word is explained in lessons that are written in this language.",
                max_length=15,
                verbose_name="language",
            ),
        ),
        migrations.AddField(
            model_name="glossaryterm",
            name="other_forms",
            field=models.CharField(
                blank=True,
                help_text="With commas. An s at the end is found by itself. Example: mentored, mentoring.",
                max_length=150,
                verbose_name="other forms",
            ),
        ),
        migrations.AddField(
            model_name="resource",
            name="no_answer_on",
            field=models.DateField(editable=False, null=True, verbose_name="did not answer on"),
        ),
        migrations.AddField(
            model_name="resource",
            name="page",
            field=models.ForeignKey(
                blank=True,
                help_text="For a place on this site. Example: another course.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="wagtailcore.page",
                verbose_name="page",
            ),
        ),
        migrations.AlterField(
            model_name="glossaryterm",
            name="term",
            field=models.CharField(max_length=60, verbose_name="term"),
        ),
        migrations.AlterField(
            model_name="resource",
            name="checked_on",
            field=models.DateField(
                blank=True,
                help_text="The day on which somebody last had a look at it.",
                null=True,
                verbose_name="checked on",
            ),
        ),
        migrations.AlterField(
            model_name="resource",
            name="link",
            field=models.URLField(
                blank=True,
                help_text="For a place elsewhere. Learners see nothing of it while there is neither an address nor a page.",
                verbose_name="address",
            ),
        ),
        migrations.AddConstraint(
            model_name="glossaryterm",
            constraint=models.UniqueConstraint(fields=("language", "term"), name="glossary_term_once_per_language"),
        ),
    ]
