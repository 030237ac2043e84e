"""What a clause is about besides its parties and its time: this tells one act from others like it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.model.reading import ActorKind, Party
from bot.reading.actors.cast import MentionForm
from bot.reading.events.coding import Coding
from bot.reading.events.direction import Direction
from bot.reading.events.lexicon import canonical
from bot.reading.events.nouns import Nouns
from bot.reading.parsed import Token

_OCCASIONS = frozenset({
    "statement", "interview", "report", "speech", "letter", "conference", "meeting", "message", "remark", "comment",
    "tweet", "post", "spokesperson", "official", "source", "reason", "news", "day", "week", "month", "year", "time",
})  # fmt: skip
"""Nouns for how, when and by whom something was said, not for what."""
_POINTING = frozenset({"the", "this", "that", "these", "those", "such", "its", "their", "his", "her"})
_POINTERS = frozenset({
    "move", "step", "action", "decision", "measure", "announcement", "ban", "suspension", "order", "restriction",
    "curb", "sanction", "embargo", "prohibition", "ruling",
})  # fmt: skip

_WIDER = frozenset({MentionForm.PLACE, MentionForm.DESCRIPTION})
"""Mentions that hold more than the name of whom they stand for: "Bergen", "two Norwegian *sailors*"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a clause is about, by the lemmas of its words; who does it is left out.

    Attributes:
        things: Nouns that name no party of the event, no state, diplomat or occasion, and no time.
        names: Those of them that are names: a town, a ship, a law.
        doings: Verbs besides the one that tells the event.
        objects: All nouns and names but countries', whoever they name.
        known: Those of them by which the reader is meant to know what was told before: names, and "*the* sailors".
    """

    things: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    doings: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()


def matter(words: Iterable[Token], coding: Coding, parties: Direction, nouns: Nouns, dated: frozenset[int]) -> Matter:
    """Return what a clause is about.

    Args:
        words: The words of the clause.
        coding: The coded clause.
        parties: Its parties.
        nouns: Classes of nouns, and the cast.
        dated: Tokens of time expressions.
    """
    told = {coding.trigger.i, coding.clause.verb.i, *([] if coding.frame is None else [coding.frame.verb.i])}
    told |= {token.i for doer in coding.clause.doers if nouns.is_party(doer) for token in doer.subtree}
    own = [token for token in words if token.i not in told and token.i not in dated]
    is_side = _sides_of(parties, nouns)
    objects = [token for token in own if token.pos_ in {"NOUN", "PROPN"} and not _is_country(token, nouns)]
    things = [token for token in own if _is_thing(token, nouns) and not is_side(token)]
    return Matter(
        things=_lemmas(things),
        names=_lemmas(token for token in things if token.pos_ == "PROPN"),
        doings=_lemmas(token for token in own if token.pos_ == "VERB"),
        objects=_lemmas(objects),
        known=_lemmas(token for token in objects if token.pos_ == "PROPN" or _is_definite(token)),
    )


def _lemmas(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset(canonical(token.lemma_) for token in tokens)


def _is_thing(token: Token, nouns: Nouns) -> bool:
    if token.pos_ != "NOUN":
        return token.pos_ == "PROPN"
    classes = nouns.parties(token)
    is_of_state = bool(classes & {"state", "diplomat"}) and "armed" not in classes
    return not is_of_state and canonical(token.lemma_) not in _OCCASIONS


def _is_definite(noun: Token) -> bool:
    return any(child.lower_ in _POINTING for child in noun.children)


def _is_country(token: Token, nouns: Nouns) -> bool:
    mention = nouns.cast.mention_at(token.i)
    if mention is None or mention.form is MentionForm.DESCRIPTION:
        return False
    return nouns.cast.actors[mention.actor].kind is ActorKind.COUNTRY


def _sides_of(parties: Direction, nouns: Nouns) -> Callable[[Token], bool]:
    """Return what says whether a word names a party or its country; its towns and people are things of their own."""
    both = (*parties.source, *parties.target)
    sides = {party.country for party in both if party.country is not None}
    actors = {party.actor for party in both}
    cast = nouns.cast

    def is_side(token: Token) -> bool:
        mention = cast.mention_at(token.i)
        if mention is None:
            return False
        meant = [each for each in mention.all_actors if each in actors or cast.country_of(each) in sides]
        if mention.form not in _WIDER:
            return bool(meant)
        names = (cast.actors[each].name.lower().split() for each in meant)
        return (bool(meant) and token.text.isupper()) or any(token.lower_ in words for words in names)

    return is_side


def named(parties: Direction, nouns: Nouns) -> frozenset[Party]:
    """Return those parties that are persons or bodies, not whole countries."""
    both = (*parties.source, *parties.target)
    return frozenset(party for party in both if nouns.cast.actors[party.actor].kind is not ActorKind.COUNTRY)


def points_back(coding: Coding) -> bool:
    """Return whether the subject of a clause is a noun for what was told before: "*the ban* keeps the airline out"."""
    subject = coding.clause.subject
    if subject is None or canonical(subject.lemma_) not in _POINTERS:
        return False
    return _is_definite(subject)
