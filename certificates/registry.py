"""Who shows an editor what a design looks like. The design asks here; what draws sheets stands above the models."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

Show = Callable[[Any, HttpRequest, str], HttpResponse]
_show: Show


def shows(answer: Show) -> Show:
    """Register: (design, request, mode) -> the sheet as a page."""
    global _show
    _show = answer
    return answer


def shown(design: Any, request: HttpRequest, mode: str) -> HttpResponse:
    """The sheet of this design, in this mode of the preview."""
    return _show(design, request, mode)
