"""The loose parts of a sentence: what can go without changing what the rest claims, and leaves it a sentence.

It only finds them; what is left out is decided where room is short. A part that holds a negation, a hedge, a condition,
a quantity or a date is never loose, nor is one whose loss would cut a quotation.
"""

import re
from collections.abc import Iterator
from typing import Final

from bot.model.ids import CountryCode
from bot.reading.actors.cast import Mention
from bot.reading.lexicon import load_words
from bot.reading.parsed import Token
from bot.reading.summary.draft import Draft
from bot.reading.summary.loose_rules import Kind, Loose, asides_of, brackets_of, parts_of
from bot.reading.summary.material import Material

_WEIGHTY: Final = load_words("summary")["weighty"]
_COMMON_WORD: Final = re.compile(r"\b[a-z]{4,}")
_STEM: Final = 4
_FEWEST_TELLING: Final = 2
"""Words of an event's headline that stand in one part alone, from which the part tells the event."""
_LONGEST: Final = 150
"""Tokens of a sentence that is looked at, at most."""
_UNFINISHED: Final = frozenset({"CCONJ", "SCONJ", "ADP", "DET", "PART"})
"""What a sentence, or the rest of it, can't go on without a word after."""
_NUMBERS: Final = frozenset({"CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "DATE", "TIME"})


def loose_parts(draft: Draft, material: Material, sentence: int) -> tuple[Loose, ...]:
    """Find what can be left out of a sentence.

    Args:
        draft: The sentence as printed, or with parts left out already; it is not changed.
        material: The article.
        sentence: Index of the draft's sentence.

    Returns:
        In text order, longer ones before those within them; each can go alone, and any of them together. None in a
        sentence so long that it is a list or no sentence: the time for it would grow faster than it does.
    """
    key = ("loose", draft.state)
    if key not in material.printed:
        material.printed[key] = _loose_parts(draft, material, sentence)
    found: tuple[Loose, ...] = material.printed[key]
    return found


def _loose_parts(draft: Draft, material: Material, sentence: int) -> tuple[Loose, ...]:
    if draft.end - draft.start > _LONGEST:
        return ()
    found = set(asides_of(draft))
    for token in draft.tokens:
        if token.i not in material.quoted:
            found.update(parts_of(token, draft))
    safe = (p for p in found if _is_safe(p, draft, material, sentence))
    return tuple(sorted(safe, key=lambda p: (p.start, -p.stop, p.kind)))


def drop_brackets(draft: Draft, material: Material, sentence: int) -> None:
    """Leave out what stands in round brackets, unless it carries something.

    Args:
        draft: The draft; it is changed.
        material: The article.
        sentence: Index of its sentence.
    """
    for token in draft.doc.tokens[draft.start : draft.end]:
        if token.i not in material.quoted:
            for part in brackets_of(token, draft):
                if not _defines(part, draft) and _is_safe(part, draft, material, sentence):
                    draft.drop(part.tokens)


def _defines(part: Loose, draft: Draft) -> bool:
    """Return whether brackets hold initials that the article goes on to use: "the Syrian Democratic Forces (SDF)"."""
    inside = draft.doc[part.start + 1 : part.stop - 1]
    is_short = len(inside) == 1 and inside[0].text.isupper() and len(inside[0]) > 1
    return is_short and any(t.text == inside[0].text for t in draft.doc[part.stop :])


def trimmings(draft: Draft, material: Material, sentence: int) -> Iterator[Draft]:
    """Yield ever shorter drafts of a sentence, the loosest parts left out first.

    Args:
        draft: The draft; it is not changed.
        material: The article.
        sentence: Index of its sentence.
    """
    current = draft
    for part in sorted(loose_parts(draft, material, sentence), key=lambda p: (p.kind, p.start)):
        current = current.copy()
        current.drop(part.tokens)
        yield current


def _introduces(part: Loose, draft: Draft, material: Material) -> bool:
    """Return whether a part says who somebody is, or for which side somebody acts."""
    if part.kind not in {Kind.APPOSITION, Kind.ORIGIN}:
        return False
    mentions = material.cast.in_span(part.start, part.stop)
    has_side = any(not m.is_place and material.cast.country_of(m.actor) is not None for m in mentions)
    is_person = part.kind is Kind.APPOSITION and draft.doc[part.start - 1].ent_type_ == "PERSON"
    return has_side or is_person


def _would_end_oddly(part: Loose, before: Token) -> bool:
    """Return whether a sentence cut there would end in a quotation mark, or as an abbreviation: "Eagle S."."""
    return part.kind is not Kind.BRACKETS and (before.text == '"' or (len(before) == 1 and before.text.isupper()))


def _names_a_side(part: Loose, draft: Draft, material: Material) -> bool:
    """Return whether a part names a state that the rest does not: "and handed them to Oman"."""
    named = (m for m in material.cast.in_span(part.start, part.stop) if not m.is_place or _is_country(m, material))
    lost = {material.cast.country_of(m.actor) for m in named}
    kept = {material.cast.country_of(m.actor) for m in material.cast.in_span(draft.start, part.start)}
    return bool(lost - kept - {None})


def _is_country(mention: Mention, material: Material) -> bool:
    """Return whether a place is called by its country's own name, and so may be a side: "to Oman", not "of Bergen"."""
    country = material.gazetteer.countries.get(material.cast.country_of(mention.actor) or CountryCode(""))
    printed = material.doc[mention.start : mention.end].text
    return country is not None and printed in {country.name, country.short, *country.names}


def _is_safe(part: Loose, draft: Draft, material: Material, sentence: int) -> bool:
    """Return whether a part carries nothing that the rest needs, and cuts no quotation."""
    tokens = [draft.doc[i] for i in part.tokens]
    if carries(draft, part.tokens, material, sentence) or any(t.dep_ == "ROOT" for t in tokens):
        return False
    if _introduces(part, draft, material):
        return False
    before = draft.doc[part.start - 1] if part.start > draft.start else None
    if before is not None and (before.pos_ in _UNFINISHED or _would_end_oddly(part, before)):
        return False
    if part.kind is Kind.SECOND and _names_a_side(part, draft, material):
        return False
    marks = sum(t.text == '"' for t in tokens)
    singles = sum(t.text in {"'", "`"} and t.tag_ != "POS" for t in tokens)
    is_cut = any(t.i in material.quoted for t in tokens) and not marks and not singles
    return not (marks % 2 or singles % 2 or is_cut)


def carries(draft: Draft, tokens: range, material: Material, sentence: int) -> bool:
    """Return whether a stretch of a sentence holds what is never lost.

    That is a negation, a hedge, a condition, a quantity, a date, or what tells an event.

    Args:
        draft: The sentence.
        tokens: The stretch, may be empty.
        material: The article.
        sentence: Index of the draft's sentence.
    """
    lost = draft.doc.tokens[tokens.start : tokens.stop]
    if not lost:
        return False
    first, last = lost[0].idx, lost[-1].idx + len(lost[-1])
    is_dated = any(t.start < last and first < t.end for t in material.timexes[sentence])
    return is_dated or any(_is_weighty(t) for t in lost) or _tells_event(draft, tokens, material, sentence)


def _tells_event(draft: Draft, tokens: range, material: Material, sentence: int) -> bool:
    """Return whether an event would be gone with a stretch.

    It would if words of its headline stand there alone; or if none stands elsewhere, and the words that tell it reach
    into the stretch: "and *accused them of spying*" is headed "Latvia criticises Russia".
    """
    if not material.events[sentence]:
        return False
    kept = {token.lower_[:_STEM] for token in draft.tokens if token.i not in tokens}
    lost = {token.lower_[:_STEM] for token in draft.doc.tokens[tokens.start : tokens.stop]} - kept
    first, last = draft.doc[tokens.start].idx, draft.doc[tokens.stop - 1].idx
    for event in material.events[sentence]:
        words = {word[:_STEM] for word in _COMMON_WORD.findall(event.headline)}
        reaches = event.span.start <= last and first < event.span.end
        if len(words & lost) >= _FEWEST_TELLING or (reaches and words and not words & kept):
            return True
    return False


def _is_weighty(token: Token) -> bool:
    return token.lower_ in _WEIGHTY or token.dep_ == "neg" or token.like_num or token.ent_type_ in _NUMBERS
