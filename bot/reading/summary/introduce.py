"""Who somebody is and whose seat a capital is, said where a summary first names them: "[US Secretary of State] …"."""

from typing import Final

from bot.model.ids import CountryCode
from bot.model.reading import ActorKind
from bot.reading.actors.cast import Mention, MentionForm
from bot.reading.lexicon import load_words
from bot.reading.summary.draft import Draft, added
from bot.reading.summary.material import Material

_NEAR: Final = 3
"""Tokens between a name and a description of the same person at most, for the one to explain the other."""
_NO_ADJECTIVE: Final = ("er", "ers", "man", "women", "men")
_HEADS: Final = load_words("summary")["office_heads"]
_NAMING: Final = frozenset({MentionForm.NAME, MentionForm.ADJECTIVE, MentionForm.DESCRIPTION, MentionForm.PLACE})


def introduce(draft: Draft, material: Material, known: frozenset[int]) -> frozenset[int]:
    """Say the office and country of each person, and the country of each seat, where a summary first names them.

    Only what the article itself prints of a person is said.

    Args:
        draft: The draft, its names said; it is changed.
        material: The article.
        known: Actors whom the summary has named before.

    Returns:
        The actors that the draft names.
    """
    mentions = [
        m for m in material.cast.in_span(draft.start, draft.end) if draft.start <= m.start and m.end <= draft.end
    ]
    met = set(known)
    for mention in mentions:
        if all(i in draft.dropped for i in range(mention.start, mention.end)):
            continue
        is_new = mention.actor not in met
        if is_new and mention.start not in material.quoted and not mention.others:
            kind = material.cast.actors[mention.actor].kind
            if kind is ActorKind.PERSON and mention.form is MentionForm.NAME:
                _say_office(draft, material, mention)
            elif mention.form is MentionForm.METONYM:
                _say_seat(draft, material, mention)
        met.update(mention.all_actors)
    return frozenset(met) - known


def _say_office(draft: Draft, material: Material, mention: Mention) -> None:
    """Say the office before a person's name, or only its country where the office is printed there."""
    actor = material.cast.actors[mention.actor]
    side = _adjective(material, actor.country)
    if not side or actor.office is None or not draft.has(mention.start) or not _is_office(actor.office):
        return
    lead = "" if _is_shown(draft, material, actor.country) else side
    if _is_described(draft, material, mention):
        if lead and _has_title(material, mention):
            draft.prefix(mention.start, lead)
    elif _is_printed(material, mention.actor, actor.office):
        draft.prefix(mention.start, f"{side} {actor.office}")


def _is_office(office: str) -> bool:
    """Return whether words name an office that one can hold: a minister's, not that of a "leader" or "top diplomat"."""
    words = office.lower().split()
    return bool(_HEADS.intersection(words)) and words[0] not in {"top", "senior", "leader", "chief"}


def _say_seat(draft: Draft, material: Material, mention: Mention) -> None:
    """Say which country a seat of government stands for: "Washington [US]"."""
    country = material.gazetteer.countries.get(material.cast.country_of(mention.actor) or CountryCode(""))
    if country is None or _is_shown(draft, material, country.code, seats=False) or not draft.keeps(mention.end - 1):
        return
    last = material.doc[mention.end - 1]
    follows = material.doc[mention.end] if mention.end < draft.end else None
    if follows is not None and follows.tag_ == "POS" and draft.keeps(follows.i):
        draft.replace(follows.i, follows.i + 1, f"{follows.text} {added(country.short)}")
    else:
        draft.replace(last.i, last.i + 1, f"{last.text} {added(country.short)}")


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
    actor = material.cast.actors[mention.actor]
    country = material.gazetteer.countries.get(code) if code is not None else None
    if country is None or actor.country != code:
        return False
    if actor.kind is ActorKind.COUNTRY and mention.form is not MentionForm.DESCRIPTION:
        return True
    printed = material.doc[mention.start : mention.end].text
    return any(word in printed for word in (country.name, country.short, *country.names, *country.demonyms))


def _has_title(material: Material, mention: Mention) -> bool:
    """Return whether words of an office stand in a mention before the name."""
    first = material.doc[mention.start].text
    return first not in material.cast.actors[mention.actor].name.split()


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
    """Return whether the article itself gives somebody an office: its last word stands in a mention."""
    word = office.lower().split()[-1]
    mentions = (m for m in material.cast.mentions if m.actor == actor and m.form is not MentionForm.PRONOUN)
    return any(word in material.doc[m.start : m.end].text.lower() for m in mentions)
