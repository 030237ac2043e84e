"""Whose arrest "his arrest" is: not that of who speaks of it, where the clause before dealt with another."""

from typing import Final

from bot.model.reading import ActorKind
from bot.reading.actors.casting import Casting, Draft
from bot.reading.parsed import Token

_UNDERGONE: Final = frozenset({
    "arrest", "detention", "imprisonment", "release", "trial", "conviction", "sentence", "sentencing", "expulsion",
    "extradition", "deportation", "killing", "murder", "execution", "pardon", "abduction", "kidnapping", "removal",
    "ouster", "jailing", "treatment", "prosecution", "acquittal",
})  # fmt: skip


def undergoer(pronoun: Token, casting: Casting) -> Draft | None:
    """Return whom a deed was done to: "welcomed *the envoy* and called *his* detention illegal".

    Args:
        pronoun: "his" or "her".
        casting: Every mention before it is there.

    Returns:
        The person that the verb before, with the same subject, acts on; None for other pronouns.
    """
    deed = pronoun.head
    verb = deed.head
    if pronoun.tag_ != "PRP$" or deed.lemma_.lower() not in _UNDERGONE:
        return None
    while verb.dep_ not in {"conj", "ROOT"} and verb.head.i != verb.i and verb.pos_ != "VERB":
        verb = verb.head
    if verb.dep_ == "ccomp" and verb.head.dep_ == "conj":
        verb = verb.head
    if verb.dep_ != "conj" or any(
        child.dep_ in {"nsubj", "nsubjpass"} and child.i < deed.left_edge.i for child in verb.lefts
    ):
        return None
    met = next((child for child in verb.head.rights if child.dep_ == "dobj" and child.i < verb.i), None)
    reference = casting.at(met.i) if met is not None else None
    if reference is None or len(reference.drafts) > 1 or reference.draft.kind is not ActorKind.PERSON:
        return None
    return reference.draft
