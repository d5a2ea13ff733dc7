"""How somebody reads on this device: easy words where there are some, and pictures and films only when asked for."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from courses.screens import Screen
from learning.services.pieces import title_of
from people.forms.account import ReadingForm

EVERYTHING = "all"


@dataclass(frozen=True, slots=True)
class Reading:
    """The choices of one device, and what of the page it has asked for. Blocks find it as ``reading``."""

    easy: bool = False
    low_data: bool = False
    query: QueryDict = field(default_factory=QueryDict)

    def fetches(self, key: str) -> bool:
        """Whether this picture, film or recording comes with the page."""
        return not self.low_data or bool({key, EVERYTHING} & set(self.query.getlist("show")))

    def address(self, key: str) -> str:
        """The same page with this one too."""
        asked = self.query.copy()
        asked.appendlist("show", key)
        return f"?{asked.urlencode()}#show-{key}"


@dataclass(frozen=True, slots=True)
class Recording:
    """The words of one block, spoken."""

    title: str
    file: Any
    transcript: str


def reading(request: HttpRequest) -> Reading:
    """As its cookies say. A browser that was told to save data is believed, too."""
    saves = request.COOKIES.get("low_data") == "1" or request.headers.get("Save-Data", "").strip().lower() == "on"
    return Reading(request.COOKIES.get("easy") == "1", saves, request.GET)


def reading_context(request: HttpRequest) -> dict[str, Any]:
    """For a page with blocks on it: how it is read, and the form that changes it."""
    return {
        "reading": reading(request),
        "reading_form": ReadingForm.as_kept(request.COOKIES),
        "display_url": reverse("people:display"),
        "here_again": request.get_full_path() if request.method == "GET" else request.path,
    }


def has_easy_words(here: Screen, parts: list[Any]) -> bool:
    """Whether any block of this screen has easy words, or a picture that stands for them."""
    given = [block.value.get("easy_read") for block in _blocks(here, parts) if hasattr(block.value, "get")]
    return any(easy and (easy["text"] or easy["image"]) for easy in given)


def recordings(here: Screen, parts: list[Any]) -> list[Recording]:
    """What can be listened to on this screen, in the order of its blocks."""
    spoken = [
        (block, block.value["audio"])
        for block in _blocks(here, parts)
        if hasattr(block.value, "get") and "audio" in block.value
    ]
    return [Recording(title_of(block), audio["file"], audio["transcript"]) for block, audio in spoken if audio["file"]]


def _blocks(here: Screen, parts: list[Any]) -> list[Any]:
    """Every block of this screen, what stands inside another one too, and what is done on it last."""
    blocks = [child for part in parts for child in [part.block, *(part.mine or [])]]
    return [*blocks, here.activity] if here.activity else blocks
