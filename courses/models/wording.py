"""Lists of words that editors keep: what learners may look up, what to say instead, and places worth a look."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index


class GlossaryTerm(index.Indexed, models.Model):
    """One word that learners may not know, and what it means here."""

    term = models.CharField(_("term"), max_length=60, unique=True)
    meaning = models.CharField(_("meaning"), max_length=250, help_text=_("One plain sentence."))

    search_fields = [
        index.SearchField("term"),
        index.AutocompleteField("term"),
        index.SearchField("meaning"),
    ]

    class Meta:
        ordering = ["term"]
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")

    def __str__(self) -> str:
        return self.term


class JargonWord(index.Indexed, models.Model):
    """One word that editors are warned about, and what to say instead."""

    word = models.CharField(_("word"), max_length=60, unique=True, help_text=_("Example: case load."))
    try_instead = models.CharField(_("try"), max_length=150, help_text=_("Example: people we help."))

    search_fields = [
        index.SearchField("word"),
        index.AutocompleteField("word"),
        index.SearchField("try_instead"),
    ]

    class Meta:
        ordering = ["word"]
        verbose_name = _("word to avoid")
        verbose_name_plural = _("words to avoid")

    def __str__(self) -> str:
        return self.word


class Resource(index.Indexed, models.Model):
    """One place worth a look, kept once and used in many lessons."""

    title = models.CharField(_("title"), max_length=150, unique=True)
    link = models.URLField(_("address"))
    why = models.CharField(_("why it is worth a look"), max_length=300)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    search_fields = [index.SearchField("title"), index.AutocompleteField("title"), index.SearchField("why")]

    class Meta:
        ordering = ["title"]
        verbose_name = _("resource")
        verbose_name_plural = _("resources")

    def __str__(self) -> str:
        return self.title
