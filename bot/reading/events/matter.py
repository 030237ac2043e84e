"""What a clause is about besides its parties and its time: this tells one act from others like it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from bot.model.reading import ActorKind, Party
from bot.reading.actors.cast import MentionForm
from bot.reading.events.coding import Coding
from bot.reading.events.direction import Direction
from bot.reading.events.lexicon import canonical
from bot.reading.events.nouns import Nouns

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a clause is about.

    Attributes:
        things: Lemmas of its nouns that name no party of the event, nobody else who acts, and no time.
        doings: Lemmas of its verbs besides the one that tells the event.
    """

    things: frozenset[str]
    doings: frozenset[str]


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
    own = [token for token in words if token.i not in told and token.i not in dated]
    is_side = _sides_of(parties, nouns)
    return Matter(
        things=frozenset(canonical(token.lemma_) for token in own if _is_thing(token, nouns) and not is_side(token)),
        doings=frozenset(canonical(token.lemma_) for token in own if token.pos_ == "VERB"),
    )


def _is_thing(token: Token, nouns: Nouns) -> bool:
    if token.pos_ == "PROPN":
        return True
    return token.pos_ == "NOUN" and canonical(token.lemma_) not in _OCCASIONS and not nouns.is_party(token)


def _sides_of(parties: Direction, nouns: Nouns) -> Callable[[Token], bool]:
    """Return what says whether a word names a party or its country; a town in that country is a thing of its own."""
    both = (*parties.source, *parties.target)
    sides = {party.country for party in both if party.country is not None}
    actors = {party.actor for party in both}
    cast = nouns.cast

    def is_side(token: Token) -> bool:
        mention = cast.mention_at(token.i)
        if mention is None:
            return False
        meant = [each for each in mention.all_actors if each in actors or cast.country_of(each) in sides]
        if mention.form is not MentionForm.PLACE:
            return bool(meant)
        return any(token.lower_ in cast.actors[each].name.lower().split() for each in meant)

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
    return any(child.lower_ in _POINTING for child in subject.children)
