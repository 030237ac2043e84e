"""Lines that are printed with an article and are no part of it: credits, bylines, datelines, site furniture."""

import re

from bot.reading.printed.agencies import AGENCIES
from bot.reading.printed.datelines import read_dateline
from bot.reading.printed.stamps import read_stamps

_NAME = r"(?:[A-Z][\w.'-]*|de|da|van|von|bin|al|el|la|le|den|der)"
_NAMES = rf"{_NAME}(?:\s+{_NAME}){{0,5}}"
_LABEL = re.compile(
    r"(?:sources?|credits?|photos?|photo credit|photograph(?:er)?|images?|image credit|pictures?|video|via|author|"
    r"editors?|reporters?|copyright|translat(?:ion|or)|contact|tags?|topics?|keywords|categor(?:y|ies)|filed under|"
    r"read more|see also|related|related (?:stories|articles|links)|also read|read also|more on this(?: story)?|"
    r"(?:first |last )?(?:published|updated|posted|modified|edited)(?: on| at)?)\s*[:|–—-]\s*\S",
    re.IGNORECASE,
)
_WIRE = re.compile(
    r"\(?(?:additional |further )?(?:reporting|writing|editing|compiled|written|edited|translated|photos?)"
    r" by (?-i:[A-Z][\w.'-]*)"
    r"(?:(?:,? and|,|;)? (?-i:(?:[A-Z][\w.'-]*|in|by)|;|editing|writing|additional reporting))*[.)]*",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    rf"(?:By|BY|by|Written by)\s+(?:the\s+)?{_NAMES}(?:\s*(?:,|and|&|\|)\s*(?:{_NAMES}))*"
    rf"(?:\s+(?:in|for|at)\s+{_NAMES})*[,|–—\s\d:/]*"
)
_OFFICE = re.compile(
    r"(?:F(?:or|OR) (?:Immediate|IMMEDIATE|immediate) (?:Release|RELEASE|release)"
    r"|(?:O(?:ffice|FFICE)|B(?:ureau|UREAU)) (?:of|OF) (?:the |THE )?"
    r"[A-Z][\w'-]*(?:\s+(?:[A-Z][\w'-]*|of|the|and|for))*"
    r"|(?:Press|PRESS|Media|MEDIA) (?:[Rr]elease|RELEASE|[Ss]tatement|STATEMENT|[Nn]ote|[Oo]ffice)"
    rf"|(?:Statement|STATEMENT|Remarks|REMARKS) (?:by|BY|from) {_NAMES}|Readout)[:.]?"
)
_ATTRIBUTABLE = re.compile(
    r"the (?:below|following|statement below|above)\b.{0,40}\bis attributable to\b", re.IGNORECASE
)
_RIGHTS = re.compile(
    r"(?:©|\(c\) ?\d{4}|copyright (?:©|\(c\)|\d{4})|all rights reserved"
    r"|this (?:article|story) (?:was|is) (?:first |originally )?(?:published|reproduced|republished)"
    r"|(?:follow|like) us on|subscribe (?:to our|now)|sign up (?:for|to) (?:our|the|receive|get)"
    r"|share (?:this|on (?:facebook|twitter|x|whatsapp|linkedin))|click here|skip to (?:main )?content|scroll down"
    r"|(?:watch|listen|read):\s"
    r"|(?:advertisement|sponsored(?: content)?|getty images|file photo|share|comments?)[.:]?$)",
    re.IGNORECASE,
)
_CAPITAL = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĚĞĪİŁŃŇŐŒŘŚŞŠŤŪŮŰŹŻŽ]"
_PLACE = (
    r"(?!NATO\b|ASEAN\b|OPEC\b|BRICS\b|UNESCO\b|UNICEF\b)"
    rf"(?:{_CAPITAL}(?:{_CAPITAL}|['-]){{3,}}|{_CAPITAL}{{2,3}}(?= {_CAPITAL}{{3}}))"
    rf"(?:[ /]{_CAPITAL}(?:{_CAPITAL}|[.'-])+){{0,4}}"
    r"(?:,\s*[A-Z][\w.'-]+(?:\s[A-Z][\w.'-]+)?){0,2}"
)
_DATELINE = re.compile(
    rf"(?:{_PLACE}\s*(?:\((?:{AGENCIES}|[A-Z][\w. ]{{1,25}})\))?\s*(?:--|[-–—_]|:\s)\s*(?=[A-Z\"'])"
    rf"|(?:[A-Z][\w.'-]+(?:[ ,]+[A-Z][\w.'-]+){{0,3}}\s*)?\((?:{AGENCIES})\)\s*(?:--|[-–—_]|:)?\s*(?=[A-Z\"']))"
)
_TWO_WORDS = r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)?"
_OPENING_PLACE = re.compile(rf"{_TWO_WORDS}, {_TWO_WORDS}\s*(?:--|[–—])\s+(?=[A-Z\"'])")
"""A place and its country before an article's first sentence, in small letters: "Suva, Fiji — "."""
_LONGEST_CREDIT = 160
_LONGEST_DATELINE = 80


def is_credit(line: str) -> bool:
    """Return whether a line credits someone, or belongs to the page rather than to the article.

    Args:
        line: One line of normalised text, or one sentence of it, without blanks at its ends.
    """
    if len(line) > _LONGEST_CREDIT:
        return bool(_WIRE.fullmatch(line)) and len(line) < 2 * _LONGEST_CREDIT
    if _LABEL.match(line) or _WIRE.fullmatch(line) or _ATTRIBUTABLE.match(line) or _RIGHTS.match(line):
        return True
    return bool(_BYLINE.fullmatch(line) or _OFFICE.fullmatch(line) or read_stamps(line))


def without_dateline(line: str, *, opens: bool = False) -> int:
    """Return how many characters of a line are its dateline ("GENEVA, May 3 (Reuters) - "); 0 where it has none.

    Args:
        line: A line of normalised text, of any length.
        opens: Whether it may be an article's first line: then a day and a dash alone are one, or two names.
    """
    dated = read_dateline(line)
    if dated is not None and (opens or not dated.is_bare):
        return dated.end
    head = line[:_LONGEST_DATELINE]
    match = _DATELINE.match(head) or (_OPENING_PLACE.match(head) if opens else None)
    return match.end() if match and match.end() < len(line) else 0
