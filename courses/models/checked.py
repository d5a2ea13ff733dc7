"""What pages are read against: the words to avoid, the languages of the site, and the words of each place."""

from typing import Any

from django.conf import settings
from wagtail.models import Page

from courses import gates
from courses.models.reference import LocalWord
from courses.models.wording import JargonWord


def words_to_avoid() -> dict[str, str]:
    """Each word on the editors' list, and what to say instead."""
    return dict(JargonWord.objects.values_list("word", "try_instead"))


def languages_missing(page: Page) -> list[str]:
    """The languages of the site, by name, that this page is not there in. None while the site speaks one."""
    languages = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    if len(languages) < 2 or not page.pk:
        return []
    there = set(page.get_translations(inclusive=True).values_list("locale__language_code", flat=True))
    return [str(name) for code, name in languages.items() if code not in there]


def drafts_of(model: type[Page], above: Page) -> list[Any]:
    """The pages of this kind below another as they were last saved, read at once however many they are."""
    pages = model.objects.descendant_of(above).select_related("latest_revision").order_by("path")
    return [page.with_content_json(page.latest_revision.content) if page.latest_revision else page for page in pages]


def plan_problems(plan: Any) -> list[gates.Problem]:
    """What stops a module with this plan: words that a place has not filled, and fields that a draft left empty."""
    stored = plan.get_prep_value()
    missing = LocalWord.objects.missing(gates.words_needed(stored))
    return [*gates.unfilled_problems(stored, missing), *gates.shape_problems(plan, known=[], field="plan")]
