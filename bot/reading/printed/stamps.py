"""Lines that only say who wrote an article and when: "By Jane Doe | June 14, 2023", "Updated 3 March 2023 10:30"."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from bot.reading.lexicon import load_words
from bot.reading.printed.agencies import AGENCIES
from bot.reading.printed.days import DAY, WrittenDay, read_day

_LONGEST = 160
_DAY = re.compile(DAY, re.IGNORECASE)
_MARK = "\0"
_ZONE = (
    r"(?:\s*\(?(?:[A-Z]{2,5}|Z)\b\)?(?:\s?[+-]\d{1,2}(?::?\d\d)?)?|\s*[+-]\d\d:?\d\d\b"
    r"|\s(?:Eastern|Central|Mountain|Pacific|Greenwich|Beijing|Moscow|[Ll]ocal)(?:\s[A-Z][a-z]+)?\s[Tt]ime|\s?hrs\b|\s?hours\b)"
)
_TIME = re.compile(
    rf"(?:\b(?:at|AT)\s*|(?<=\0)T|\b)\d{{1,2}}(?:[:.h]\d\d(?::\d\d(?:\.\d{{1,6}})?)?(?:\s*[AaPp]\.?[Mm]\b\.?)?"
    rf"|\s?[AaPp]\.?[Mm]\b\.?){_ZONE}?|\b\d{{4}}(?=\s?(?:GMT|UTC|hrs|hours)\b){_ZONE}"
)
_BORDER = re.compile(r"\s*(?:[|·•,;()\[\]–—/]|--|(?<=\s)-(?=\s|$))\s*")
_NAME = r"(?:[A-Z][\w.'-]*|de|da|van|von|bin|al|el|la|le|den|der)"
_NAMES = rf"{_NAME}(?:\s{_NAME}){{0,4}}"
_PUBLISHED = (
    r"(?:(?:this|the) (?:article|story|report|statement|post) (?:was|is) )?"
    r"(?:(?:first|originally) )?(?:published|posted|issued|released|printed|filed|aired)(?: online)?"
    r"|(?:publication|publish|release|posted|issue) date|date(?: of (?:publication|issue|release))?|dated"
    r"|publi(?:shed|cation) time"
    r"|(?:for )?immediate release|(?:press|media|news) (?:release|statement|note)|released? for publication"
)
_UPDATED = r"(?:last |latest )?(?:updated?|modified|edited|revised|reviewed|changed)"
_ON = r"(?: on| at)?"
_LABEL = re.compile(rf"(?:(?P<published>{_PUBLISHED})|(?P<updated>{_UPDATED})){_ON}", re.IGNORECASE)
_BY = r"(?:By|BY|By:|(?:Written|Story|Posted|Published) by)"
_AUTHORS = rf"(?:the\s)?{_NAMES}(?:\s(?:and|in|for|at|&)\s{_NAMES}){{0,4}}"
_OFFICE = rf"(?:Office|OFFICE|Bureau) (?:of|OF) (?:the |THE )?{_NAMES}(?:\s(?:of|and|for)\s{_NAMES}){{0,3}}"
_SIGNED = re.compile(
    rf"{_BY}\s(?:{AGENCIES}|{_AUTHORS})(?: on)?|(?:Source: ?)?(?:{AGENCIES})|{_OFFICE}"
    rf"|{_NAMES}(?:\s(?:and|in|&)\s{_NAMES}){{1,3}}"
)
_IDLE = re.compile(
    r"\d{1,3} ?-?min(?:ute)?s?(?: read)?|(?:GMT|UTC|[A-Z]{2,4}T)|source|statements and releases"
    r"|(?:(?:last )?updated:? )?(?:\d{1,3}|an?|one) (?:minute|hour|day|week)s? ago",
    re.IGNORECASE,
)
_BY_AGENCY = re.compile(AGENCIES)
_ALONE = re.compile(_NAMES)
_MOST_NAMES = 4
_NOT_NAMES = load_words("sentences")["openers"] | load_words("printed")["occasions"]


class StampKind(Enum):
    """What a stamp's day is the day of."""

    PUBLISHED = auto()
    """It says so: "Published", "For immediate release"."""
    PLAIN = auto()
    """A day alone, or with whoever wrote it."""
    UPDATED = auto()
    """The last change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """One day of a stamp line."""

    kind: StampKind
    day: WrittenDay


def read_stamps(line: str) -> tuple[Stamp, ...]:
    """Read the days of a line that holds nothing but a stamp.

    Args:
        line: A line of normalised text, or a sentence of it, without blanks at its ends.

    Returns:
        Its days as printed, in order; empty for any other line, for a stretch of days, and where a day without a year
        is neither labelled nor an agency's.
    """
    if len(line) > _LONGEST or not _DAY.search(line):
        return ()
    found = [read_day(match.group()) for match in _DAY.finditer(line)]
    rest = _TIME.sub(" ", _DAY.sub(_MARK, line.rstrip(".")))
    parts = [" ".join(part.split()) for part in _BORDER.split(rest)]
    kinds = _kinds(parts)
    if kinds is None or kinds.count(StampKind.PLAIN) > 1:
        return ()
    is_signed = any(_BY_AGENCY.fullmatch(part) for part in parts)
    stamps = tuple(Stamp(kind=kind, day=day) for kind, day in zip(kinds, found, strict=True))
    return tuple(s for s in stamps if s.day.year is not None or is_signed or s.kind is not StampKind.PLAIN)


def _kinds(parts: list[str]) -> list[StampKind] | None:
    """Return what each day of a line is the day of, given its parts with a mark for each day; None for no stamp."""
    kinds: list[StampKind] = []
    label = StampKind.PLAIN
    names = 0
    for part in parts:
        pieces = part.split(_MARK)
        for i, piece in enumerate(map(str.strip, pieces)):
            if i:
                kinds.append(label)
                label = StampKind.PLAIN
            words = piece.removesuffix(":")
            if (said := _LABEL.fullmatch(words)) is not None:
                label = StampKind.PUBLISHED if said["published"] else StampKind.UPDATED
            elif piece and not _SIGNED.fullmatch(piece) and not _IDLE.fullmatch(words):
                names += 1
                if len(pieces) > 1 or names > _MOST_NAMES or not _is_name(piece):
                    return None
    return kinds


def _is_name(words: str) -> bool:
    """Return whether a part of a line can be a person, a place or an outlet."""
    return bool(_ALONE.fullmatch(words)) and not _NOT_NAMES.intersection(words.lower().removeprefix("the ").split())
