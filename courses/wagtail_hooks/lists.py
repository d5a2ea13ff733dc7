"""The editors' lists in Wagtail's admin: their menu, what they tell of an organisation, and what stays."""

from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet

from courses.gates import SAFETY_WORDS
from courses.models import LocalWord, Topic
from courses.viewsets import CourseContentGroup
from people.registry import Telling, tell

register_snippet(CourseContentGroup)


def local_words(organisations: list[int]) -> dict[int, str]:
    """For the page of each organisation: how many of its words are filled, the safety numbers among them."""
    words = _("%(words)d filled. Safety numbers: %(numbers)d of %(all)d.")
    counts = LocalWord.objects.counts(organisations)
    return {
        pk: words % {"words": filled, "numbers": numbers, "all": len(SAFETY_WORDS)}
        for pk, (filled, numbers) in counts.items()
    }


def local_words_address(organisation: int) -> str:
    """The page with all of this organisation's words."""
    return reverse("wagtailsnippets_courses_localword:set", args=[organisation])


tell(Telling("local_words", gettext_lazy("Local words"), local_words, local_words_address))


@hooks.register("register_snippet_listing_buttons")
def merging(snippet: Model, user: Any, next_url: str | None = None) -> list[Button]:
    """Two topics that mean the same become one."""
    if not isinstance(snippet, Topic) or not user.has_perms(["courses.change_topic", "courses.delete_topic"]):
        return []
    url = reverse("wagtailsnippets_courses_topic:merge", args=[snippet.pk])
    return [Button(_("Merge"), url, icon_name="link", priority=50)]
