"""Who somebody is and whose seat a capital is, said where a summary first names them: "[US Secretary of State] …"."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from bot.model.countries import Country
from bot.model.ids import CountryCode
from bot.model.reading import ActorKind
from bot.reading.actors.cast import Mention, MentionForm
from bot.reading.lexicon import load_words
from bot.reading.summary.draft import Draft, added
from bot.reading.summary.full_names import is_of_same_name
from bot.reading.summary.material import Material
from bot.reading.summary.offices import is_office

_NEAR: Final = 3
"""Tokens between a name and a description of the same person at most, for the one to explain the other."""
_AFTER: Final = 8
"""Tokens after a name in which its office may stand: "Maria Costa, the foreign minister of Norway"."""
_ADDRESSES: Final = frozenset({"Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Sir", "Lord", "Lady", "Dame"})
_NO_ADJECTIVE: Final = ("er", "ers", "man", "women", "men")
_SHARED_SEATS: Final = load_words("summary")["shared_seats"]
_NAMING: Final = frozenset({MentionForm.NAME, MentionForm.ADJECTIVE, MentionForm.DESCRIPTION, MentionForm.PLACE})
_TOLD: Final = frozenset({MentionForm.NAME, MentionForm.DESCRIPTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduced:
    """Whom a point names.

    Attributes:
        named: Actors whom it names and the summary has not named before.
        unknown: Those of them of whom it does not tell who they are.
    """

    named: frozenset[int] = frozenset()
    unknown: frozenset[int] = frozenset()


NOBODY: Final = Introduced()


def introduce(draft: Draft, material: Material, known: frozenset[int]) -> Introduced:
    """Say the office and country of each person, and the country of each seat, where a summary first names them.

    Only what the article itself prints of a person is said, or what the reference tables have of an office-holder.

    Args:
        draft: The draft, its names said; it is changed.
        material: The article.
        known: Actors whom the summary has named before.

    Returns:
        The actors that the draft names.
    """
    met = set(known)
    unknown: set[int] = set()
    for mention in material.cast.in_span(draft.start, draft.end):
        if mention.end > draft.end or all(i in draft.dropped for i in range(mention.start, mention.end)):
            continue
        is_met = mention.actor in met or _is_met_otherwise(material, mention, met)
        is_first = not is_met and mention.start not in material.quoted and not mention.others
        if is_first and not _say_who(draft, material, mention):
            unknown.add(mention.actor)
        met.update(mention.all_actors)
    return Introduced(named=frozenset(met) - known, unknown=frozenset(unknown))


def _is_met_otherwise(material: Material, mention: Mention, met: set[int]) -> bool:
    """Return whether a person was named before in capitals: "Minister Tursunov" after "Mr. Jasur TURSUNOV"."""
    if mention.form is not MentionForm.NAME:
        return False
    surname = material.doc[mention.end - 1].text
    words = {w for a in met & material.capitalised for w in material.cast.actors[a].name.split()}
    return not surname.isupper() and surname.upper() in words


def _say_who(draft: Draft, material: Material, mention: Mention) -> bool:
    """Say who somebody is who is named for the first time; return whether the draft then tells it."""
    is_person = material.cast.actors[mention.actor].kind is ActorKind.PERSON
    replaced = next((i for i in range(mention.start - 1, mention.end) if i in draft.replaced), None)
    if mention.form is MentionForm.METONYM:
        _say_seat(draft, material, mention)
    elif is_person and mention.form is MentionForm.NAME:
        return _say_office(draft, material, mention)
    elif is_person and replaced is not None and draft.replaced[replaced].startswith("["):
        office = _office_of(material, mention.actor)
        if office:
            draft.prefix(replaced, office)
        return bool(office)
    return True


def _say_office(draft: Draft, material: Material, mention: Mention) -> bool:
    """Say the office before a person's name, or only its country where the office is printed there.

    Returns:
        Whether the draft then tells who it is: in an article about two countries, of which of them too.
    """
    if not draft.has(mention.start):
        return True
    if not _is_described(draft, material, mention):
        office = _office_of(material, mention.actor)
        if office:
            draft.prefix(mention.start, office)
        return bool(office)
    if not _has_title(material, mention) or not is_office(_title_of(material, mention)):
        return True
    side = _side_of(material, mention.actor)
    is_shown = _is_shown(draft, material, material.cast.country_of(mention.actor))
    if side and not is_shown:
        draft.prefix(mention.start, side)
    return bool(side) or is_shown


def _title_of(material: Material, mention: Mention) -> str:
    """Return the words of a mention that are no part of the name."""
    name = material.cast.actors[mention.actor].name.split()
    return " ".join(t.text for t in material.doc[mention.start : mention.end] if t.text not in name)


def _office_of(material: Material, actor: int) -> str:
    """Return the office that the article gives a person, with its country where that is beyond doubt; "" for none."""
    office = material.cast.actors[actor].office
    if office is None or not is_office(office):
        return ""
    is_told = _is_printed(material, actor, office) and not _is_of_relative(material, actor)
    if not is_told and not _is_known(material, actor):
        return ""
    return f"{_side_of(material, actor)} {office}".strip()


def _is_of_relative(material: Material, actor: int) -> bool:
    """Return whether somebody else of the same name bears the same office: one of the two was given it by mistake."""
    office = material.cast.actors[actor].office
    same = (a for a in material.cast.actors if a.id != actor and a.kind is ActorKind.PERSON and a.office == office)
    return any(is_of_same_name(material, actor, a.id) for a in same)


def _side_of(material: Material, actor: int) -> str:
    """Return the adjective of a person's country where the article puts the two side by side; else "".

    For a statement's own officials and for known office-holders it is beyond doubt too.
    """
    cast = material.cast
    code = cast.country_of(actor)
    is_own = cast.speaker is not None and cast.country_of(cast.speaker) == code
    if code is None or not (is_own or _is_known(material, actor) or _is_beside(material, actor, code)):
        return ""
    return _adjective(material, code)


def _is_known(material: Material, actor: int) -> bool:
    """Return whether a person is an office-holder whom the reference tables have, with that office and country."""
    found = material.cast.actors[actor]
    return any(
        p.name == found.name and p.country == found.country and p.office == found.office
        for p in material.gazetteer.persons
    )


def _is_beside(material: Material, actor: int, code: CountryCode) -> bool:
    """Return whether a country is named in a mention of a person, or right before it."""
    country = material.gazetteer.countries.get(code)
    if country is None:
        return False
    told = (m for m in material.cast.mentions if m.actor == actor and m.form in _TOLD)
    printed = (material.doc[max(material.sentence_start(m.start), m.start - _NEAR) : m.end].text for m in told)
    return any(map(_shape_of(country).search, printed))


@cache
def _shape_of(country: Country) -> re.Pattern[str]:
    """Return the shape of any word for a country or its people."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _words_for(country)))})\b")


def _words_for(country: Country) -> tuple[str, ...]:
    return (country.name, country.short, *country.names, *country.demonyms)


def _say_seat(draft: Draft, material: Material, mention: Mention) -> None:
    """Say which country a capital stands for: "Washington [US]"."""
    country = material.gazetteer.countries.get(material.cast.country_of(mention.actor) or CountryCode(""))
    last = material.doc[mention.end - 1]
    if country is None or not draft.keeps(last.i) or not _is_capital(mention, material):
        return
    if _is_shown(draft, material, country.code, seats=False):
        return
    follows = material.doc[mention.end] if mention.end < draft.end else None
    if follows is not None and follows.tag_ == "POS" and draft.keeps(follows.i):
        draft.replace(follows.i, follows.i + 1, f"{follows.text} {added(country.short)}")
    else:
        draft.replace(last.i, last.i + 1, f"{last.text} {added(country.short)}")


def _is_capital(mention: Mention, material: Material) -> bool:
    """Return whether a mention is the bare name of a town that stands for a government, and no part of another name."""
    token = material.doc[mention.start]
    beside = [material.doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(material.doc)]
    is_part = token.dep_ in {"compound", "nmod"} or any(t.tag_ in {"NNP", "NNPS"} for t in beside)
    is_seat = token.text in material.gazetteer.places and token.lower_ not in _SHARED_SEATS
    return mention.end - mention.start == 1 and is_seat and not is_part


def _adjective(material: Material, code: CountryCode | None) -> str:
    """Return what stands before an office for its country: "US", "Chinese", "New Zealand"; "" for no state."""
    country = material.gazetteer.countries.get(code) if code is not None else None
    if country is None or country.alpha2 is None:
        return ""
    first = next(iter(country.demonyms), country.short)
    is_noun = first.endswith(_NO_ADJECTIVE) or country.short.isupper()
    return country.short if is_noun else first


def _is_shown(draft: Draft, material: Material, code: CountryCode | None, *, seats: bool = True) -> bool:
    """Return whether a country is named in what is left of a draft, by itself or in an adjective."""
    forms = _NAMING | ({MentionForm.METONYM} if seats else set())
    return any(
        m.form in forms and m.start not in draft.dropped and _names_country(material, m, code)
        for m in material.cast.in_span(draft.start, draft.end)
    )


def _names_country(material: Material, mention: Mention, code: CountryCode | None) -> bool:
    """Return whether the words of a mention name a country, be it within a title."""
    country = material.gazetteer.countries.get(code) if code is not None else None
    if country is None or material.cast.actors[mention.actor].country != code:
        return False
    if mention.form is MentionForm.METONYM:
        return True
    printed = material.doc[mention.start : mention.end].text
    return any(word in printed for word in _words_for(country))


def _has_title(material: Material, mention: Mention) -> bool:
    """Return whether words of an office stand in a mention before the name; "Mr" and the like are none."""
    first = material.doc[mention.start].text
    return first not in material.cast.actors[mention.actor].name.split() and first not in _ADDRESSES


def _is_described(draft: Draft, material: Material, mention: Mention) -> bool:
    """Return whether a draft says who somebody is, before or after the name."""
    if _has_title(material, mention):
        return True
    near = material.cast.in_span(max(draft.start, mention.start - 2 * _NEAR), mention.end + _NEAR)
    if any(m.form is MentionForm.DESCRIPTION and m.actor == mention.actor for m in near):
        return True
    tokens = [material.doc[i] for i in range(mention.start, mention.end)]
    beside = [c for t in tokens for c in t.children if c.i not in range(mention.start, mention.end)]
    if any(c.dep_ in {"appos", "relcl", "compound", "amod"} and draft.keeps(c.i) for c in beside):
        return True
    return any(t.dep_ == "appos" for t in tokens)


def _is_printed(material: Material, actor: int, office: str) -> bool:
    """Return whether the article itself gives somebody an office, in these words."""
    told = (m for m in material.cast.mentions if m.actor == actor and m.form in _TOLD)
    printed = (material.doc[max(0, m.start - _NEAR) : m.end + _AFTER].text.lower() for m in told)
    return any(office.lower() in text for text in printed)
