"""Which face can print a name, how large, and which names no face can print. Pure: reads font files, nothing else.

A name is set in one face, the first whose character map has all of it, so that no word shows two. Only a name of
mixed scripts falls back from face to face.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

from django.utils.translation import gettext as _
from fontTools.ttLib import TTFont

OURS = Path(__file__).resolve().parent.parent / "press" / "fonts"
SYSTEM = (Path("/usr/share/fonts/truetype/noto"), Path("/usr/share/fonts/opentype/noto"))
FIRST = ("YoungSerif-400.ttf", "AtkinsonHyperlegibleNext-400.ttf")
# What a set-up must have. Without CJK and the other scripts a name is held until they are installed.
NEEDED = (*FIRST, "AtkinsonHyperlegibleNext-600.ttf", "AtkinsonHyperlegibleNext-700.ttf", "NotoSerif-Regular.ttf")
# Preferred where several faces have the script; the rest of the folder follows in order.
PREFERRED = ("NotoSerif", "NotoNaskhArabic", "NotoSansArabic", "NotoSans-", "NotoSerifCJK")
NOT_FOR_NAMES = ("Mono", "Display", "Symbols", "Music", "Math", "Looped", "Rashi", "Nastaliq", "Kufi", "Slanted")

LONGEST = 150
DROPPED = dict.fromkeys([0x200B, 0x200E, 0x200F, 0xFEFF, 0x2060, 0x00AD])
JOINERS = "\u200c\u200d"
REFUSED = {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp", "So", "Sm", "Sc", "Sk"}

SIZES = (34, 30, 26, 22, 18, 16, 14)
LINES = 2
SAFE = 0.97  # shaping may make a line a hair wider than the sum of its letters

# The first word of a character's Unicode name is its script. Names carry their language for speech.
LANGUAGES = {
    "ARABIC": "ar", "ARMENIAN": "hy", "BENGALI": "bn", "CJK": "zh", "CYRILLIC": "und-Cyrl", "DEVANAGARI": "hi",
    "ETHIOPIC": "am", "GEORGIAN": "ka", "GREEK": "el", "GUJARATI": "gu", "GURMUKHI": "pa", "HANGUL": "ko",
    "HEBREW": "he", "HIRAGANA": "ja", "KANNADA": "kn", "KATAKANA": "ja", "KHMER": "km", "LAO": "lo",
    "MALAYALAM": "ml", "MYANMAR": "my", "NKO": "nqo", "SINHALA": "si", "SYRIAC": "syc", "TAMIL": "ta",
    "TELUGU": "te", "THAANA": "dv", "THAI": "th", "TIBETAN": "bo", "TIFINAGH": "ber",
}  # fmt: skip
CJK_FACES = {"ja": 0, "ko": 1, "zh": 2}  # the order of faces inside the CJK collection


@dataclass(frozen=True)
class Face:
    """One font file, or one face of a collection."""

    path: Path
    number: int = -1

    def open(self) -> TTFont:
        """The font, read table by table as they are asked for."""
        return TTFont(self.path, fontNumber=self.number, lazy=True)


@dataclass(frozen=True)
class Setting:
    """How a name is set: the faces in order, the size in points, and whether it runs from right to left."""

    families: tuple[str, ...]
    size: int
    rtl: bool


# --- The name itself ------------------------------------------------------------------------------------------------
def clean(name: str) -> str:
    """The name as it will be printed: one way of writing each letter, single spaces, no invisible marks."""
    return " ".join(unicodedata.normalize("NFC", name.translate(DROPPED)).split())


def why_not(name: str) -> str:
    """Why this clean name cannot be printed, in words that name the character; empty where it can."""
    if not any(unicodedata.category(letter).startswith("L") for letter in name):
        return _("Type a name with at least one letter")
    if len(name) > LONGEST:
        return _("Type a name of 150 letters or fewer")
    for letter in name:
        if letter in JOINERS:
            continue
        if unicodedata.category(letter) in REFUSED or not _faces_of(letter):
            return _("We cannot print “%(character)s”. Leave it out, or write it another way") % {"character": letter}
    return ""


def is_rtl(name: str) -> bool:
    """Whether any letter runs from right to left. Such a name is stored in the PDF in its spoken order too."""
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in name)


def language_of(name: str) -> str:
    """The language a name is spoken in, as far as its letters tell; empty for our own alphabet."""
    found = [LANGUAGES[word] for word in map(_script, name) if word in LANGUAGES]
    # Japanese and Korean names may begin with the letters they share with Chinese.
    return next((language for language in found if language in {"ja", "ko"}), found[0] if found else "")


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0].split("-")[0]


# --- Coverage -------------------------------------------------------------------------------------------------------
@cache
def faces() -> tuple[Face, ...]:
    """Every face that may print a name, ours first."""
    ours = [Face(OURS / name) for name in FIRST if (OURS / name).exists()]
    found = [path for folder in SYSTEM for path in sorted(folder.glob("*-Regular.tt[fc]"))]
    usable = [path for path in found if not any(word in path.name for word in NOT_FOR_NAMES)]
    usable.sort(key=lambda path: next((i for i, p in enumerate(PREFERRED) if path.name.startswith(p)), len(PREFERRED)))
    whole = [Face(path) for path in usable if path.suffix == ".ttf"]
    collections = [Face(path, number) for path in usable if path.suffix == ".ttc" for number in CJK_FACES.values()]
    return (*ours, *whole, *collections)


def missing() -> list[str]:
    """The font files that a set-up must have and this one has not."""
    return [name for name in NEEDED if not any((folder / name).exists() for folder in (OURS, *SYSTEM))]


@cache
def _characters(face: Face) -> frozenset[int]:
    with face.open() as font:
        return frozenset(font.getBestCmap() or ())


@cache
def family(face: Face) -> str:
    """The name by which the stylesheet asks for a face."""
    with face.open() as font:
        return font["name"].getBestFamilyName()


def _in_order(name: str) -> list[Face]:
    """The faces with the likely ones first: ours, those named after the script, the collection for the language."""
    scripts = {_script(letter).title() for letter in name if _script(letter) in LANGUAGES}
    number = CJK_FACES.get(language_of(name))

    def place(face: Face) -> tuple[bool, bool, bool]:
        likely = any(script in face.path.name for script in scripts) or face.number == number
        return face.path.parent != OURS, not likely, face.number != -1

    return sorted(faces(), key=place)


def _covers(face: Face, name: str) -> bool:
    return _characters(face).issuperset(ord(letter) for letter in name if letter not in JOINERS)


@lru_cache(maxsize=4096)
def _faces_of(letter: str) -> Face | None:
    return next((face for face in _in_order(letter) if _covers(face, letter)), None)


def faces_for(name: str) -> tuple[Face, ...]:
    """The one face that has the whole name; for mixed scripts, the faces of its letters, none twice."""
    whole = next((face for face in _in_order(name) if _covers(face, name)), None)
    if whole:
        return (whole,)
    return tuple(dict.fromkeys(face for letter in name if (face := _faces_of(letter)) and letter not in JOINERS))


# --- Fit ------------------------------------------------------------------------------------------------------------
def set_name(name: str, *, width: float, largest: int = SIZES[0], smallest: int = SIZES[-1]) -> Setting:
    """The faces and the largest size of the ladder at which the name takes at most two lines of this many points.

    No size above the largest or below the smallest is tried. A name that fits at no size is set at the smallest, and
    breaks inside a word.
    """
    used = faces_for(name)
    words = [_width(word, used) for word in name.split(" ")]
    space = _width(" ", used)
    sizes = [size for size in SIZES if smallest <= size <= largest]
    size = next((size for size in sizes if _lines(words, space, width * SAFE / size) <= LINES), smallest)
    return Setting(tuple(dict.fromkeys(family(face) for face in used)), size, is_rtl(name))


def _lines(words: list[float], space: float, room: float) -> int:
    """How many lines the words take; a word wider than the line counts as too many."""
    if max(words) > room:
        return LINES + 1
    lines, used = 1, 0.0
    for word in words:
        if used and used + space + word > room:
            lines, used = lines + 1, word
        else:
            used += (space if used else 0) + word
    return lines


def _width(text: str, used: tuple[Face, ...]) -> float:
    """The width of a text in ems."""
    return sum(_advance(letter, used) for letter in text if letter not in JOINERS)


def _advance(letter: str, used: tuple[Face, ...]) -> float:
    face = next((face for face in used if ord(letter) in _characters(face)), None)
    return _letter_width(face, letter) if face else 1.0


@lru_cache(maxsize=8192)
def _letter_width(face: Face, letter: str) -> float:
    with _ONE_READER:
        font = _kept(face)
        return font["hmtx"][font.getBestCmap()[ord(letter)]][0] / font["head"].unitsPerEm


# A font reads its tables as they are asked for, which two threads must not do at once.
_ONE_READER = Lock()


@lru_cache(maxsize=16)
def _kept(face: Face) -> TTFont:
    return face.open()
