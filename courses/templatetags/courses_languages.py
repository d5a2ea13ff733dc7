"""The language of a course on a page that speaks another: which words are in it, and the same course in others."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page

from courses.models.translation import in_languages, own_name

register = template.Library()

OTHER = "language_of_words"


def other_language(page: Page) -> str:
    """The language of this page, where it is not that of the words around it; else nothing."""
    code = str(page.locale.language_code)
    return "" if code.split("-")[0] == (get_language() or "").split("-")[0] else code


@register.simple_tag(takes_context=True)
def lang_of(context: Any, page: Page, has_dir: bool = False) -> SafeString:
    """``<h1{% lang_of page %}>``: what stands in it is in the language of this page.

    ``has_dir``: the element says already which way its words run.
    """
    code = other_language(page)
    if not code:
        return mark_safe("")
    context[OTHER] = code
    turned = not has_dir and get_language_info(code)["bidi"]
    return format_html(' lang="{}" dir="rtl"' if turned else ' lang="{}"', code)


@register.simple_tag(takes_context=True)
def lang_back(context: Any) -> SafeString:
    """Inside what ``lang_of`` marks: these words are in the language of the site again."""
    return format_html(' lang="{}"', get_language()) if context.get(OTHER) else mark_safe("")


@register.filter
def said_in(page: Page) -> str:
    """The language of this page for a ``lang`` of one's own; empty where it is that of the words around it."""
    return other_language(page)


@register.filter
def in_its_language(text: str, page: Page) -> str | SafeString:
    """A few words of this page inside a line of ours, marked where they are in another language."""
    code = other_language(page)
    return format_html('<span lang="{}">{}</span>', code, text) if code and text else text


@register.simple_tag
def languages_of(page: Page) -> list[dict[str, Any]]:
    """The page and the same in other languages: code, the page, whether it is this one; none where it stands alone."""
    known: list[Page] | None = page.__dict__.get("_in_languages")  # head and body of a page both ask
    if known is None:
        known = page.__dict__["_in_languages"] = in_languages(page)
    return [{"code": each.locale.language_code, "page": each, "here": each.pk == page.pk} for each in known]


@register.filter
def as_it_says(code: str) -> SafeString:
    """A language by the name it gives itself, marked as its own word."""
    return format_html('<span lang="{}">{}</span>', code, own_name(code))
