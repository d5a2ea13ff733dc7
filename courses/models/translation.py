"""A page in another language, and whether somebody who speaks it has cleared it."""

from typing import Any

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language_info
from wagtail.models import Page, PageLogEntry

from courses.advice import Advice, behind_advice, below_advice, older_advice
from courses.models.edition import Edition

NAMES = {"en-gb": "English"}  # where Django says something else


class Translation(models.Model):
    """One page that began as a copy in another language. Until it is cleared, the gates keep it from the public.

    Who cleared it stands in the page's history.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    cleared_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True  # it goes with its page

    class Meta:
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.page.title


def is_waiting(page: Page) -> bool:
    """Whether nobody has cleared this translation yet. A page that is none waits for nobody."""
    return page.pk is not None and Translation.objects.filter(page=page.pk, cleared_at=None).exists()


def language_name(code: str) -> str:
    """What a language is called here: "Welsh"."""
    return NAMES.get(code) or str(get_language_info(code)["name_translated"])


def own_name(code: str) -> str:
    """What a language calls itself: "Cymraeg"."""
    return NAMES.get(code) or str(get_language_info(code)["name_local"])


def in_languages(page: Page) -> list[Page]:
    """This page and what says the same in other languages, all of them live; none where it stands alone. One query."""
    same = Page.objects.live().filter(translation_key=page.translation_key).select_related("locale").order_by("path")
    found = list(same)
    return found if any(other.pk != page.pk for other in found) else []


def pages_behind() -> models.QuerySet[Any]:
    """Every translation whose first page was published after it was: ``written_to`` says how far it goes.

    A translation that was never published goes as far as the day it was begun. ``first_…`` is the page in the language
    that it was translated from.
    """
    translations = Translation.objects.values("page")
    first = Page.objects.live().filter(translation_key=OuterRef("translation_key")).exclude(pk__in=translations)
    begun = PageLogEntry.objects.filter(page=OuterRef("pk")).order_by("timestamp").values("timestamp")
    facts = {"pk": "pk", "path": "path", "language": "locale__language_code", "published": "last_published_at"}
    read = {f"first_{name}": Subquery(first.order_by("pk").values(field)[:1]) for name, field in facts.items()}
    return (
        Page.objects.filter(pk__in=translations)
        .annotate(written_to=Coalesce(F("last_published_at"), Subquery(begun[:1])), **read)
        .filter(first_published__gt=F("written_to"))
        .select_related("locale")
        .order_by("path")
    )


def in_step_advice(page: Page) -> list[Advice]:
    """How this page and those below it stand to the same in other languages. One query where nothing is behind."""
    if not page.path:
        return []
    near = Q(path__startswith=page.path) | Q(first_path__startswith=page.path)
    return advice_from(page, list(pages_behind().filter(near)))


def advice_from(page: Page, behind: list[Any]) -> list[Advice]:
    """Advice about translations, from the rows of ``pages_behind``."""
    older = [row for row in behind if row.first_pk == page.pk]
    return [
        *(_behind_line(page, row) for row in behind if row.pk == page.pk),
        *older_advice([(language_name(row.locale.language_code), _form(row.pk)) for row in older]),
        *below_advice(_count_below(page, behind)),
    ]


def lines_from(page: Page, behind: list[Any]) -> int:
    """How many lines ``advice_from`` would give, without a query."""
    own = sum(row.pk == page.pk for row in behind)
    return own + any(row.first_pk == page.pk for row in behind) + bool(_count_below(page, behind))


def _count_below(page: Page, behind: list[Any]) -> int:
    return sum(
        (row.path.startswith(page.path) and row.pk != page.pk)
        or (row.first_path.startswith(page.path) and row.first_pk != page.pk)
        for row in behind
    )


def _behind_line(page: Page, row: Any) -> Advice:
    """What the first says that this does not: its publication before, beside the one that people read now."""
    known = Edition.objects.filter(page=row.first_pk, published_at__lte=row.written_to).order_by("-number")
    before = known.values_list("revision", flat=True).first() or "earliest"
    return behind_advice(
        language=language_name(row.first_language),
        kind=str(page._meta.verbose_name),
        day=date_format(timezone.localdate(row.first_published), "j F Y"),
        was_published=row.last_published_at is not None,
        compare=reverse("wagtailadmin_pages:revisions_compare", args=[row.first_pk, before, "live"]),
    )


def _form(key: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[key])
