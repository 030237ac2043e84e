"""The short spelling of values inside custom ids: numbers, days, pairs, kinds and timeline queries.

A custom id has 100 characters and must still be understood after a restart, so nothing is kept elsewhere: the whole
question of a timeline is in it. Only free text is bounded for that (`FREE_TEXT`).
"""

import re
from datetime import date, timedelta

from bot.model.countries import Dyad
from bot.model.dates import DateRange
from bot.model.errors import InvalidInputError
from bot.model.ids import ArticleId, CountryCode
from bot.model.language import told
from bot.model.plover import EventType
from bot.model.stored import EventQuery

FREE_TEXT = 48
"""Characters that a timeline's actor and words may have together."""
EVENTS_A_PAGE = 8
SEPARATOR = ":"
_NEWEST, _OLDEST, _STOP = "<", ">", ";"
_QUERY = re.compile(
    "([0-9a-z]+)([<>])(?:p([A-Z]{6}))?(?:c([A-Z]{3}))?(?:t([0-9a-f]{4}))?(?:d([0-9a-z]{10}))?(?:a([0-9a-z]+);)?"
    "(?:n([0-9a-z]+);)?(.*)",
    re.DOTALL,
)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_EPOCH = date(1, 1, 1)
_DAY_WIDTH = 5
_KINDS = tuple(EventType)
_CODE_WIDTH = 3


def number_to_text(number: int) -> str:
    """Return a natural number in base 36.

    Raises:
        ValueError: The number is negative.
    """
    if number < 0:
        raise ValueError(f"{number} is negative")
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if not number:
            return digits


def number_from_text(text: str) -> int:
    """Return the number of a base-36 text; raises `ValueError` where it is none."""
    if not text or any(character not in _DIGITS for character in text):
        raise ValueError(f"{text!r} is no number in base 36")
    return int(text, 36)


def period_to_text(period: DateRange) -> str:
    """Return inclusive days in ten characters."""
    return "".join(number_to_text((day - _EPOCH).days).rjust(_DAY_WIDTH, "0") for day in (period.start, period.end))


def period_from_text(text: str) -> DateRange:
    """Return the days of a ten-character text; raises `ValueError` where it is none."""
    if len(text) != 2 * _DAY_WIDTH:
        raise ValueError(f"{text!r} is no period")
    try:
        start, end = (
            _EPOCH + timedelta(days=number_from_text(part)) for part in (text[:_DAY_WIDTH], text[_DAY_WIDTH:])
        )
    except OverflowError as error:
        raise ValueError(f"{text!r} is no period") from error
    return DateRange(start=start, end=end)


def pair_to_text(pair: Dyad) -> str:
    """Return a pair in its order, in six characters."""
    return pair.first + pair.second


def pair_from_text(text: str) -> Dyad:
    """Return the pair of a six-character text; raises `ValueError` where it is none."""
    if len(text) != 2 * _CODE_WIDTH or not (text.isascii() and text.isalpha() and text.isupper()):
        raise ValueError(f"{text!r} is no pair")
    return Dyad(first=CountryCode(text[:_CODE_WIDTH]), second=CountryCode(text[_CODE_WIDTH:]))


def types_to_text(types: frozenset[EventType]) -> str:
    """Return a set of types as four hexadecimal digits, one bit a type."""
    return f"{sum(1 << index for index, kind in enumerate(_KINDS) if kind in types):04x}"


def types_from_text(text: str) -> frozenset[EventType]:
    """Return the set of types of four hexadecimal digits; raises `ValueError` where they are none."""
    bits = int(text, 16)
    return frozenset(kind for index, kind in enumerate(_KINDS) if bits >> index & 1)


def query_to_text(query: EventQuery) -> str:
    """Spell a timeline's question: tagged parts of known length, free text last.

    Args:
        query: Its guild and limit are left out: the click brings the one, and a page has `EVENTS_A_PAGE`. The offset
            is kept as a page number.

    Returns:
        At most 93 characters.

    Raises:
        InvalidInputError: Actor and words together are longer than `FREE_TEXT`.
    """
    actor, words = _free(query.actor), _free(query.words)
    if len(actor) + len(words) > FREE_TEXT:
        raise InvalidInputError(
            f"free text of {len(actor) + len(words)} characters",
            user_text=told(
                "Those filters are too long. Actor and words together may have {most} characters.", most=FREE_TEXT
            ),
        )
    parts = [number_to_text(query.offset // EVENTS_A_PAGE), _OLDEST if query.oldest_first else _NEWEST]
    if query.pair:
        parts.append("p" + pair_to_text(query.pair))
    if query.country:
        parts.append("c" + query.country)
    if query.types:
        parts.append("t" + types_to_text(query.types))
    if query.period:
        parts.append("d" + period_to_text(query.period))
    if query.article is not None:
        parts.append("a" + number_to_text(query.article) + _STOP)
    if actor:
        parts.append("n" + number_to_text(len(actor)) + _STOP + actor)
    if words:
        parts.append("w" + words)
    return "".join(parts)


def query_from_text(text: str) -> EventQuery:
    """Return the timeline's question of a text, without its guild.

    Args:
        text: As `query_to_text` spelt it.

    Raises:
        ValueError: The text is none.
    """
    match = _QUERY.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no timeline query")
    page, order, pair, country, types, period, article, length, rest = match.groups()
    size = number_from_text(length) if length else 0
    words = rest[size:]
    is_spelt_so = all(_free(part) == part for part in (rest[:size], words[1:]))
    if len(rest) < size or (words and not words.startswith("w")) or not is_spelt_so:
        raise ValueError(f"{text!r} is no timeline query")
    return EventQuery(
        pair=pair_from_text(pair) if pair else None,
        article=ArticleId(number_from_text(article)) if article else None,
        country=CountryCode(country) if country else None,
        actor=rest[:size] or None,
        types=types_from_text(types) if types else frozenset(),
        period=period_from_text(period) if period else None,
        words=words[1:] or None,
        oldest_first=order == _OLDEST,
        offset=number_from_text(page) * EVENTS_A_PAGE,
        limit=EVENTS_A_PAGE,
    )


def _free(text: str | None) -> str:
    return " ".join(text.split()) if text else ""
