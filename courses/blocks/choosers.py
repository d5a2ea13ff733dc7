"""Choices of rows: however many a body holds, reading and checking it asks the database once for each kind."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.forms import Field
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import PageChooserBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from courses.media.kinds import AUDIO, CAPTIONS, KINDS_ASKED, PDF, VIDEO, WRITING, kind_of

Choices = list[tuple[str, str]]
_kept: ContextVar[dict[str, Choices] | None] = ContextVar("kept", default=None)


@contextmanager
def choices_kept() -> Iterator[None]:
    """While a body is checked, lists that its blocks choose from are read once."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def kept_while_checking(choices: Callable[[], Choices]) -> Callable[[], Choices]:
    """These choices, read once while a body is checked."""

    @wraps(choices)
    def read() -> Choices:
        kept = _kept.get()
        if kept is None:
            return choices()
        name = choices.__qualname__
        if name not in kept:
            kept[name] = choices()
        return kept[name]

    return read


class ByCode:
    """For a choice of rows by their codes: a stored code is read as it is, without asking the database for the rows."""

    def normalize_choice(self, value: Any) -> Any:
        """The code. Whether there is such a row is asked when it is saved."""
        return value


class JustRead:
    """For a chooser of Wagtail's: a row that was read is there, and is not looked up once more to be checked."""

    wagtails: str
    _required: bool
    is_deferred_validation: bool

    def clean(self, value: Any) -> Any:
        """The row. Publishing raises ValidationError without one where one is needed; a draft may leave it out."""
        if value is None and self._required and not self.is_deferred_validation:
            raise ValidationError(Field.default_error_messages["required"], code="required")
        return value

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """To migrations it is Wagtail's own."""
        chooser: Any = super()
        _path, args, kwargs = chooser.deconstruct()
        return self.wagtails, args, kwargs


class OfKindsChooser(AdminDocumentChooser):
    """Wagtail's chooser of documents, offering those of some kinds only (``courses.media.kinds``)."""

    def __init__(self, kinds: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kinds = kinds

    def get_chooser_modal_url(self) -> str:
        """The address of the chooser, with the kinds asked for."""
        return f"{super().get_chooser_modal_url()}?{urlencode({KINDS_ASKED: ','.join(self.kinds)})}"


class DocumentBlock(JustRead, DocumentChooserBlock):
    """A document to choose, of these kinds; ``wrong_kind`` says so of another."""

    wagtails = "wagtail.documents.blocks.DocumentChooserBlock"
    kinds: tuple[str, ...]
    wrong_kind: Any

    @cached_property
    def widget(self) -> OfKindsChooser:
        """What the form shows."""
        return OfKindsChooser(self.kinds)

    def clean(self, value: Any) -> Any:
        """The document. Publishing raises ValidationError for another kind; a draft may hold any."""
        document = super().clean(value)
        if document and not self.is_deferred_validation and kind_of(document.filename) not in self.kinds:
            raise ValidationError(self.wrong_kind, code="wrong_kind")
        return document


class FilmBlock(DocumentBlock):
    """A film to choose."""

    kinds = (VIDEO.name,)
    wrong_kind = _("A film is an MP4.")


class RecordingBlock(DocumentBlock):
    """A recording to choose."""

    kinds = (AUDIO.name,)
    wrong_kind = _("A recording is an MP3.")


class LightBlock(DocumentBlock):
    """A recording or a smaller film to choose."""

    kinds = (AUDIO.name, VIDEO.name)
    wrong_kind = _("For little data, choose an MP3 or an MP4.")


class CaptionsBlock(DocumentBlock):
    """Captions to choose."""

    kinds = (CAPTIONS.name,)
    wrong_kind = _("Captions are a VTT file.")


class PaperBlock(DocumentBlock):
    """A paper to choose."""

    kinds = (PDF.name, WRITING.name)
    wrong_kind = _("A paper is a PDF, DOCX, ODT or TXT file.")


class RowBlock(JustRead, SnippetChooserBlock):
    """A row of one of the editors' lists to choose."""

    wagtails = "wagtail.snippets.blocks.SnippetChooserBlock"


class ResourceBlock(RowBlock):
    """A resource to choose. However many a body holds, they come with the pages that they lead to in one read."""

    def bulk_to_python(self, values: list[int | None]) -> list[Any]:
        """The resources in the order of their keys, None where there is none."""
        found = self.model_class.objects.select_related("page").in_bulk([key for key in values if key])
        return [found.get(key) for key in values]


class PageBlock(JustRead, PageChooserBlock):
    """A page to choose."""

    wagtails = "wagtail.blocks.PageChooserBlock"


class PictureBlock(JustRead, ImageChooserBlock):
    """A picture to choose. However many a body holds, they come with their sizes in two reads."""

    wagtails = "wagtail.images.blocks.ImageChooserBlock"

    def bulk_to_python(self, values: list[int | None]) -> list[Any]:
        """The pictures in the order of their keys, None where there is none."""
        found = self.model_class.objects.prefetch_renditions().in_bulk([key for key in values if key])
        return [found.get(key) for key in values]
