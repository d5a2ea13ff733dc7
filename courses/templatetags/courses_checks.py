"""What Wagtail's forms of pages and routes show of our checks. Wagtail has no hook for a panel beside a page form."""

from typing import Any

from django import template
from wagtail.models import Page

from courses.models import LessonPage, LocalWord, SeededContent
from courses.models.checked import drafts_of
from courses.panels import BeforeYouPublish

register = template.Library()


def _panel(context: Any) -> BeforeYouPublish | None:
    """Ours among the panels beside this form."""
    return next((panel for panel in context.get("side_panels", []) if isinstance(panel, BeforeYouPublish)), None)


@register.simple_tag(takes_context=True)
def before_you_publish(context: Any) -> str:
    """Our panel stands beside the form of whatever has gates."""
    form = context.get("form")
    thing = getattr(form, "instance", None)
    if hasattr(thing, "advice") and _panel(context) is None:
        context["side_panels"].append(BeforeYouPublish(thing, context["request"], form=form, starter=_starter(thing)))
    return ""


def _starter(thing: Any) -> dict[str, Any] | None:
    """A page that came with the Academy and that nobody has changed: the local words still to fill in it."""
    if not isinstance(thing, Page) or not thing.latest_revision_id:
        return None
    if not SeededContent.objects.starters().filter(revision=thing.latest_revision_id).exists():
        return None
    lessons = [thing] if isinstance(thing, LessonPage) else drafts_of(LessonPage, thing)
    words = set().union(*(lesson.local_words() for lesson in lessons))
    return {"to_fill": [f"{{{word}}}" for word in LocalWord.objects.missing(words)]}


@register.inclusion_tag("courses/panels/beside_save.html", takes_context=True)
def checks_beside_save(context: Any, after_save: bool = False) -> dict[str, Any]:
    """How many things are left, beside Save; after a save, in the place of what stands there."""
    panel = _panel(context)
    if panel is None:
        return {}
    return {"must": len(panel.must), "look": len(panel.look), "shown": True, "after_save": after_save}
