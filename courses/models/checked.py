"""What pages are read against: the words to avoid, the languages of the site, and the words of each place."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from wagtail.models import Page

from courses import gates
from courses.advice import Advice, language_advice
from courses.models.reference import LocalWord
from courses.models.translation import in_step_advice
from courses.models.wording import JargonWord


def words_to_avoid() -> dict[str, str]:
    """Each word on the editors' list, and what to say instead."""
    return dict(JargonWord.objects.values_list("word", "try_instead"))


def languages_missing(pages: Iterable[Page]) -> dict[int, list[str]]:
    """The languages of the site, by name, that each page is not there in, by its key. None while it speaks one."""
    languages = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    keys = {page.pk: page.translation_key for page in pages if page.pk} if len(languages) > 1 else {}
    versions = Page.objects.filter(translation_key__in=keys.values()) if keys else Page.objects.none()
    there = set(versions.values_list("translation_key", "locale__language_code"))
    return {
        page: [str(name) for code, name in languages.items() if (key, code) not in there] for page, key in keys.items()
    }


def languages_told(page: Page) -> list[Advice]:
    """What is worth a look about its languages: those it is not there in, and those that are not in step."""
    return [*language_advice(languages_missing([page]).get(page.pk, [])), *in_step_advice(page)]


def drafts_of(model: type[Page], above: Page) -> list[Any]:
    """The pages of this kind below another as they were last saved, read at once however many they are."""
    pages = model.objects.descendant_of(above).select_related("latest_revision").order_by("path")
    return [page.with_content_json(page.latest_revision.content) if page.latest_revision else page for page in pages]


def plan_problems(plan: Any) -> list[gates.Problem]:
    """What stops a module with this plan."""
    stored = plan.get_prep_value()
    return gates.plan_problems(plan, stored, unfilled=LocalWord.objects.missing(gates.words_needed(stored)))
