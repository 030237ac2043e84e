"""Codes clauses that only say what something is: "called the raid a crime", "there is no question of"."""

from spacy.tokens import Token

from bot.reading.events import tree
from bot.reading.events.coding import Coding
from bot.reading.events.lexicon import Lexicon, canonical
from bot.reading.events.predicate import Predicate


def is_ruled_out(noun: Token) -> bool:
    """Return whether a noun says that there is "no question of" something."""
    return noun.lemma_.lower() == "question" and any(child.lower_ == "no" for child in noun.children)


def naming(clause: Predicate, lexicon: Lexicon) -> Coding | None:
    """Code "called the raid a crime": the verb only joins a word of blame or praise to what it is said of.

    Args:
        clause: The clause.
        lexicon: For the verbs and the words.

    Returns:
        The coding, or None for other verbs and words.
    """
    if clause.lemma not in lexicon.words["naming.verbs"]:
        return None
    for word in tree.children(clause.verb, "oprd", "ccomp", "xcomp", "acomp", "dobj", "attr"):
        kind = lexicon.namings.get(canonical(word.lemma_))
        if kind is not None and not tree.first_child(word, "aux", "auxpass"):
            return Coding(type=kind, act=kind, clause=clause, trigger=clause.verb)
    return None
