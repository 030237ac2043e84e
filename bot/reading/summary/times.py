"""Relative dates made absolute: "today" becomes "on 14 June", "last week" "in the week of 5–11 June"."""

import re
from datetime import date, timedelta

from spacy.tokens import Token

from bot.model.dates import DateRange, Timex, TimexType
from bot.model.datewords import day_words, days_words, month_words
from bot.reading.lexicon import load_words
from bot.reading.spans import token_range
from bot.reading.summary.draft import Draft, added
from bot.reading.summary.material import Material

_LEXICON = load_words("summary")
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_RELATIVE = re.compile(
    r"\b(?:today|tonight|yesterday|tomorrow"
    rf"|(?:this|that|last|next|the (?:previous|following|coming|same|current|past)) \w+"
    rf"|the (?:year|month|week|day)|{_WEEKDAY}|\w+ (?:days?|weeks?|months?|years?) (?:ago|earlier|later)|ago)\b",
    re.IGNORECASE,
)
_ANAPHORIC = ("that ", "the following", "the previous", "the same")
"""What counts from another day than the article's own: it stays as it is where its sentence tells that day before."""
_LOOKS_BACK = r"last|yesterday|ago|earlier|past|previous|today|tonight|this"
_SUMMER = 6
_LONG_TIME = re.compile(r"\b(?:years?|months?|summer|winter|spring|autumn|season|century|decade)\b", re.IGNORECASE)
_HOUR = r"\bnoon\b|\bmidnight\b|\bdawn\b|\bdusk\b|\d ?[ap]\.?m\b|o'clock|\d:\d\d"
_MANY_YEARS = re.compile(
    r"(?:about |some |nearly |almost )?(?:[1-9]\d+|ten|[a-z]+ty|a hundred) years ago", re.IGNORECASE
)
_A_WEEK = timedelta(days=7)
_NEAR = 5
"""Tokens between a month and the "by" that makes a term of it, at most."""
_BARE = frozenset({"the year", "the month", "the week", "the day"})
_BOUND = frozenset({"to", "of", "that", "when", "since", "after", "before", "in"})
"""What binds "the year" to what follows: it is no time of its own then."""
_PAST = frozenset({"VBD", "VBN"})
_HEDGE = re.compile(
    r"^(?:(?:early|earlier|late|later) (?:on |in )?|mid-?|the (?:beginning|start|end|middle|turn) of )", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_MONTH_FIRST = re.compile(r"[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?")
_UNTIL_DAY = re.compile(r"(?:-|–|--)(\d{1,2})")
_PARTS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night", "MI": "middle"}
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_ORDINALS = {"1": "first", "2": "second", "3": "third", "4": "fourth"}
_PREPOSITIONS = _LEXICON["prepositions"]


def _named(value: str, days: DateRange, this_year: int | None) -> tuple[str, str] | None:
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


def is_relative(text: str) -> bool:
    """Return whether a time expression means something else on another day."""
    return bool(_RELATIVE.search(text))


def _modifies_noun(token: Token) -> bool:
    """Return whether a time expression stands before the noun that it tells the time of: "the Friday vote"."""
    return (
        token.dep_ in {"compound", "nmod", "amod"} and token.head.i > token.i and token.head.pos_ in {"NOUN", "PROPN"}
    )


def resolve_times(draft: Draft, material: Material, sentence: int) -> bool:
    """Make the relative dates of a draft absolute.

    Args:
        draft: The draft; it is changed.
        material: The article.
        sentence: Index of the draft's sentence.

    Returns:
        Whether every relative date that is left could be named; one within a quotation is left as it was said.
    """
    return all(_resolve(draft, material, timex, sentence) for timex in material.timexes[sentence])


def _resolve(draft: Draft, material: Material, timex: Timex, sentence: int) -> bool:
    doc = material.doc
    first, last = token_range(doc, timex.start, timex.end)
    text = material.printed[timex.start : timex.end]
    if first < last and first in material.quoted:
        _say_behind(draft, material, timex, first)
        return True
    if first >= last or any(not draft.keeps(i) for i in range(first, last)):
        return True
    this_year = material.published.year if material.published else None
    if not is_relative(text):
        return _add_year(draft, material, timex, (first, last))
    following = doc[last].lower_ if last < draft.end else ""
    if timex.type in {TimexType.DURATION, TimexType.SET} or (text.lower() in _BARE and following in _BOUND):
        return True
    if timex.range is not None and any(
        t.start > timex.end and t.start <= timex.end + 4 and t.range == timex.range for t in material.timexes[sentence]
    ):
        draft.drop(range(first, last))
        return True
    if timex.range is None:
        return _leave_out(draft, material, (first, last), text)
    following_timex = next((t for t in material.timexes[sentence] if 0 < t.start - timex.end <= len(" of ")), None)
    if following_timex is not None and following == "of":
        return True
    if text.lower().startswith(_ANAPHORIC):
        return any(t.end < timex.start for t in material.timexes[sentence])
    if _MANY_YEARS.match(text) or re.fullmatch(r"(?:a|one) year (?:earlier|before)", text, re.IGNORECASE):
        return True
    if not _is_certain(draft, material, timex, first):
        ahead = _next_weekday(draft, material, timex, first)
        return ahead is not None and _say(draft, material, (first, last), text, ahead)
    named = _winter(text, material.published) or _named(timex.value, timex.range, this_year)
    if named is None:
        return False
    return _say(draft, material, (first, last), text, named)


def _is_certain(draft: Draft, material: Material, timex: Timex, first: int) -> bool:
    """Return whether it is beyond doubt which day is meant.

    It is not for a day that lies behind where its sentence speaks of what is to come ("will open from Monday", "was to
    have been signed on Saturday").
    """
    text = material.printed[timex.start : timex.end].lower()
    assert timex.range is not None
    if material.published is None or timex.range.end >= material.published or re.search(_LOOKS_BACK, text):
        return True
    clause = [draft.doc[i] for i in range(draft.start, first) if draft.doc[i].i not in material.quoted]
    words = [t.lower_ for t in clause]
    is_term = bool({"from", "by", "until"} & set(words[-2:]))
    governor = _governor(draft.doc[first])
    is_ahead = any(c.lower_ in {"will", "would", "to"} for c in governor.children if c.dep_ == "aux")
    return not (is_term and {"will", "would"} & set(words)) and not (is_ahead and "said" not in words[-2:])


def _next_weekday(draft: Draft, material: Material, timex: Timex, first: int) -> tuple[str, str] | None:
    """Name the weekday after the article's day that "will open from Monday" means; None for anything else."""
    text = material.printed[timex.start : timex.end]
    before = [draft.doc[i].lower_ for i in range(max(draft.start, first - 1), first)]
    is_weekday = bool(re.fullmatch(_WEEKDAY, text)) and timex.range is not None
    if not is_weekday or before not in (["from"], ["until"], ["by"]) or material.published is None:
        return None
    assert timex.range is not None
    day = timex.range.start + _A_WEEK
    return ("on", day_words(day, this_year=material.published.year)) if day > material.published else None


def _governor(token: Token) -> Token:
    """Return the verb that a time expression belongs to."""
    while token.pos_ not in {"VERB", "AUX"} and token.head is not token:
        token = token.head
    return token


def _winter(text: str, published: date | None) -> tuple[str, str] | None:
    """Name "this winter", which has two years, by the article's day: "the winter of 2025–26"."""
    if published is None or not re.fullmatch(r"this winter", text, re.IGNORECASE):
        return None
    first = published.year if published.month > _SUMMER else published.year - 1
    return "in", f"the winter of {first}–{(first + 1) % 100:02d}"


def _say_behind(draft: Draft, material: Material, timex: Timex, first: int) -> None:
    """Say behind a quotation which day its relative date means; within it the words stay as spoken."""
    text = material.printed[timex.start : timex.end]
    this_year = material.published.year if material.published else None
    named = None if timex.range is None else _named(timex.value, timex.range, this_year)
    mark = next((i for i in range(first, draft.end) if material.doc[i].text == '"'), None)
    if named is not None and is_relative(text) and mark is not None and draft.keeps(mark):
        draft.replace(mark, mark + 1, f'" {added(named[1])}')


def _say(draft: Draft, material: Material, at: tuple[int, int], text: str, named: tuple[str, str]) -> bool:
    """Put a named date where a relative one stood, with the preposition that its place asks for."""
    doc = material.doc
    first, last = at
    preposition, name = named
    if last < draft.end and doc[last].text in {"'s", "'"}:
        if preposition != "on" or name.startswith("the "):
            short = name.removeprefix("the week of ").removeprefix("the weekend of ")
            draft.replace(last, last + 1, f"{doc[last].text} {added(short)}")
            return True
        draft.replace(first, last + 1, f"the {added(name)}")
        return True
    is_hour = bool(re.search(_HOUR, text, re.IGNORECASE))
    if is_hour or any(c.i < first for i in range(first, last) for c in doc[i].children if c.dep_ in {"det", "amod"}):
        draft.replace(last - 1, last, f"{doc[last - 1].text} {added(name)}")
        return True
    head = next(
        (doc[i] for i in range(last - 1, first - 1, -1) if doc[i].head.i < first or doc[i].head.i >= last), doc[first]
    )
    if _modifies_noun(head):
        if name.startswith("the "):
            return False
        draft.replace(first, last, added(name))
        return True
    hedge = _HEDGE.match(text)
    before = doc[first - 1].lower_ if first > draft.start else ""
    if hedge:
        lead = hedge.group().lower()
        is_edge = lead.startswith(("earl", "late"))
        words = f"{lead.split()[0]} {preposition} {added(name)}" if is_edge else f"{lead}{added(name)}"
        if lead.startswith("the ") and before not in _PREPOSITIONS:
            words = f"at {words}"
    else:
        words = added(name) if before in _PREPOSITIONS else f"{preposition} {added(name)}"
    draft.replace(first, last, words)
    return True


def _add_year(draft: Draft, material: Material, timex: Timex, at: tuple[int, int]) -> bool:
    """Add the year to a month or a day of another year than the article's; set the day before its month."""
    text = material.printed[timex.start : timex.end]
    this_year = material.published.year if material.published else None
    if timex.range is None or timex.type is not TimexType.DATE:
        return True
    year = timex.range.start.year
    if re.fullmatch(r"\d{4}-\d\d-\d\d", timex.value) and _MONTH_FIRST.fullmatch(text):
        return _say_day_first(draft, material, timex, at)
    if _YEAR.search(text):
        return True
    if year != this_year and this_year is not None and re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", timex.value):
        if not _looks_back(draft, at[0]):
            return False
        last = draft.doc[at[1] - 1]
        draft.replace(at[1] - 1, at[1], f"{last.text} {added(str(year))}")
    return True


def _looks_back(draft: Draft, at: int) -> bool:
    """Return whether a month without a year can lie behind: its sentence tells of the past and sets no term."""
    tokens = [draft.doc[i] for i in range(draft.start, draft.end)]
    is_term = any(t.lower_ in {"by", "until", "till"} for t in tokens if 0 < at - t.i <= _NEAR)
    is_ahead = any(t.lower_ in {"will", "would", "due", "plan", "plans", "planned", "expected"} for t in tokens)
    return any(t.tag_ in _PAST for t in tokens) and not is_term and not is_ahead


def _say_day_first(draft: Draft, material: Material, timex: Timex, at: tuple[int, int]) -> bool:
    """Say "July 15" as all other days are said: "15 July", and "July 25-26" as "25–26 July"."""
    assert timex.range is not None
    this_year = material.published.year if material.published else None
    first, last = at
    name = day_words(timex.range.start, this_year=this_year)
    if not _YEAR.search(material.printed[timex.start : timex.end]):
        name = _YEAR.sub(lambda found: added(found[0]), name)
    until = _UNTIL_DAY.match(draft.doc[last : last + 4].text)
    if until:
        end = timex.end + until.end()
        while last < draft.end and draft.doc[last].idx < end:
            last += 1
        day, rest = name.split(" ", 1)
        name = f"{day}–{until[1]} {rest}"
    head = draft.doc[first]
    is_bare = head.dep_ == "npadvmod" or draft.doc[first : at[1]].root.dep_ == "npadvmod"
    before = draft.doc[first - 1].lower_ if first > draft.start else ""
    draft.replace(first, last, f"on {name}" if is_bare and before not in _PREPOSITIONS else name)
    return True


def _leave_out(draft: Draft, material: Material, at: tuple[int, int], text: str) -> bool:
    """Leave out a relative day that nothing places, where the sentence stands without it; a weekday may stay.

    A year or a month is never left out: "a million last year" is no million in all.
    """
    doc = material.doc
    first, last = at
    if re.search(_WEEKDAY, text):
        return True
    head = doc[first:last].root
    before = doc[first - 1].lower_ if first > draft.start else ""
    if _LONG_TIME.search(text) or before in {"earlier", "later", "early", "late"}:
        return False
    if (
        head.dep_ in {"npadvmod", "advmod"}
        and before not in _PREPOSITIONS
        and not (last < draft.end and doc[last].text == "'s")
    ):
        draft.drop(range(first, last))
        return True
    return False
