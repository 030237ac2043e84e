"""Whether a clause in short still says what its sentence does: nobody and nothing lost, and no time of something else.

Each law holds for English whatever the text is about; where one is broken, the parse has mostly gone wrong.
"""

from collections.abc import Iterator
from datetime import timedelta

from bot.model.dates import DatedBy
from bot.model.reading import ActorKind, Event
from bot.reading.actors.cast import MentionForm
from bot.reading.parsed import Token
from bot.reading.statements.clause import Told
from bot.reading.statements.complements import MEASURES, OBJECTS, SAYING, is_added
from bot.reading.summary.material import Material

_JOINING = frozenset({"conj", "appos"})
_PERFECT = frozenset({"has", "have"})
_NAMING = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ"})
_OF_TIME = frozenset({"minute", "hour", "day", "week", "month", "year", "late", "early", "last", "effective"})
_WEEK = timedelta(days=7)
_LONGEST_BRACKET = 12


def is_faithful(clause: Told, event: Event, material: Material, dated: frozenset[int]) -> bool:
    """Return whether a clause keeps its object and all who did it, and its event's time can be that of its verb.

    Args:
        clause: What is kept of it.
        event: Its event.
        material: Its article.
        dated: Tokens of time expressions.
    """
    return not (
        _loses_object(clause, dated)
        or _loses_doer(clause, material)
        or _crosses(clause)
        or _leaves_out_within(clause, dated)
        or _is_torn(clause, dated)
        or _is_of_another_time(clause, event, material)
    )


def _loses_object(clause: Told, dated: frozenset[int]) -> bool:
    """Return whether what the verb takes is not kept: "turned over to Peru *a man accused of …*"."""
    told = {word.i for _, words in clause.parts for word in words}
    return any(child.i not in told for child in _taken(clause.verb, dated))


def _taken(verb: Token, dated: frozenset[int]) -> Iterator[Token]:
    for child in verb.children:
        if child.i < verb.i or child.i in dated or is_added(child, verb):
            continue
        is_misread = child.dep_ == "npadvmod" and child.pos_ == "NOUN" and child.ent_type_ not in MEASURES
        is_clause = child.dep_ == "xcomp" or (child.dep_ == "ccomp" and child.lemma_.lower() not in SAYING)
        if child.dep_ in OBJECTS or is_clause or is_misread:
            yield child


def _crosses(clause: Told) -> bool:
    """Return whether a complement stands within another, which parts in order would tear from its place.

    "opened a bridge *across the river* that is to bring trade": the parse has hung "across" to the verb.
    """
    spans = [(min(t.i for t in words), max(t.i for t in words)) for _, words in clause.parts if words]
    return any(first < start < last for first, last in spans for start, _ in spans)


def _leaves_out_within(clause: Told, dated: frozenset[int]) -> bool:
    """Return whether something is left out between the verb and what is kept behind it, beside dates and asides.

    "signed a treaty *after three decades of talks, together* with a pact": what is left would stand too near.
    """
    doc, verb = clause.verb.doc, clause.verb.i
    last = max((t.i for _, words in clause.parts for t in words), default=verb)
    gone = [doc[i] for i in range(verb + 1, last) if i not in clause.words and i not in dated]
    return any(not _may_go(token, dated) for token in gone)


def _is_torn(clause: Told, dated: frozenset[int]) -> bool:
    """Return whether a noun or adjective that is left out stands right behind the last word that is kept.

    "launched a rocket from the Baikonur *cosmodrome*": the parse has hung the word for a place to another.
    """
    doc = clause.verb.doc
    behind = max((t.i for _, words in clause.parts for t in words), default=clause.verb.i) + 1
    if behind >= len(doc) or behind in dated or behind in clause.words:
        return False
    names = next((t for t in (doc[behind], *doc[behind].ancestors) if t.dep_ == "appos"), None)
    if names is not None and any(child.dep_ == "poss" for child in names.head.children):
        return False  # "Peru's bank *Vega*": whose it is tells enough
    return doc[behind].tag_ in _NAMING and doc[behind].lemma_.lower() not in _OF_TIME


def _may_go(token: Token, dated: frozenset[int]) -> bool:
    """Return whether a word that is left out stands in brackets, in an apposition, or before a date."""
    if token.is_punct or token.is_space or token.dep_ == "appos":
        return True
    if token.pos_ in {"ADP", "DET", "SCONJ"} and any(t.i in dated for t in token.subtree):
        return True
    return any(t.dep_ == "appos" for t in token.ancestors) or _is_in_brackets(token)


def _is_in_brackets(token: Token) -> bool:
    before = token.doc[max(0, token.i - _LONGEST_BRACKET) : token.i].text
    return before.count("(") > before.count(")")


def _loses_doer(clause: Told, material: Material) -> bool:
    """Return whether somebody of another country stands beside the subject who did it, too, and is not kept."""
    own = {material.cast.country_of(actor) for t in clause.subject_words for actor in material.cast.all_at(t.i)}
    for token in _beside(clause.subject):
        mention = material.cast.mention_at(token.i)
        if mention is None or mention.form is not MentionForm.NAME or token.i in clause.words:
            continue
        actor = material.cast.actors[mention.actor]
        if actor.kind in {ActorKind.PERSON, ActorKind.COUNTRY} and actor.country not in own:
            return True
    return False


def _beside(subject: Token) -> Iterator[Token]:
    """Yield the nouns that are joined to a subject, or set beside it, by however many steps."""
    for child in subject.children:
        if child.dep_ in _JOINING:
            yield child
            yield from _beside(child)


def _is_of_another_time(clause: Told, event: Event, material: Material) -> bool:
    """Return whether a present perfect is given a time that is over: that is the time of something else.

    English says "has agreed" of no definite past time (Huddleston and Pullum 2002, The Cambridge Grammar, 3.5.2).
    """
    when = event.when
    if when.dated_by is not DatedBy.EXPRESSION or when.range is None or material.published is None:
        return False
    auxiliaries = {t.lower_ for t in clause.verb.children if t.dep_ == "aux"}
    return bool(auxiliaries & _PERFECT) and when.range.end < material.published - _WEEK
