"""Pictures are drawn again by us: what is kept is our own bytes, upright, in common colours, and says nothing else."""

from io import BytesIO
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from courses.media.kinds import (
    MOST_PICTURE,
    MOST_PIXELS,
    PICTURES,
    Refused,
    extension_of,
    keep_to,
    other_inside,
)

LONGEST_SIDE = 2560  # the widest screen we draw for; a larger AVIF would take a minute to write
FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP", "avif": "AVIF"}
WRITTEN: dict[str, dict[str, Any]] = {
    "PNG": {},
    "JPEG": {"quality": 90, "progressive": True},
    "WEBP": {"quality": 90},
    "AVIF": {"quality": 80, "speed": 8},
}
BROKEN = (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError)


def drawn_again(file: BinaryIO, *, name: str, size: int) -> tuple[str, bytes]:
    """The ending for its name, and the bytes to keep. Raises Refused with words for the editor.

    The head is read first, so a picture of too many pixels is never unpacked.
    """
    extension = extension_of(name)
    if extension not in PICTURES:
        raise Refused(_wanted(extension))
    keep_to(MOST_PICTURE, size)
    wanted = FORMATS[extension]
    file.seek(0)
    try:
        with Image.open(file, formats=[wanted]) as opened:
            _keep_to_pixels(opened)
            _still(opened)
            made = _written(_upright(opened), wanted)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise _too_many() from bomb
    except (UnidentifiedImageError, *BROKEN) as fault:
        raise other_inside(extension) from fault
    return extension.replace("jpeg", "jpg"), made


def _wanted(extension: str) -> str:
    words = _("We take PNG, JPEG, WebP and AVIF pictures.")
    if extension in {"svg", "svgz"}:
        return words + " " + _("An SVG can hold a program, so save it as PNG.")
    return words + " " + _("Save it as one of these.")


def _too_many() -> Refused:
    return Refused(_("This picture has more than 40 million pixels. Make it smaller and try again."))


def _keep_to_pixels(opened: Image.Image) -> None:
    width, height = opened.size
    if width * height > MOST_PIXELS:
        raise _too_many()


def _still(opened: Image.Image) -> None:
    """Nothing on our pages moves by itself. The second picture inside a phone's JPEG is another size, not a film."""
    if opened.format != "MPO" and getattr(opened, "is_animated", False):
        raise Refused(_("This picture moves. Save one still picture of it, or bring it as a film."))


def _upright(opened: Image.Image) -> Image.Image:
    """Turned as the camera was held, no larger than we show, in the colours of the web, with its clear parts."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint turns it on for the whole process
    opened.load()
    profile = opened.info.get("icc_profile")
    clear = "A" in opened.getbands() or "transparency" in opened.info
    turned = ImageOps.exif_transpose(opened)
    if turned.mode.startswith("I"):  # sixteen bits of grey, which a plain change would cut off
        turned = turned.point(lambda shade: shade / 256).convert("L")
    mode = "RGBA" if clear else "RGB"
    plain = _common_colours(turned, profile, mode) or turned.convert(mode)
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return plain


def _common_colours(picture: Image.Image, profile: bytes | None, mode: str) -> Image.Image | None:
    """The picture in sRGB, where it brought another set of colours that can be read."""
    if not profile:
        return None
    if picture.mode in {"P", "PA", "LA"}:
        picture = picture.convert(mode)
    target = mode if picture.mode in {"RGB", "RGBA"} else "RGB"
    try:
        common = ImageCms.profileToProfile(picture, BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=target)
    except (ImageCms.PyCMSError, ValueError, OSError):
        return None
    return common.convert(mode) if common else None


def _written(picture: Image.Image, wanted: str) -> bytes:
    """The bytes, with nothing about the camera, the place, the day or the program."""
    picture.info = {}
    kept = picture.convert("RGB") if wanted == "JPEG" else picture
    made = BytesIO()
    kept.save(made, wanted, **WRITTEN[wanted])
    return made.getvalue()
