"""What the time that a relative expression means is called, and whether it is beyond doubt which that is."""

import re
from datetime import date, timedelta

from bot.model.dates import DateRange, Timex
from bot.model.datewords import day_words, days_words, month_words
from bot.reading.parsed import Token
from bot.reading.summary.draft import Draft
from bot.reading.summary.material import Material

WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PARTS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night", "MI": "middle"}
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_ORDINALS = {"1": "first", "2": "second", "3": "third", "4": "fourth"}
_LOOKS_BACK = r"last|yesterday|ago|earlier|past|previous|today|tonight|this"
_ASKING = frozenset(
    {"ask", "request", "invite", "propose", "call", "urge", "demand", "plan", "schedule", "set", "seek"}
)
_SUMMER = 6
_A_WEEK = timedelta(days=7)


def named(value: str, days: DateRange, this_year: int | None) -> tuple[str, str] | None:
    """Return the preposition and the name of what a TIMEX3 value stands for; None for what has no name."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d(?:T\d.*)?", value):
        return "on", day_words(days.start, this_year=this_year)
    part = re.fullmatch(r"\d{4}-\d\d-\d\dT(MO|AF|EV|NI)", value)
    if part:
        return "on", f"the {_PARTS[part[1]]} of {day_words(days.start, this_year=this_year)}"
    if re.fullmatch(r"\d{4}-W\d\d", value):
        return "in", f"the week of {days_words(days, this_year=this_year)}"
    if re.fullmatch(r"\d{4}-W\d\d-WE", value):
        return "on", f"the weekend of {days_words(days, this_year=this_year)}"
    if re.fullmatch(r"\d{4}-\d\d", value):
        return "in", month_words(days.start, this_year=this_year)
    if re.fullmatch(r"\d{4}", value):
        return "in", value
    quarter = re.fullmatch(r"(\d{4})-Q([1-4])", value)
    if quarter:
        return "in", f"the {_ORDINALS[quarter[2]]} quarter of {quarter[1]}"
    half = re.fullmatch(r"(\d{4})-H([12])", value)
    if half:
        return "in", f"the {_ORDINALS[half[2]]} half of {half[1]}"
    season = re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value)
    return ("in", f"the {_SEASONS[season[2]]} of {season[1]}") if season else None


def winter(text: str, published: date | None) -> tuple[str, str] | None:
    """Name "this winter", which has two years, by the article's day: "the winter of 2025–26"."""
    if published is None or not re.fullmatch(r"this winter", text, re.IGNORECASE):
        return None
    first = published.year if published.month > _SUMMER else published.year - 1
    return "in", f"the winter of {first}–{(first + 1) % 100:02d}"


def is_certain(draft: Draft, material: Material, timex: Timex, first: int) -> bool:
    """Return whether it is beyond doubt which day is meant.

    It is not for a day that lies behind where its sentence speaks of what is to come ("will open from Monday", "was to
    have been signed on Saturday").
    """
    text = material.doc.text[timex.start : timex.end].lower()
    assert timex.range is not None
    if material.published is None or timex.range.end >= material.published or re.search(_LOOKS_BACK, text):
        return True
    clause = [draft.doc[i] for i in range(draft.start, first) if draft.doc[i].i not in material.quoted]
    words = [t.lower_ for t in clause]
    is_term = bool({"from", "by", "until"} & set(words[-2:]))
    governor = _governor(draft.doc[first])
    is_ahead = any(c.lower_ in {"will", "would", "to"} for c in governor.children if c.dep_ == "aux")
    if (
        re.fullmatch(WEEKDAY, text, re.IGNORECASE)
        and governor.lemma_.lower() in _ASKING
        and clause[-2:-1] != [governor]
    ):
        return False  # "asked for a meeting on Thursday": which of the two is on Thursday?
    return not (is_term and {"will", "would"} & set(words)) and not (is_ahead and "said" not in words[-2:])


def next_weekday(draft: Draft, material: Material, timex: Timex, first: int) -> tuple[str, str] | None:
    """Name the weekday after the article's day that "will open from Monday" means; None for anything else."""
    text = material.doc.text[timex.start : timex.end]
    before = [draft.doc[i].lower_ for i in range(max(draft.start, first - 1), first)]
    is_weekday = bool(re.fullmatch(WEEKDAY, text)) and timex.range is not None
    if not is_weekday or before not in (["from"], ["until"], ["by"]) or material.published is None:
        return None
    assert timex.range is not None
    day = timex.range.start + _A_WEEK
    return ("on", day_words(day, this_year=material.published.year)) if day > material.published else None


def _governor(token: Token) -> Token:
    """Return the verb that a time expression belongs to."""
    while token.pos_ not in {"VERB", "AUX"} and token.head != token:
        token = token.head
    return token
