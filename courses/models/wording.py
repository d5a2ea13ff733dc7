"""Lists of words that editors keep: what learners may look up, what to say instead, and places worth a look."""

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail.search import index

from courses.glossary import Glossary, Term
from courses.models.topic import language_choices


class GlossaryTermQuerySet(models.QuerySet["GlossaryTerm"]):
    """Named reads of the glossary."""

    def terms(self) -> list[Term]:
        """Each as its texts are searched for it."""
        return [row.as_term() for row in self.only("term", "meaning", "other_forms")]

    def of(self, page: Page) -> Glossary:
        """What a page in its own language explains. Nothing is asked of the database before there is text."""
        language = Locale.objects.filter(pk=page.locale_id).values("language_code")
        return Glossary(self.filter(language__in=language).terms)


class GlossaryTerm(index.Indexed, models.Model):
    """One word that learners may not know, and what it means here. Lessons explain it where it stands first."""

    term = models.CharField(_("term"), max_length=60)
    meaning = models.CharField(_("meaning"), max_length=250, help_text=_("One plain sentence."))
    other_forms = models.CharField(
        _("other forms"),
        max_length=150,
        blank=True,
        help_text=_("With commas. An s at the end is found by itself. Example: mentored, mentoring."),
    )
    language = models.CharField(
        _("language"),
        max_length=15,
        choices=language_choices,
        default=settings.LANGUAGE_CODE,
        help_text=_("The word is explained in lessons that are written in this language."),
    )

    objects = GlossaryTermQuerySet.as_manager()

    search_fields = [
        index.SearchField("term"),
        index.AutocompleteField("term"),
        index.SearchField("meaning"),
    ]

    class Meta:
        ordering = ["term"]
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")
        constraints = [models.UniqueConstraint(fields=["language", "term"], name="glossary_term_once_per_language")]

    def __str__(self) -> str:
        return self.term

    def as_term(self) -> Term:
        """The word with its other forms."""
        forms = [form.strip() for form in self.other_forms.split(",")]
        return Term(self.pk, self.term, self.meaning, tuple(form for form in forms if form))


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


class ResourceQuerySet(models.QuerySet["Resource"]):
    """Named reads of resources."""

    def amiss(self) -> dict[int, str]:
        """What is worth a look, in words, for each resource that is not all right: one query."""
        without = self.filter(page=None, link="") | self.exclude(no_answer_on=None)
        return {resource.pk: resource.what_is_amiss() for resource in without}


class Resource(index.Indexed, models.Model):
    """One place worth a look, kept once and used in many lessons. Learners see it once it has an address or a page."""

    title = models.CharField(_("title"), max_length=150, unique=True)
    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("For a place on this site. Example: another course."),
    )
    link = models.URLField(
        _("address"),
        blank=True,
        help_text=_("For a place elsewhere. Learners see nothing of it while there is neither an address nor a page."),
    )
    why = models.CharField(_("why it is worth a look"), max_length=300)
    checked_on = models.DateField(
        _("checked on"), null=True, blank=True, help_text=_("The day on which somebody last had a look at it.")
    )
    no_answer_on = models.DateField(_("did not answer on"), null=True, editable=False)

    objects = ResourceQuerySet.as_manager()

    search_fields = [index.SearchField("title"), index.AutocompleteField("title"), index.SearchField("why")]

    class Meta:
        ordering = ["title"]
        verbose_name = _("resource")
        verbose_name_plural = _("resources")

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """Where it is: the page while that is published, else the address; empty where learners can go nowhere."""
        if self.page is not None and self.page.live:
            return self.page.url or self.link
        return self.link

    def what_is_amiss(self) -> str:
        """What an editor should look at; empty where all is well."""
        if self.no_answer_on is not None:
            day = date_format(self.no_answer_on, "j F Y")
            return gettext("This link did not answer on %(day)s.") % {"day": day}
        if self.page_id is None and not self.link:
            return gettext("It has no address yet, so learners do not see it.")
        return ""
