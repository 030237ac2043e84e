"""Codes clauses that only say what something is: "called the raid a crime", "there is no question of"."""

from spacy.tokens import Token

from bot.model.plover import EventType
from bot.reading.events import tree
from bot.reading.events.coding import Coding
from bot.reading.events.lexicon import Lexicon, canonical
from bot.reading.events.nouns import Nouns
from bot.reading.events.predicate import Predicate

_PIECES = frozenset({"act", "piece", "form", "case", "series", "policy", "attempt"})
_MERELY_BEHIND = frozenset({"bar", "schedule", "plan", "line", "wheel", "scene", "rival", "time"})
_SPEAKERS = frozenset({"he", "she", "they", "we", "i"})


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
        kind = _named(word, lexicon)
        if kind is not None and not tree.first_child(word, "aux", "auxpass"):
            return Coding(type=kind, act=kind, clause=clause, trigger=clause.verb)
    return None


def _named(word: Token, lexicon: Lexicon) -> EventType | None:
    """What a word makes of what it is said of, read through "an act of"."""
    words = [word, *(inner for name, inner in tree.prepositions(word) if name == "of" and word.lemma_ in _PIECES)]
    return next((kind for each in words if (kind := lexicon.namings.get(canonical(each.lemma_))) is not None), None)


def is_doom(content: Predicate, nouns: Nouns) -> bool:
    """Return whether a reported clause says that another will rue it: "said Chad *would regret* the raid"."""
    subject = content.subject
    if content.modal != "future" or content.is_negated or subject is None or subject.pos_ == "PRON":
        return False
    is_paid = any(noun.lemma_ in {"price", "consequence", "penalty"} for noun in content.objects)
    is_doomed = content.lemma in {"regret", "rue"} or (content.lemma in {"pay", "suffer", "face", "bear"} and is_paid)
    is_doomed = is_doomed or (content.lemma == "pay" and not content.objects and not content.preps)
    return is_doomed and nouns.is_party(subject)


def blames(content: Predicate, lexicon: Lexicon) -> bool:
    """Return whether a reported clause lays blame: "said Kenya *was behind* the raid", "*was responsible for* it".

    Args:
        content: The clause that somebody tells.
        lexicon: For the words of blame.

    Returns:
        False where the clause speaks of nobody else, or is negated or in doubt.
    """
    subject = content.subject
    if content.lemma != "be" or content.is_negated or subject is None or subject.lower_ in _SPEAKERS:
        return False
    if content.modal or subject.lower_ in {"it", "there", "this", "that"}:
        return False
    if any(name == "behind" and noun.lemma_ not in _MERELY_BEHIND for name, noun in content.preps):
        return True
    if any(_named(word, lexicon) is EventType.ACCUSE for word in tree.children(content.verb, "attr")):
        return True
    return any(word.lower_ in {"responsible", "complicit"} for word in tree.children(content.verb, "acomp")) or any(
        word.lemma_ == "blame" for word in tree.children(content.verb, "xcomp")
    )
