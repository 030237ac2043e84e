"""Who and what a sentence names, and by which words the article calls them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.model.countries import Gazetteer
from bot.model.reading import ActorKind
from bot.reading.actors.cast import Mention, MentionForm
from bot.reading.parsed import Token
from bot.reading.support.claim import Claim
from bot.reading.support.lexicon import EMPTY, STATES, key_of, stands_for

_NAMING: Final = frozenset({"amod", "compound", "nmod", "poss", "appos"})
_WORDY: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_QUALIFYING: Final = frozenset(
    {"former", "ex", "ex-", "late", "acting", "then", "next", "future", "incoming", "outgoing"}
)
_OWN_VOICE: Final = frozenset({"we", "our", "us", "i", "my"})
_BARE: Final = frozenset({MentionForm.NAME, MentionForm.METONYM, MentionForm.PRONOUN})


def country_words(gazetteer: Gazetteer) -> Mapping[str, str]:
    """Return the one-word names and demonyms of countries with their codes."""
    return {
        word: str(code)
        for code, country in gazetteer.countries.items()
        for word in (country.name, country.short, *country.names, *country.demonyms)
        if " " not in word
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The actors of an article with a claim behind it.

    Attributes:
        claim: Article and claim.
        known: For each actor the words by which the article calls it, names, titles and sides.
        sides: One-word names and demonyms of countries with their codes.
    """

    claim: Claim
    known: Mapping[int, frozenset[str]]
    sides: Mapping[str, str] = field(repr=False)

    @classmethod
    def of(cls, claim: Claim, sides: Mapping[str, str]) -> "People":
        """Gather the words by which an article calls its actors."""
        cast, doc = claim.both.cast, claim.both.doc
        words: defaultdict[int, set[str]] = defaultdict(set)
        for mention in cast.mentions:
            if mention.end <= claim.start:
                words[mention.actor].update(
                    _word(token, sides) for token in _name_phrase(mention, doc[mention.end - 1])
                )
        return cls(claim=claim, known={actor: frozenset(found) for actor, found in words.items()}, sides=sides)

    def is_same(self, said: Token, printed: Token) -> bool:
        """Return whether two nouns mean one actor, and the first says no more of it than the article does.

        Args:
            said: Head of a mention in the claim.
            printed: A token of the article.
        """
        mine, theirs = self._mention(said), self._mention(printed)
        if mine is None or theirs is None or not set(mine.all_actors) <= set(theirs.all_actors):
            return False
        actor = self.claim.both.cast.actors[mine.actor]
        if mine.is_pronoun and theirs.is_pronoun and said.lower_ == printed.lower_:
            return True
        if theirs.is_pronoun and not (actor.kind is ActorKind.PERSON or printed.lower_ in _OWN_VOICE):
            return False  # whom "it", "they" and "these actions" mean is too often a guess
        if mine.others or mine.is_pronoun:
            return True
        if actor.kind is ActorKind.PERSON:
            return self._is_known(mine, said)
        if mine.form in _BARE and actor.kind is not ActorKind.COUNTRY:
            return self._is_known(mine, said)
        return self._is_state(mine, theirs, said, printed) and self._is_known(mine, said)

    def words_of(self, said: Token) -> Iterator[Token]:
        """Yield the tokens by which a claim names the actor whose mention covers a token."""
        mention = self._mention(said)
        if mention is not None:
            yield from _name_phrase(mention, said)

    def _mention(self, token: Token) -> Mention | None:
        return self.claim.both.cast.mention_at(token.i)

    def _is_known(self, mention: Mention, head: Token) -> bool:
        """Return whether the article uses every word with which a claim names an actor."""
        known = self.known.get(mention.actor, frozenset())
        country = self.claim.both.cast.actors[mention.actor].country
        words = [_word(t, self.sides) for t in _name_phrase(mention, head) if t.pos_ in _WORDY]
        strange = [w for w in words if w not in known and w != f"side:{country}"]
        names = {part.casefold() for part in self.claim.both.cast.actors[mention.actor].name.split()}
        has_title = any(w not in names and w != f"side:{country}" for w in words)
        lost = _QUALIFYING & known - set(words)
        return not any(not any(stands_for(w, k) for k in known) for w in strange) and not (has_title and lost)

    def _is_state(self, mine: Mention, theirs: Mention, said: Token, printed: Token) -> bool:
        """Return whether a claim may name a state, or what acts for it, where the article names it otherwise."""
        one, other = key_of(said), key_of(printed)
        if one == other:
            return True
        if mine.form is MentionForm.DESCRIPTION:
            return stands_for(one, other) or (one in STATES and (theirs.form in _BARE or other in STATES))
        if mine.form is MentionForm.PLACE or theirs.form is MentionForm.PLACE:
            return one in self.sides  # a country for a town in it, never the other way round
        if mine.form is MentionForm.ADJECTIVE or theirs.form is MentionForm.ADJECTIVE:
            return True
        return theirs.form in _BARE or other in STATES


def _name_phrase(mention: Mention, head: Token) -> Iterator[Token]:
    """Yield the tokens of a mention and all that stands beside it: titles, sides, appositions."""
    inside = [head.doc[i] for i in range(mention.start, mention.end)]
    yield from inside
    if not mention.is_pronoun:
        beside = {w.i: w for t in inside for c in t.children if c.dep_ in _NAMING for w in c.subtree}
        yield from (word for i, word in beside.items() if not mention.start <= i < mention.end)


def _word(token: Token, sides: Mapping[str, str]) -> str:
    """Return the word by which a name's part is compared; a country's name and its adjective are one."""
    return f"side:{sides[token.text]}" if token.text in sides else key_of(token)


def is_silent(token: Token) -> bool:
    """Return whether a token says nothing of its own: an article, an auxiliary, a mark, "also"."""
    return (
        token.pos_ in {"PUNCT", "SPACE", "DET", "ADP", "AUX", "CCONJ", "SCONJ", "PART", "PRON"} or token.lower_ in EMPTY
    )
