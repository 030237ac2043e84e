"""Codes clauses that only say what something is: "called the raid a crime", "there is no question of"."""

from bot.model.plover import EventType
from bot.reading.events import tree
from bot.reading.events.coding import Coding
from bot.reading.events.lexicon import Lexicon, canonical
from bot.reading.events.nouns import Nouns
from bot.reading.events.predicate import Predicate, predicate
from bot.reading.parsed import Token

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
    if clause.lemma in lexicon.words["naming.by_as"] and (found := _named_as(clause, lexicon)) is not None:
        return found
    if clause.lemma not in lexicon.words["naming.verbs"]:
        return None
    for word in tree.children(clause.verb, "oprd", "ccomp", "xcomp", "acomp", "dobj", "attr"):
        kind = _named(word, lexicon)
        if kind is not None and not tree.first_child(word, "aux", "auxpass"):
            return Coding(type=kind, act=kind, clause=clause, trigger=clause.verb)
    return None


def _named_as(clause: Predicate, lexicon: Lexicon) -> Coding | None:
    """Code "described the raid as a crime": what stands behind "as" tells blame or praise."""
    behind = [pair for noun in clause.objects for pair in tree.prepositions(noun)]
    for name, noun in (*clause.preps, *behind):
        if name != "as":
            continue
        for word in (noun, *tree.children(noun, "amod")):
            kind = lexicon.namings.get(canonical(word.lemma_))
            if kind is not None:
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
    if content.is_negated or subject is None or subject.lower_ in _SPEAKERS:
        return False
    if content.lemma in {"amount", "constitute", "represent"}:
        is_blame = EventType.ACCUSE in {lexicon.namings.get(canonical(noun.lemma_)) for noun in _amounts_to(content)}
        return is_blame and not content.modal
    if content.lemma != "be":
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


def _amounts_to(content: Predicate) -> list[Token]:
    return [*content.objects, *(noun for name, noun in content.preps if name == "to")]


def reproaches(content: Predicate, lexicon: Lexicon) -> bool:
    """Return whether a clause tells a wrong of its subject: "*abused* its office", "stood in the way".

    Args:
        content: A clause that somebody tells of somebody else.
        lexicon: For the verbs and the phrases.

    Returns:
        False where it is negated or only possible, and where the wrong is done to the subject.
    """
    if content.is_negated or content.modal or content.is_passive or content.subject is None:
        return False
    verbs = [content, *_under(content, lexicon)]
    return any(_is_wrong(each, lexicon) for each in verbs)


def _under(content: Predicate, lexicon: Lexicon) -> list[Predicate]:
    """The infinitive or participle of what goes on: "*continues to* violate", "keeps *violating*"."""
    complement = content.complement
    if complement is None or content.lemma not in {
        "continue",
        "keep",
        "seek",
        "try",
        "attempt",
        "go",
        "begin",
        "start",
    }:
        return []
    return [predicate(complement, lexicon)]


def _is_wrong(clause: Predicate, lexicon: Lexicon) -> bool:
    if clause.lemma in lexicon.words["blaming.verbs"]:
        return True
    nouns = {noun.lemma_.lower() for noun in (*clause.objects, *(noun for _, noun in clause.preps))}
    nouns |= {noun.lemma_.lower() for _, verb in clause.gerunds for noun in tree.objects(verb)}
    phrases = (phrase.split() for phrase in lexicon.words["blaming.phrases"])
    return any(words[0] == clause.lemma and words[-1] in nouns for words in phrases)
