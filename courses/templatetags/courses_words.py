"""Words of a place in templates: braces filled, and numbers that can be rung."""

import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.rich_text import RichText

from courses.gates import BRACE
from courses.glossary import Glossary
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
def explained(text: Any, glossary: Glossary | None = None) -> Any:
    """``{{ text|local:words|explained:glossary }}``: rich text in which words of the glossary open what they mean."""
    if glossary is None or not isinstance(text, RichText):
        return text
    return RichText(glossary.explain(text.source))


@register.filter
def says_enough(text: str, words: Mapping[str, str] | None = None) -> bool:
    """Whether a place says here, in local words, all that one needs to find it."""
    return bool(BRACE.search(text)) and not BRACE.search(fill(text, words))


@register.inclusion_tag("courses/blocks/glossary_on_paper.html", takes_context=True)
def glossary_on_paper(context: dict[str, Any]) -> dict[str, Any]:
    """What the words above mean, where nothing can be opened. It comes after the last block of a page."""
    glossary = context.get("glossary")
    return {"terms": glossary.shown if glossary else []}


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
