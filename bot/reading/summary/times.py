"""Relative dates made absolute: "today" becomes "on 14 June", "last week" "in the week of 5–11 June"."""

import re

from bot.model.dates import Timex, TimexType
from bot.model.datewords import day_words
from bot.reading.lexicon import load_words
from bot.reading.parsed import Token
from bot.reading.spans import token_range
from bot.reading.summary.draft import Draft, added
from bot.reading.summary.material import Material
from bot.reading.summary.time_names import WEEKDAY, is_certain, named, next_weekday, winter

_LEXICON = load_words("summary")
_RELATIVE = re.compile(
    r"\b(?:today|tonight|yesterday|tomorrow"
    rf"|(?:this|that|last|next|the (?:previous|following|coming|same|current|past)) \w+"
    rf"|the (?:year|month|week|day)|{WEEKDAY}|\w+ (?:days?|weeks?|months?|years?) (?:ago|earlier|later)|ago)\b",
    re.IGNORECASE,
)
_ANAPHORIC = ("that ", "the following", "the previous", "the same")
"""What counts from another day than the article's own: it stays as it is where its sentence tells that day before."""
_LONG_TIME = re.compile(r"\b(?:years?|months?|summer|winter|spring|autumn|season|century|decade)\b", re.IGNORECASE)
_HOUR = r"\bnoon\b|\bmidnight\b|\bdawn\b|\bdusk\b|\d ?[ap]\.?m\b|o'clock|\d:\d\d"
_MANY_YEARS = re.compile(
    r"(?:about |some |nearly |almost )?"
    r"(?:(?:[1-9]\d+|ten|[a-z]+ty|a hundred) years|(?:a|two|three) decades?|decades|half a century) ago",
    re.IGNORECASE,
)
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
_PREPOSITIONS = _LEXICON["prepositions"]


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
    text = material.doc.text[timex.start : timex.end]
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
    if following == "of" and any(0 < t.start - timex.end <= len(" of ") for t in material.timexes[sentence]):
        return True
    if _MANY_YEARS.match(text) or re.fullmatch(r"(?:a|one) year (?:earlier|before)", text, re.IGNORECASE):
        return True
    if text.lower().startswith(_ANAPHORIC):
        return _say_told(draft, material, timex, sentence)
    found = winter(text, material.published) or named(timex.value, timex.range, this_year)
    if not is_certain(draft, material, timex, first):
        found = next_weekday(draft, material, timex, first)
    return found is not None and _say(draft, material, (first, last), text, found)


def _say_told(draft: Draft, material: Material, timex: Timex, sentence: int) -> bool:
    """Say "the same day" where the article tells that day before; it stays where its own sentence does."""
    if any(t.end + len(" of ") < timex.start for t in material.timexes[sentence]):
        return True
    assert timex.range is not None
    this_year = material.published.year if material.published else None
    found = named(timex.value, timex.range, this_year)
    is_told = any(t.range == timex.range for earlier in material.timexes[:sentence] for t in earlier)
    text = material.doc.text[timex.start : timex.end]
    at = token_range(material.doc, timex.start, timex.end)
    return is_told and found is not None and _say(draft, material, at, text, found)


def _say_behind(draft: Draft, material: Material, timex: Timex, first: int) -> None:
    """Say behind a quotation which day its relative date means; within it the words stay as spoken."""
    text = material.doc.text[timex.start : timex.end]
    this_year = material.published.year if material.published else None
    found = None if timex.range is None else named(timex.value, timex.range, this_year)
    mark = next((i for i in range(first, draft.end) if material.doc[i].text == '"'), None)
    if found is not None and is_relative(text) and mark is not None and draft.keeps(mark):
        draft.replace(mark, mark + 1, f'" {added(found[1])}')


def _say(draft: Draft, material: Material, at: tuple[int, int], text: str, found: tuple[str, str]) -> bool:
    """Put a named date where a relative one stood, with the preposition that its place asks for."""
    doc = material.doc
    first, last = at
    preposition, name = found
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
    text = material.doc.text[timex.start : timex.end]
    this_year = material.published.year if material.published else None
    if timex.range is None or timex.type is not TimexType.DATE:
        return True
    year = timex.range.start.year
    if re.fullmatch(r"\d{4}-\d\d-\d\d", timex.value) and _MONTH_FIRST.fullmatch(text):
        return _say_day_first(draft, material, timex, at)
    if _YEAR.search(text):
        return True
    if year != this_year and this_year is not None and re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", timex.value):
        if draft.doc[at[1] : at[1] + 2].text.lower() in {"of that", "of the"}:
            return True
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
    if not _YEAR.search(material.doc.text[timex.start : timex.end]):
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
    if re.search(WEEKDAY, text):
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
