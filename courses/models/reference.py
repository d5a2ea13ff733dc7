"""Small facts that many lessons use: evidence, and what a place calls things."""

from collections.abc import Collection

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.search import index

from courses.gates import SAFETY_WORDS
from people.models import Organisation


class EvidenceRecord(index.Indexed, models.Model):
    """One finding, in a sentence that may be shown, with its period, its kind and its caution."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    sentence = models.TextField(_("sentence"), max_length=500)
    period_and_kind = models.CharField(_("period and kind of study"), max_length=200)
    caution = models.TextField(_("caution"), max_length=500)
    link = models.URLField(_("source"), blank=True)

    search_fields = [index.SearchField("sentence"), index.AutocompleteField("code")]

    class Meta:
        ordering = ["code"]
        verbose_name = _("evidence record")
        verbose_name_plural = _("evidence records")

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence[:60]}"


def organisation_of(request: HttpRequest) -> Organisation | None:
    """The organisation of whoever asks; none for a visitor."""
    user = getattr(request, "user", None)
    return user.organisation if user is not None and user.is_authenticated else None


def parents_of(page: Page, request: HttpRequest) -> list[dict[str, str]]:
    """The pages above this one, from the catalogue down, for the trail at the top."""
    above = page.get_ancestors().filter(depth__gt=2).live()
    return [{"title": parent.title, "url": parent.get_url(request)} for parent in above]


class LocalWordQuerySet(models.QuerySet):
    """Named reads of local words."""

    def of(self, organisation: Organisation | None) -> dict[str, str]:
        """What this organisation calls things; for a visitor, what the first active organisation does."""
        if organisation is None:
            first = Organisation.objects.filter(active=True).order_by("pk").values("pk")[:1]
            rows = self.filter(organisation__in=first)
        else:
            rows = self.filter(organisation=organisation)
        return dict(rows.values_list("word", "value"))

    def counts(self, organisations: Collection[int]) -> dict[int, tuple[int, int]]:
        """For each organisation: how many words are filled, and how many of them are telephone numbers for safety."""
        filled = self.filter(organisation__in=organisations).exclude(value="").order_by()
        safety = models.Count("pk", filter=models.Q(word__in=SAFETY_WORDS))
        rows = filled.values_list("organisation").annotate(n=models.Count("pk"), safety=safety)
        found = {organisation: (n, numbers) for organisation, n, numbers in rows}
        return {pk: found.get(pk, (0, 0)) for pk in organisations}

    def missing(self, words: Collection[str]) -> dict[str, list[str]]:
        """Of these words, those that some active organisation has not filled: word -> names of organisations."""
        if not words:
            return {}
        organisations = list(Organisation.objects.filter(active=True))
        filled = set(self.filter(word__in=words).exclude(value="").values_list("organisation_id", "word"))
        found = {
            word: [place.name for place in organisations if (place.pk, word) not in filled] for word in sorted(words)
        }
        return {word: places for word, places in found.items() if places}


class LocalWord(models.Model):
    """What one organisation calls one thing: {hub}, {adult care number}. Lessons hold the brace, never the value."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    word = models.CharField(_("word"), max_length=40, help_text=_("Without its braces. Example: hub contact."))
    value = models.CharField(_("what it is here"), max_length=200)

    objects = LocalWordQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "word"]
        verbose_name = _("local word")
        verbose_name_plural = _("local words")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "word"], name="local_word_once_per_organisation")
        ]

    def __str__(self) -> str:
        return f"{{{self.word}}}"
