"""What in a short text looks like a name, a telephone number or an address. It only ever warns. Pure.

A gentle check, not a lock: it knows common first names and reads capitals, so it misses some and is wrong about some.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Looks(StrEnum):
    """What a part of a text looks like."""

    NAME = "name"
    PHONE = "phone"
    MAIL = "mail"
    POSTCODE = "postcode"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the text as it was written. Looks is None where nothing is wrong with it."""

    text: str
    looks: Looks | None = None


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Common first names that are no common English word: May, Mark, Rose, Will, Grace and Jack are left to their capitals.
FIRST_NAMES = _set(
    """
    aaron abdul abigail adam agnes ahmed aisha alan albert alex alexander ali alice alison amanda amelia amir
    amy andrea andrew angela anita ann anna anne anthony archie arthur asha ayesha barbara barry beatrice ben
    benjamin bernard beryl betty beverley brenda brian bridget callum carol caroline catherine charles charlie
    charlotte chloe chris christine claire colin connor craig cynthia dan daniel darren dave david deborah
    debbie denise dennis derek diana diane donald doris dorothy doreen eddie edith edna edward eileen elaine
    eleanor elizabeth ella ellen elsie emily emma eric ethan ethel evelyn fatima fiona florence frances fred
    frederick freya gareth gary gemma geoff geoffrey george georgia gerald gladys gordon graham gwen hannah
    harold harry hassan helen henry hilda hussein iain ian ibrahim irene isaac isabella isla jacob james jamie
    jane janet janice jason jean jeff jennifer jenny jeremy jessica jill jim joan joanne joe joel john jonathan
    jordan joseph joshua joyce judith judy julia julie karen kath katherine kathleen katie keith ken kenneth
    kevin khadija kyle laura lauren lee leon leonard leslie lewis liam linda lisa liz louise lucy luke lynn
    malcolm margaret maria marian marie marion marjorie martha martin mary matthew maureen megan melissa michael
    michelle mick mike mohamed mohammad mohammed molly muhammad mustafa nancy natalie natasha nathan neil
    nicholas nicola nigel noah nora norma norman olivia omar oscar owen pamela patricia paul pauline peggy peter
    phil philip phoebe rachel ralph raymond rebecca reg rhys richard rita robert roger ronald rosemary roy
    russell ruth ryan sally sam samantha samuel sandra sara sarah scott sean sharon sheila shirley simon sonia
    sophie stacey stan stanley stella stephanie stephen steve steven stuart susan suzanne sylvia tariq teresa
    terry thelma theresa thomas tim timothy tina toby tom tony tracey trevor valerie vera veronica victoria
    vincent wendy wilfred winifred yasmin yusuf yvonne zainab zoe
    """
)

# What has a capital and is nobody: days, months, kin, tongues, feasts, and other proper words.
NOBODY = _set(
    """
    i monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug
    sep sept oct nov dec spring summer autumn winter mum mam mom dad nan nana gran granny grandad grandma
    grandpa auntie aunt uncle sister brother god lord father christmas easter eid ramadan diwali hanukkah
    passover vaisakhi lent advent new year bank holiday english welsh scottish irish british cornish polish urdu
    punjabi bengali hindi gujarati tamil arabic somali french german spanish portuguese italian romanian
    ukrainian russian turkish kurdish farsi chinese cantonese mandarin european asian african caribbean indian
    pakistani bangladeshi muslim christian hindu sikh jewish buddhist catholic methodist quaker england wales
    scotland ireland britain uk europe london internet google facebook whatsapp zoom teams youtube skype
    instagram messenger wi-fi wifi covid universal credit pension attendance allowance citizens advice age
    samaritans mind alzheimer's alzheimers parkinson's macmillan healthwatch council connector academy
    relationships
    """
)
PLACES = _set(
    """
    street road lane avenue drive close court way row terrace crescent gardens garden square place hill green
    park mill house hall centre center hub library school church chapel mosque temple gurdwara synagogue surgery
    hospital clinic pharmacy chemist shop market cafe café pub club estate ward patch town village city station
    bridge river canal common allotment allotments fields field wood woods valley north south east west upper
    lower high low old saint st tower flats foodbank bank pantry tesco asda aldi lidl sainsbury's morrisons
    """
)
BEFORE_A_PLACE = frozenset({"in", "near", "around", "across", "towards", "outside"})
TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "rev", "sir", "lady", "councillor", "cllr", "pc"})

STREETS = (
    "street|st|road|rd|lane|ln|avenue|ave|drive|close|court|terrace|crescent|gardens|grove|square|row|walk|way|place"
)
# "3 people on our street" is no address.
SMALL = r"(?:people|of|in|on|the|that|to|for|our|a|an|my|this|one|or|and|at|by|from|with|is|was|it|we|they|went)\b"
PATTERNS: tuple[tuple[Looks, re.Pattern[str]], ...] = (
    (Looks.MAIL, re.compile(r"[^\s@,;]+@[^\s@,;]+\.\w+")),
    (Looks.POSTCODE, re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)),
    (Looks.ADDRESS, re.compile(rf"\b\d{{1,4}}[a-z]?,? (?:(?!{SMALL})[\w'’]+ ){{1,3}}(?:{STREETS})\b", re.IGNORECASE)),
    (Looks.ADDRESS, re.compile(r"\b(?:flat|apartment|room|house|number|no\.?) \d{1,4}[a-z]?\b", re.IGNORECASE)),
    (Looks.PHONE, re.compile(r"(?<![\d+])(?:\+44[ -]?(?:\(0\)[ -]?)?|0)\d(?:[ -]?\d){7,9}(?!\d)", re.ASCII)),
)
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
ENDS_A_SENTENCE = re.compile(r"(?:^|[.!?:;…\n•(\"“]|[-–—] )\s*$")
AFTER = re.compile(r"['’](?:s|d|m|ll|ve|re)?$")


@dataclass(frozen=True, slots=True)
class _Word:
    """One word where it stands: without a 's or 'll, in small letters, and whether a sentence begins with it."""

    start: int
    end: int
    plain: str
    capital: bool
    first: bool


def parts(text: str, *, names: bool = True) -> list[Part]:
    """The text in pieces, in order: put together they are the text. Without names, only a title and two names are."""
    found = sorted(_spans(text, names=names), key=lambda each: (each[0], -each[1]))
    pieces, at = [], 0
    for start, end, looks in found:
        if start < at:
            continue
        if start > at:
            pieces.append(Part(text[at:start]))
        pieces.append(Part(text[start:end], looks))
        at = end
    return [*pieces, Part(text[at:])] if at < len(text) else pieces


def looks_like(text: str, *, names: bool = True) -> list[Part]:
    """Only the pieces that look like somebody."""
    return [part for part in parts(text, names=names) if part.looks is not None]


def _spans(text: str, *, names: bool) -> Iterator[tuple[int, int, Looks]]:
    for looks, pattern in PATTERNS:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), looks
    for run in _runs(text):
        if _is_somebody(run, text) if names else _has_title_and_two_names(run):
            yield run[0].start, run[-1].end, Looks.NAME


def _words(text: str) -> list[_Word]:
    shouted = text.upper() == text
    words = []
    for match in WORD.finditer(text):
        plain = AFTER.sub("", match[0])
        capital = plain[:1].isupper() and not (len(plain) > 1 and plain.isupper()) and not shouted
        first = bool(ENDS_A_SENTENCE.search(text[: match.start()]))
        words.append(_Word(match.start(), match.start() + len(plain), plain.lower(), capital, first))
    return words


def _runs(text: str) -> Iterator[list[_Word]]:
    """Words that belong together: capitals with one space between them; a known name alone, however it is written."""
    run: list[_Word] = []
    for word in _words(text):
        goes_on = run and run[-1].capital and word.capital and text[run[-1].end : word.start] in (" ", ". ")
        if goes_on and not (word.first and run[-1].plain not in TITLES):
            run.append(word)
            continue
        if run:
            yield run
        run = [word] if word.capital or word.plain in FIRST_NAMES or word.plain in TITLES else []
    if run:
        yield run


def _has_title_and_two_names(run: list[_Word]) -> bool:
    """Mr, and two words with capitals after it, none of which is a place: no ward is called so."""
    return run[0].plain in TITLES and len(run) > 2 and not {word.plain for word in run[1:]} & (PLACES | NOBODY)


def _is_somebody(run: list[_Word], text: str) -> bool:
    plain = [word.plain for word in run]
    if plain[0] in TITLES:
        return len(run) > 1 and run[1].plain not in NOBODY
    if set(plain) & PLACES:
        return False
    before = WORD.findall(text[max(0, run[0].start - 30) : run[0].start])
    if before and before[-1].lower() in BEFORE_A_PLACE:
        return False
    if set(plain) & FIRST_NAMES:
        return True
    rest = run[1:] if run[0].first or plain[0] in NOBODY else run
    return any(not {word.plain, word.plain.removesuffix("s")} & NOBODY for word in rest)
