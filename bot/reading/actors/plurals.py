"""Whom "them" stands for as the object of a verb: the several whom the same one has dealt with just before."""

from collections.abc import Iterator
from itertools import islice

from bot.reading.actors.casting import Casting, Draft
from bot.reading.parsed import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MOST_WORDS = 60


def them(pronoun: Token, verb: Token, casting: Casting) -> tuple[Draft, ...]:
    """Return whom "them" stands for: "spoke with *both leaders* and urged *them*", "who met *the pair*, urged *them*".

    Args:
        pronoun: The object.
        verb: The verb that acts on it.
        casting: Every mention before it is there.

    Returns:
        Several actors; nobody where the words before name no several, or other people in the plural too.
    """
    found: list[tuple[Draft, ...]] = []
    for word in _told_before(pronoun, verb):
        if word.dep_ not in {"dobj", "pobj", "dative"}:
            continue
        reference = casting.at(word.i)
        parts = [casting.at(each.i) for each in (word, *word.conjuncts) if each.i < pronoun.i]
        drafts = tuple(dict.fromkeys(draft for part in parts if part is not None for draft in part.drafts))
        if len(drafts) > 1 and None not in parts:
            found.append(drafts)
        elif word.tag_ in {"NNS", "NNPS"} and reference is None and _may_be_people(word):
            return ()
    return found[0] if len(found) == 1 else ()


def _told_before(pronoun: Token, verb: Token) -> Iterator[Token]:
    """The words behind the verb that this one is joined to, or of the clause that describes its subject."""
    if verb.dep_ == "conj":
        told = (word for word in verb.head.subtree if verb.head.i < word.i < verb.left_edge.i)
        yield from islice(told, _MOST_WORDS)
    for subject in verb.lefts:
        for clause in subject.rights if subject.dep_ in _SUBJECTS else ():
            if clause.dep_ == "relcl":
                yield from islice((word for word in clause.subtree if clause.i < word.i < pronoun.i), _MOST_WORDS)


def _may_be_people(word: Token) -> bool:
    """Whether a plural may itself be meant by "them": not a time or a sum."""
    return word.ent_type_ not in {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"}
