"""Papers: "the same statement" becomes "a statement by the ministry" where the sentence before tells whose it is."""

from collections.abc import Iterator
from typing import Final

from bot.reading.lexicon import load_words
from bot.reading.parsed import Token
from bot.reading.summary.draft import Draft, added
from bot.reading.summary.material import Material
from bot.reading.summary.names import spoken_name

_PAPER = load_words("quotes")["paper"]
_REACH: Final = 2
"""Sentences between a paper and "the same paper" at most."""


def say_papers(draft: Draft, material: Material, sentence: int) -> Iterator[int]:
    """Say whose "the same note" is.

    Args:
        draft: The draft; it is changed.
        material: The article.
        sentence: Index of the draft's sentence.

    Yields:
        The sentences that tell whose it is: the point draws on them too.
    """
    for noun in draft.tokens:
        if noun.lemma_.lower() not in _PAPER or noun.i in material.quoted:
            continue
        same = [c for c in noun.children if c.lower_ in {"the", "same"} and draft.keeps(c.i)]
        if {c.lower_ for c in same} != {"the", "same"}:
            continue
        found = _issuer(material, sentence)
        if found is not None:
            teller, name = found
            article = "an" if noun.lower_[0] in "aeiou" else "a"
            draft.replace(min(c.i for c in same), noun.i + 1, f"{article} {noun.text} {added(f'by {name}')}")
            yield teller


def _issuer(material: Material, sentence: int) -> tuple[int, str] | None:
    """Return the sentence that names who issued the last paper, and the name; None where none does for certain."""
    for teller in range(sentence - 1, max(-1, sentence - 1 - _REACH), -1):
        for token in material.tokens(teller):
            if token.lemma_.lower() in _PAPER and token.i not in material.quoted:
                actor = _subject_actor(token, material)
                return None if actor is None else (teller, spoken_name(material, actor))
    return None


def _subject_actor(paper: Token, material: Material) -> int | None:
    """Return the actor who says what stands in a paper: "the ministry said in a statement"."""
    verb = paper
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return None if subject is None else material.cast.at(subject.i)
