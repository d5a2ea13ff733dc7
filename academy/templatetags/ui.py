"""Small things every page needs: our icons, status chips, dates as we say them, addresses with a changed part."""

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django import template
from django.contrib.staticfiles import finders
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from academy.icons import ICONS, STATUS_SHAPES, THINGS, Drawing

register = template.Library()

# One word list and one shape each (colour is never alone): value -> word, shape, tone.
STATUSES: dict[str, tuple[str | Promise, str, str]] = {
    "not_started": (gettext_lazy("Not started"), "ring", "edge"),
    "started": (gettext_lazy("Started"), "half", "damson"),
    "waiting": (gettext_lazy("Waiting"), "clock", "tarn"),
    "complete": (gettext_lazy("Complete"), "disc-tick", "hedge"),
    "not_yet": (gettext_lazy("Not yet"), "square", "honey"),
    "due": (gettext_lazy("Due a refresh"), "diamond", "honey"),
    "ended": (gettext_lazy("Ended"), "disc-bar", "edge"),
    "replaced": (gettext_lazy("Replaced"), "arrow-ring", "rowan"),
    "withdrawn": (gettext_lazy("Withdrawn"), "cross-ring", "rowan"),
    "away": (gettext_lazy("Away from work"), "dash", "edge"),
}
NOTICE_ICONS = {"success": "tick", "warning": "warning", "error": "warning", "private": "lock"}


LINES = SafeString('fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"')
# Above this many letters a heading is set in the text face.
LONGEST_IN_HEAD_FACE = 60
NO_BREAK = "\u00a0"
MARK = "academy/img/mark.svg"


def _paths(drawing: Drawing) -> SafeString:
    strokes, fills = drawing
    filled = format_html_join(
        "", '<path d="{}" fill="currentColor" fill-rule="evenodd" stroke="none"/>', ((d,) for d in fills)
    )
    return format_html("{}{}", filled, format_html('<path d="{}"/>', strokes) if strokes else "")


def draw(shape: str) -> SafeString:
    """A shape of our own as SVG, hidden from screen readers: its words stand beside it. Icons come from the sprite."""
    inside = format_html('<use href="#i-{}"/>', shape) if shape in ICONS else _paths(STATUS_SHAPES[shape])
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" {} aria-hidden="true" focusable="false">{}</svg>',
        *(LINES, inside),
    )


@register.simple_tag
def icon_sprite() -> str:
    """Every icon once, at the top of a page; each place that shows one points here."""
    symbols = format_html_join(
        "", '<symbol id="i-{}" viewBox="0 0 24 24">{}</symbol>', ((name, _paths(ICONS[name])) for name in ICONS)
    )
    return format_html(
        '<svg class="sprite" width="0" height="0" aria-hidden="true" focusable="false">{}</svg>', symbols
    )


@register.simple_tag
@cache
def mark_address() -> str:
    """Our mark as an address that holds the picture itself: the icon of a page costs no request."""
    return f"data:image/svg+xml,{quote(Path(str(finders.find(MARK))).read_text(encoding='utf-8'), safe='')}"


@register.simple_tag
def place_drawing(name: str) -> str:
    """A thing from the places we work in, drawn in ink with one fill of honey: decoration, never the message."""
    lines, honey = THINGS[name]
    return format_html(
        '<svg class="drawing" viewBox="0 0 96 96" width="96" height="96" fill="none" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
        '<path class="drawing-fill" d="{}" fill="#F2B134" fill-rule="evenodd" stroke="#241B2B"/>'
        '<path class="drawing-line" d="{}" stroke="#241B2B"/></svg>',
        *(honey, lines),
    )


@register.filter
def heading_class(words: object) -> str:
    """The same for a heading without another class: the whole attribute, or nothing."""
    return SafeString(' class="heading-long"') if heading_face(words) else ""


@register.filter
def heading_face(words: object) -> str:
    """The class of a heading whose words come from a person: over 60 letters it is set in the text face."""
    return "heading-long" if len(str(words)) > LONGEST_IN_HEAD_FACE else ""


@register.simple_tag
def icon(name: str) -> str:
    """An icon by name; nothing for a name that we do not have, so that a page never breaks for a picture."""
    return draw(name) if name in ICONS else SafeString("")


@register.simple_tag
def notice_icon(tone: str) -> str:
    """The icon of a notice of this tone."""
    return draw(NOTICE_ICONS.get(tone, "clock"))


def _status(value: object) -> tuple[str | Promise, str, str]:
    """What we say and show for a status; a word we do not know is shown as it is, beside a ring."""
    return STATUSES.get(str(value).lower(), (str(value), "ring", "edge"))


@register.inclusion_tag("components/chip.html")
def status(value: object, why: object = "", word: str = "") -> dict[str, Any]:
    """A status chip with its word and shape, and a Why that opens in place where there is one."""
    known_word, shape, tone = _status(value)
    return {"word": word or known_word, "shape": draw(shape), "tone": tone, "why": why}


@register.simple_tag
def status_shape(value: object) -> str:
    """The shape alone with its word hidden beside it, for the cells of a matrix."""
    word, shape, tone = _status(value)
    return format_html(
        '<span class="shape shape-{}">{}<span class="visually-hidden">{}</span></span>', tone, draw(shape), word
    )


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def day(value: date | datetime | None) -> str:
    """Tuesday 8 December 2026."""
    return format_date(_local(value), "l j F Y") if value else ""


@register.filter
def short_day(value: date | datetime | None) -> str:
    """8 December 2026, where the day of the week says nothing: completions, certificates."""
    return format_date(_local(value), "j F Y") if value else ""


@register.filter
def time_of_day(value: datetime | None) -> str:
    """1.30 pm, 2 pm, 12 noon; local to the place. It never breaks over two lines."""
    if not value:
        return ""
    at = timezone.localtime(value) if timezone.is_aware(value) else value
    hour, minute = at.hour, at.minute
    if (hour % 12, minute) == (0, 0):
        return (_("12 noon") if hour else _("12 midnight")).replace(" ", NO_BREAK)
    clock = f"{(hour - 1) % 12 + 1}.{minute:02}" if minute else f"{(hour - 1) % 12 + 1}"
    half = pgettext("time of day", "am") if hour < 12 else pgettext("time of day", "pm")
    return f"{clock}{NO_BREAK}{half}"


@register.filter
def moment(value: datetime | None) -> str:
    """Tuesday 8 December 2026, 2 pm."""
    return f"{day(value)}, {time_of_day(value)}" if value else ""


@register.filter
def short_moment(value: datetime | None) -> str:
    """Tue 8 Dec, 2 pm, where there is little room: the subject of a letter."""
    return f"{format_date(_local(value), 'D j M')}, {time_of_day(value)}" if value else ""


@register.filter
def in_fours(value: str) -> str:
    """A code in groups of four, as it is read aloud: K7QM 2PXD."""
    letters = str(value).replace(" ", "").replace("-", "")
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


@register.simple_tag(takes_context=True)
def address_with(context: dict[str, Any], **changes: object) -> str:
    """This page's address with parts of the query changed; an empty part is taken out: sort, filter, page."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.filter
def summary_target(field: Any) -> str:
    """The id that a link in the error summary goes to: the control, or the first control of a group."""
    return f"{field.auto_id}_0" if field.use_fieldset and field.auto_id else field.id_for_label or field.auto_id


@register.filter
def is_radio(field: Any) -> bool:
    """Whether the field is one group of radios, which carries aria-invalid itself."""
    return getattr(field.field.widget, "input_type", "") == "radio"


@register.filter
def is_single_checkbox(field: Any) -> bool:
    """Whether the field is one box to tick, whose label stands beside it."""
    return getattr(field.field.widget, "input_type", "") == "checkbox" and not field.use_fieldset
