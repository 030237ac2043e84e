"""Whether a predicate of an article says what one of a claim says: words, what hangs on it, how it is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.reading.events import tree
from bot.reading.parsed import Token
from bot.reading.support.claim import Claim
from bot.reading.support.clause import (
    HOW,
    OBJECT,
    OF,
    SUBJECT,
    Arc,
    Link,
    arcs_of,
    chain_of,
    is_predicate,
    label_for,
    speaker_of,
)
from bot.reading.support.figures import Figure
from bot.reading.support.lexicon import NARROWED, WEIGHTY, key_of, same_relation, stands_for
from bot.reading.support.manner import is_as_weighty, is_same_manner, modality, operators, tense
from bot.reading.support.people import People, is_silent
from bot.reading.support.times import Times

_DEPTH: Final = 6
_PLACING: Final = frozenset({SUBJECT, OBJECT, OF})
_UNIVERSAL: Final = frozenset({"all", "every", "each", "any", "no", "most", "only", "few", "half"})
_BINDING: Final = frozenset({"must", "should", "can", "may", "future", "would"})
_FACTIVE: Final = frozenset({"after", "because", "although", "though"})
"""Conjunctions below which what is told in the past did take place, and may be told by itself."""
_CIRCUMSTANCES: Final = frozenset({SUBJECT, HOW, "after", "following", "amid", "over", "because"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Lays predicates of a claim over those of its article.

    Attributes:
        claim: Article and claim.
        people: Who is named in them.
        times: Their time expressions, by where they hang.
        figures: Their numbers by token.
        quoted: Tokens of the claim that stand in quotation marks, with the sentence that prints them.
        spoken: Tokens of the article between quotation marks with their speakers.
    """

    claim: Claim
    people: People
    times: Times
    figures: Mapping[int, Figure]
    quoted: Mapping[int, int]
    spoken: Mapping[int, int | None]

    # what hangs on it

    def arguments(self, said: Token, printed: Token) -> set[int] | None:
        """Return the tokens of a claim that hang on its predicate, if each hangs on the article's one, too."""
        theirs = arcs_of(printed)
        used: list[tuple[Arc, Arc]] = []
        covered: set[int] = set()
        for arc in arcs_of(said):
            if self._is_settled(arc.token) or self._is_quoted_in(arc.token, printed):
                continue
            taken = {other.token.i for _, other in used if not self._is_group(other.token)}
            found = self._arc(arc, said, printed, [other for other in theirs if other.token.i not in taken])
            if found is None:
                return None
            covered |= found[1]
            if found[0] is not None:
                used.append((arc, found[0]))
        dated = self.times.match(said, printed)
        if dated is None or self._claims_more(said, printed, theirs, used):
            return None
        return covered | dated

    def _is_group(self, printed: Token) -> bool:
        """Return whether a word of the article stands for several actors, each of whom a claim may name."""
        mention = self.claim.both.cast.mention_at(printed.i)
        return mention is not None and bool(mention.others)

    def _is_quoted_in(self, token: Token, printed: Token) -> bool:
        """Return whether a word is quoted from the sentence of the article's predicate."""
        sentence = self.quoted.get(token.i)
        return sentence is not None and printed in self.claim.printed(sentence)

    def _is_settled(self, token: Token) -> bool:
        """Return whether a word is compared elsewhere: a time, a weighty adverb, a word that says nothing."""
        is_weighty = token.pos_ in {"ADV", "ADP", "PART"} and key_of(token) in WEIGHTY
        return token.i in self.times.dated or is_weighty or (token.pos_ == "ADV" and is_silent(token))

    def _arc(self, arc: Arc, said: Token, printed: Token, theirs: Sequence[Arc]) -> tuple[Arc | None, set[int]] | None:
        """Return the article's arc that matches a claim's, with the tokens covered; None where none does."""
        wanted = label_for(said, arc.label)
        for other in theirs:
            if not _is_same_label(wanted, label_for(printed, other.label)):
                continue
            found = self._node(arc.token, other.token, _DEPTH)
            if found is not None:
                return other, found
        if arc.label in _PLACING or arc.label == HOW:
            return None
        for other in theirs:  # "spoke about fish in Oslo": what "in Oslo" hangs on is the parser's guess
            for inner in arcs_of(other.token):
                if _is_same_label(arc.label, inner.label) and inner.label != OF:
                    found = self._node(arc.token, inner.token, _DEPTH)
                    if found is not None:
                        return None, found
        return None

    def _node(self, said: Token, printed: Token, depth: int) -> set[int] | None:
        """Return the tokens of a claim's phrase if the article's phrase says it; None where not."""
        if said.i in self.quoted:
            sentence = self.quoted[said.i]
            return {said.i} if printed in self.claim.printed(sentence) and printed.i in self.spoken else None
        if depth == 0 or not self._is_same_word(said, printed):
            return None
        if not is_as_weighty(said, printed):
            return None
        covered = {said.i, *(c.i for c in said.children if key_of(c) in WEIGHTY), *self._figure(said)}
        covered |= {
            w.i for c in said.children if c.dep_ in {"quantmod", "advmod"} for w in c.children if key_of(w) in WEIGHTY
        }
        named = set() if self._is_unnamed(said) else {t.i for t in self.people.words_of(said)}
        dated = self.times.match(said, printed)
        if dated is None or (said.pos_ == "VERB") != (printed.pos_ == "VERB"):
            return None
        hanging = list(arcs_of(printed))
        for arc in arcs_of(said):
            if arc.token.i in named or arc.token.i in covered or self._is_settled(arc.token):
                continue
            found = self._inner(arc, hanging, printed, depth)
            if found is None:
                return None
            covered |= found[1]
            hanging = [other for other in hanging if other is not found[0]]
        if operators(printed) & _UNIVERSAL and not self._keeps_all(said, printed):
            return None
        return covered | named | dated

    def _inner(
        self, arc: Arc, hanging: Sequence[Arc], printed: Token, depth: int
    ) -> tuple[Arc | None, set[int]] | None:
        """Return the arc that matches what hangs on a claim's noun, of the article's noun or of the verb above it."""
        verb = tree.clause_of(printed)
        is_bound = arc.label in {OF, HOW, "appos"} or verb is None or verb.i == printed.i
        above = () if is_bound or verb is None else (a for a in arcs_of(verb) if a.label not in _PLACING)
        for other in (*hanging, *above):
            if _is_same_label(arc.label, other.label):
                found = self._node(arc.token, other.token, depth - 1)
                if found is not None:
                    return other, found
        return None

    def _is_unnamed(self, token: Token) -> bool:
        return self.claim.both.cast.mention_at(token.i) is None

    def _figure(self, token: Token) -> set[int]:
        figure = self.figures.get(token.i)
        return set() if figure is None else set(range(figure.start, figure.end))

    def _is_same_word(self, said: Token, printed: Token) -> bool:
        """Return whether two words name one actor, one number or one thing."""
        mine, theirs = self.figures.get(said.i), self.figures.get(printed.i)
        if mine is not None or theirs is not None:
            return mine is not None and theirs is not None and mine.value == theirs.value
        if not self._is_unnamed(said):
            return self.people.is_same(said, printed)
        if said.pos_ == "PROPN":
            return said.text == printed.text
        return stands_for(key_of(said), key_of(printed))

    # what leaving out would claim

    def _claims_more(self, said: Token, printed: Token, theirs: Sequence[Arc], used: Sequence[tuple[Arc, Arc]]) -> bool:
        """Return whether a claim leaves out what bounds the article's statement: whom a ban hits, who must do it."""
        is_narrowed = key_of(printed) in NARROWED or bool(operators(printed) & {"not", "no", "never"})
        if is_narrowed:
            matched = {other.token.i for _, other in used}
            left = [a for a in theirs if a.label not in _CIRCUMSTANCES and a.token.i not in matched]
            if any(a.token.i not in self.times.dated for a in left):
                return True
            return any(not self._keeps_all(a.token, o.token) for a, o in used if a.label != SUBJECT)
        if modality(printed) in _BINDING:
            bare = [(a, o) for a, o in used if a.label == SUBJECT and o.token.tag_ == "NNS"]
            return any(not self._keeps_all(a.token, o.token) for a, o in bare)
        return False

    def _keeps_all(self, said: Token, printed: Token) -> bool:
        """Return whether a claim's noun has everything by which the article's noun is narrowed."""
        if self.claim.both.cast.mention_at(printed.i) is not None and printed.pos_ == "PROPN":
            return True
        mine = [key_of(a.token) for a in arcs_of(said)]
        for arc in arcs_of(printed):
            if arc.token.i in self.times.dated or arc.label == "appos":
                continue
            if not any(stands_for(word, key_of(arc.token)) for word in mine) and not any(
                self._is_same_word(a.token, arc.token) for a in arcs_of(said)
            ):
                return False
        clauses = [{c.dep_ for c in noun.children} & {"relcl", "acl"} for noun in (said, printed)]
        return bool(clauses[0]) or not clauses[1]

    # how it is said

    def has_same_force(self, said: Token, printed: Token) -> bool:
        """Return whether two predicates are told alike: by the same speaker, under the same clauses, as sure."""
        mine, theirs = chain_of(said), chain_of(printed)
        is_said = self._speakers(said, mine)
        was_said = self._speakers(printed, theirs)
        if not is_same_manner(said, printed, is_said=bool(is_said)):
            return False
        if bool(is_said) != bool(was_said) or (is_said and not self._is_same_speaker(is_said[0], was_said[0])):
            return False
        if not self._is_same_saying(mine, theirs):
            return False
        above, over = ([link for link in chain if not link.is_said] for chain in (mine, theirs))
        if not above and tense(printed) == "past":
            over = [link for link in over if link.kind not in _FACTIVE]
        return len(above) == len(over) and all(map(self._is_same_link, above, over))

    def _is_same_saying(self, mine: Sequence[Link], theirs: Sequence[Link]) -> bool:
        """Return whether who is said to say something does so by no other verb: what is believed was not said."""
        verbs = [next((link.governor for link in chain if link.is_said), None) for chain in (mine, theirs)]
        said, printed = verbs
        if said is None or printed is None or not (is_predicate(said) and is_predicate(printed)):
            return True
        return stands_for(key_of(said), key_of(printed)) and is_as_weighty(said, printed)

    def _speakers(self, verb: Token, chain: Sequence[Link]) -> list[Token | int]:
        """Return who says what a verb tells, nearest first: nouns, or an actor's id for words in quotation marks."""
        found: list[Token | int] = []
        for link in chain:
            speaker = speaker_of(link) if link.is_said else None
            if speaker is not None:
                found.append(speaker)
            elif link.is_said:
                found.append(-1)
        if not found and verb.i in self.spoken:
            actor = self.spoken[verb.i]
            found.append(-1 if actor is None else actor)
        return found

    def _is_same_speaker(self, mine: Token | int, theirs: Token | int) -> bool:
        if isinstance(mine, int):
            return False
        if isinstance(theirs, int):
            return self.claim.both.cast.at(mine.i) == theirs
        return self._node(mine, theirs, _DEPTH) is not None

    def _is_same_link(self, mine: Link, theirs: Link) -> bool:
        """Return whether two clauses above are one: same word, same manner, and nobody else's."""
        kinds = {mine.kind, theirs.kind}
        if len(kinds) > 1 and not kinds <= {"ccomp", "xcomp"} and not same_relation(mine.kind, theirs.kind):
            return False
        said, printed = mine.governor, theirs.governor
        if not stands_for(key_of(said), key_of(printed)):
            return False
        if not is_predicate(said):
            return operators(said) == operators(printed)
        return is_same_manner(said, printed, is_said=True) and self.arguments(said, printed) is not None


def _is_same_label(mine: str, theirs: str) -> bool:
    return mine == theirs or same_relation(mine, theirs)
