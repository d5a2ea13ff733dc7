"""Pictures, films and recordings on a page: with it, or one press away where little data is wanted.

``reading`` in the context says which (learning/views/reading.py). Without it everything comes with the page.
"""

from typing import Any

from django import template
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.images.shortcuts import get_rendition_or_not_found

from press.assets import data_uri

register = template.Library()

KB = 1024
LARGEST = 390_000  # what a printed page takes, in characters


@register.simple_tag(takes_context=True)
def picture(context: Any, image: Any, size: str, alt: str = "") -> SafeString:
    """``{% picture value.image "width-1200" value.alt %}``: the picture, or what it shows and where to press for it."""
    rendition = get_rendition_or_not_found(image, size)
    reading, key = context.get("reading"), f"p{image.pk}"
    if not reading or not reading.low_data:
        return rendition.img_tag({"alt": alt, "loading": "lazy"})
    if reading.fetches(key):
        return rendition.img_tag({"alt": alt, "id": f"show-{key}"})
    if not alt:
        return mark_safe("")  # decoration: nothing to ask for
    label = _("Show the picture (%(size)s)") % {"size": filesizeformat(_whole(_weight(rendition))).replace(".0", "")}
    return format_html(
        '<span class="screen-only">{} <a href="{}">{}<span class="visually-hidden">: {}</span></a></span>',
        alt,
        reading.address(key),
        label,
        alt,
    )


@register.simple_tag(takes_context=True)
def asks_for(context: Any, file: Any) -> str:
    """``{% asks_for value.file as ask %}``: where to press for this film or recording; empty where it is at hand."""
    reading, key = context.get("reading"), f"m{getattr(file, 'pk', '')}"
    return "" if not file or not reading or reading.fetches(key) else reading.address(key)


def _whole(weight: int) -> int:
    """From one KB on, to the next whole KB."""
    return weight if weight < KB else -(-weight // KB) * KB


def _weight(rendition: Any) -> int:
    try:
        return rendition.file.size
    except OSError:
        return 0  # the file is gone: the press shows what the browser shows then


@register.simple_tag(takes_context=True)
def paper_picture(context: Any, image: Any, alt: str = "") -> SafeString:
    """A picture for paper. In a file (``on_file``) it travels inside the page, small enough for that."""
    if not context.get("on_file"):
        return get_rendition_or_not_found(image, "max-1200x900").img_tag({"alt": alt})
    for size in ("max-1000x800|jpegquality-75", "max-500x400|jpegquality-60"):
        rendition = get_rendition_or_not_found(image, f"{size}|format-jpeg|bgcolor-ffffff")
        try:
            with rendition.file.open() as picture:
                source = data_uri(picture.read(), kind="image/jpeg")
        except OSError:
            break
        if len(source) < LARGEST:
            return format_html('<img src="{}" alt="{}">', source, alt)
    return format_html("<p>{}</p>", alt)  # the picture is gone, or too large: its words are there
