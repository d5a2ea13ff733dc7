"""Pictures and documents: small files that are what they say they are."""

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model


def make_picture(*, title: str = "A garden wall", width: int = 60, height: int = 40) -> Any:
    """A picture of one colour."""
    file = BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, "PNG")
    file.seek(0)
    return get_image_model().objects.create(title=title, file=ImageFile(file, name="wall.png"))


def make_document(name: str = "card.pdf", content: bytes = b"%PDF-1.4") -> Any:
    """A document of that name with that content."""
    document = get_document_model()(title=name, file=ContentFile(content, name=name), file_size=len(content))
    document.save()
    return document
