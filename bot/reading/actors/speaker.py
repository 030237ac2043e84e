"""Who says "we" in a statement: the state whose office or office-holder put it out, where that is certain.

A news report has no voice of its own; a ministry's statement, a spokesperson's note or a page of a government does.
What stands in quotation marks belongs to whoever is quoted, never to the statement.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from bot.model.countries import IGO, NGO, Country, Gazetteer, Person
from bot.model.ids import CountryCode
from bot.model.reading import Actor, ActorKind, ArticleText, Span
from bot.model.words import has_word
from bot.reading.actors.cast import Cast, Mention, MentionForm
from bot.reading.actors.own_words import OURSELVES, speaker_by_words, unquoted
from bot.reading.parsed import Doc, Token

_ORGANS = frozenset({
    "Ministry", "Government", "Embassy", "Department", "Cabinet", "Administration", "Mission", "Consulate",
})  # fmt: skip
_MEASURES = frozenset({"action", "step", "measure", "decision", "designation", "announcement", "sanction"})
_POINTING = frozenset({"this", "these", "today"})
_LINES = 3
"""Lines at the top of a text among which its byline may stand."""
_LONGEST_BYLINE = 160
_OFFICE = (
    r"(?:spokes(?:person|man|woman)|secretary|(?:prime )?minister|ministry|president|chancellor|premier|ambassador|"
    r"department|embassy|government|white house|state house|foreign office)"
)
_STATEMENT = re.compile(
    rf"(?:(?:press |official |media )?(?:statement|remarks|communiqu[eé]|declaration|message|address|readout)\b"
    rf".{{0,40}}?\b(?:by|from|of)\b.*\b{_OFFICE}\b.*"
    rf"|.*\bis attributable to\b.*\b{_OFFICE}\b.*"
    rf"|office of the (?:spokesperson|president|prime minister)\b.*"
    rf"|.*\bspokes(?:person|man|woman)\b.*\b(?:press|news|media) (?:conference|briefing)\b.*"
    r"|[A-Z][\w.'-]*(?: [\w.'-]+){1,4}, (?:[\w'-]+ ){0,4}" + _OFFICE + r"(?: (?:of|for)\b[^.!?]*)?:?)",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"\b(?:by|from|of)\b.*?(?=\s(?:on|regarding|concerning|about|following|after|marking|ahead|before)\s|$)",
    re.IGNORECASE,
)
"""Who makes a statement, without what it is about: "statement by the foreign minister of Chad on Mali"."""
_SHARED = re.compile(r"\bjoint\b|\b(?:and|&) .*\b(?:president|minister|secretary)\b", re.IGNORECASE)
_JOINT = re.compile(r"\bjoint\b", re.IGNORECASE)
_STATES = {"uk": "GB"}
"""Country-code domains that differ from ISO 3166-1 alpha-2."""
_GOVERNMENT = frozenset({"gov", "go", "gob", "gouv", "gc", "govt", "gub"})


def speaker_of(article: ArticleText, doc: Doc, cast: Cast, gazetteer: Gazetteer) -> CountryCode | None:
    """Return the state in whose voice an article is written.

    Args:
        article: The article; its title, source and address are looked at.
        doc: The parse of its normalised text.
        cast: Its actors.
        gazetteer: Countries and office-holders.

    Returns:
        Its code; None for a report, a joint statement, and wherever two states could be meant.

    Source:
        Government second-level domains: IANA root zone (.gov) and the registries' conventions (gov.uk, go.jp, gob.mx).
    """
    title = article.title or ""
    lines = (title, *doc.text.strip().split("\n")[:_LINES])
    signed = [line.strip() for line in lines if len(line) < _LONGEST_BYLINE and _STATEMENT.fullmatch(line.strip())]
    if _JOINT.search(title) or any(_SHARED.search(line) for line in signed):
        return None
    by_address = _by_address(article.url or "", gazetteer)
    if by_address is not None:
        return by_address
    named = _named(signed, article, gazetteer)
    return named or speaker_by_words(doc, cast, is_signed=bool(signed))


def _named(signed: Sequence[str], article: ArticleText, gazetteer: Gazetteer) -> CountryCode | None:
    """Return the state that the bylines name, or the source where they name none."""
    if not signed:
        return None
    sides = {side for line in signed for side in _sides(line, article.published, gazetteer)}
    if not sides and re.search(_OFFICE, article.source or "", re.IGNORECASE):
        sides = set(_sides(article.source or "", article.published, gazetteer))
    return sides.pop() if len(sides) == 1 else None


def voiced(cast: Cast, doc: Doc, speaker: CountryCode, gazetteer: Gazetteer) -> Cast:
    """Return a cast in which the text's own "we" and "our" name the state that speaks, and its officials are its.

    Args:
        cast: The article's cast.
        doc: The parse of its normalised text.
        speaker: The state that speaks.
        gazetteer: For its name.

    Returns:
        The cast, with the state among its actors; the same cast where the text neither says "we" nor names
        the state.
    """
    own = [token for token in _own_voice(doc) if _is_free(token, cast)]
    cast = replace(cast, actors=tuple(_housed(actor, speaker, cast, doc) for actor in cast.actors))
    actors = cast.actors
    actor = next((a.id for a in actors if a.kind is ActorKind.COUNTRY and a.country == speaker), len(actors))
    if not own:
        return cast if actor == len(actors) else replace(cast, speaker=actor)
    if actor == len(actors):
        spans = tuple(Span(start=token.idx, end=token.idx + len(token)) for token in own)
        name = gazetteer.country(speaker).name
        added = Actor(id=actor, kind=ActorKind.COUNTRY, name=name, country=speaker, office=None, mentions=spans[:1])
        actors = (*actors, added)
    ours = {token.i: Mention(actor=actor, start=token.i, end=token.i + 1, form=MentionForm.PRONOUN) for token in own}
    kept = [mention for mention in cast.mentions if not any(i in ours for i in range(mention.start, mention.end))]
    mentions = tuple(sorted((*kept, *ours.values()), key=lambda mention: mention.start))
    return replace(cast, actors=actors, mentions=mentions, own_voice=frozenset(ours), speaker=actor)


def _is_free(token: Token, cast: Cast) -> bool:
    """Whether an organ's name is nobody else's: "the Ministry" of the one that speaks, not one named before."""
    return token.text not in _ORGANS or cast.mention_at(token.i) is None


def _housed(actor: Actor, speaker: CountryCode, cast: Cast, doc: Doc) -> Actor:
    """Give an official of no known state, who acts at his first mention, to the state that speaks."""
    if actor.kind is not ActorKind.PERSON or actor.country is not None or actor.office is None:
        return actor
    first = next((mention for mention in cast.mentions if mention.actor == actor.id), None)
    if first is None:
        return actor
    root = doc[first.start : first.end].root
    does = root.dep_ in {"nsubj", "nsubjpass", "poss"} or (root.dep_ == "pobj" and root.head.lower_ in {"of", "by"})
    return replace(actor, country=speaker) if does else actor


def _own_voice(doc: Doc) -> Iterator[Token]:
    """The words outside quotation marks by which a statement names its speaker, or what the speaker does by it."""
    for token in unquoted(doc):
        if token.text in OURSELVES or _is_own_organ(token) or _is_own_measure(token):
            yield token


def _is_own_organ(token: Token) -> bool:
    """Whether an organ of state is named as a statement names its own: "the Ministry" and no more."""
    if token.text not in _ORGANS or "'s" in {child.lower_ for child in token.children}:
        return False
    around = [child for child in token.children if not child.is_punct]
    return len(around) == 1 and around[0].lower_ in {"the", "this"} and token.dep_ in {"nsubj", "nsubjpass", "poss"}


def _is_own_measure(token: Token) -> bool:
    """Whether a noun stands for the speaker's own act of the day: "today's action", "these measures"."""
    return (
        token.dep_ == "nsubj"
        and token.lemma_.lower() in _MEASURES
        and any(child.lower_ in _POINTING and child.dep_ in {"det", "poss"} for child in token.children)
    )


def _by_address(url: str, gazetteer: Gazetteer) -> CountryCode | None:
    """The state that owns a government's domain."""
    labels = (urlsplit(url).hostname or "").lower().split(".")
    if labels[-1] in {"gov", "mil"}:
        return CountryCode("USA")
    if len(labels) < 2 or labels[-2] not in _GOVERNMENT:
        return None
    alpha2 = _STATES.get(labels[-1], labels[-1].upper())
    return next((each.code for each in gazetteer.countries.values() if each.alpha2 == alpha2), None)


def _sides(line: str, published: date | None, gazetteer: Gazetteer) -> Iterator[CountryCode]:
    """The states that a byline names as its speaker, by an office-holder in office, else by a country's name."""
    said_by = _TOPIC.search(line)
    line = line[: said_by.end()] if said_by is not None else line
    line = line.title() if line.isupper() else line
    holders = {p.country for p in gazetteer.persons if _holds(p, published) and has_word(line, (p.name, *p.names))}
    if holders:
        yield from sorted(holders)
        return
    for country in gazetteer.countries.values():
        if country.code not in {IGO, NGO} and has_word(line, _words_for(country)):
            yield country.code


def _words_for(country: Country) -> tuple[str, ...]:
    return (country.name, country.short, *country.names, *country.demonyms, *country.metonyms)


def _holds(person: Person, published: date | None) -> bool:
    if published is None:
        return False
    return (person.since or 0) <= published.year <= (person.until or published.year)
