"""Words of a place in templates: braces filled, and numbers that can be rung."""

import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.rich_text import RichText

from courses.services.catalogue import time_in_words
from courses.services.words import fill, fill_html

register = template.Library()

NUMBER = re.compile(r"(?<![\d.])(0\d{2,4}(?: ?\d{3,4}){2}|999|101|111)(?![\d.]\d|\d)")


@register.filter
def local(text: Any, words: Mapping[str, str] | None = None) -> Any:
    """``{{ text|local:words }}``: the braces filled. Rich text stays rich; plain text is escaped as ever."""
    if isinstance(text, RichText):
        return RichText(fill_html(text.source, words))
    return fill(str(text or ""), words)


@register.filter
def phones(text: str) -> SafeString:
    """Plain text in which each telephone number is a link that rings it, and never breaks between two lines."""
    parts = NUMBER.split(str(text))
    return format_html_join(
        "",
        "{}",
        (
            (
                format_html('<a href="tel:{}">{}</a>', part.replace(" ", ""), part.replace(" ", "\u00a0"))
                if at % 2
                else conditional_escape(part),
            )
            for at, part in enumerate(parts)
        ),
    )


@register.filter
def as_time(minutes: int) -> str:
    """2 hours 40 minutes."""
    return time_in_words(minutes)


@register.filter
def word(words: Mapping[str, str] | None, name: str) -> str:
    """One local word by its name; empty where the place has none."""
    return (words or {}).get(name, "")


@register.inclusion_tag("courses/blocks/safety_panel.html", takes_context=True)
def safety_panel(context: dict[str, Any]) -> dict[str, Any]:
    """Whom to ring, with the numbers of whoever reads the page (``words`` in the context)."""
    return {"words": context.get("words")}
