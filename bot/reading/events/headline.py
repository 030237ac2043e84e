"""An event in one line that stands alone: who, verb in the present, to whom or what; no full stop, no relative date.

The line is made of the clause that tells the event. Where that gives no sound line, the parties and a neutral verb of
the type make one, and where the parties are missing there is none.
"""

import re
from collections.abc import Sequence

from spacy.tokens import Token

from bot.model.plover import EventType
from bot.model.reading import Status
from bot.reading.events import tree
from bot.reading.events.coding import Coding
from bot.reading.events.deed_line import deed_line
from bot.reading.events.direction import Direction
from bot.reading.events.inflect import capitalised, present
from bot.reading.events.phrases import Phrases, closes_apposition, is_vague, tidy
from bot.reading.events.predicate import Predicate
from bot.reading.events.trim import is_whole, sharing_object, shorter, until_gap

LIMIT = 120
"""Characters at most."""
_LEAST = 12
_KEPT = frozenset(
    {"dobj", "dative", "prt", "prep", "xcomp", "ccomp", "acomp", "attr", "oprd", "agent", "advmod", "obj"}
)
_MANNER = frozenset({
    "also", "again", "then", "now", "since", "however", "meanwhile", "once", "earlier", "later", "already", "recently",
    "still", "yesterday", "today", "tomorrow", "tonight", "ago", "soon", "just", "instead",
})  # fmt: skip
_ASIDE_PREPS = frozenset(
    {"according", "despite", "following", "after", "amid", "because", "since", "including", "during"}
)
_DO_SO = re.compile(r"\bto do(?: so)?(?: [\"“].*)?$")
_NEUTRAL = {
    EventType.AGREE: ("make", "a promise to "),
    EventType.THREATEN: ("threaten", ""),
    EventType.ACCUSE: ("criticise", ""),
    EventType.SUPPORT: ("back", ""),
    EventType.REJECT: ("rebuff", ""),
}
"""What a type comes down to between two parties, where the clause's own words don't stand alone."""
_PHONES = frozenset({"phone", "telephone", "call"})


def headline(coding: Coding, direction: Direction, status: Status, phrases: Phrases) -> str | None:
    """Word an event.

    Args:
        coding: The coded clause.
        direction: Its parties.
        status: Its status; what is planned, possible, claimed or denied is worded as such.
        phrases: Prints the article's phrases.

    Returns:
        The line, at most `LIMIT` characters, or None where no sound one can be made.
    """
    if coding.is_deed and coding.type is not EventType.CONSULT:
        line = deed_line(coding, direction, status, phrases)
        return capitalised(line) if line is not None and _is_sound(line) else None
    if not coding.is_own_voice and (not coding.is_nominal or coding.trigger.dep_ in {"nsubj", "nsubjpass"}):
        line = _from_clause(coding, direction, status, phrases)
        if line is not None and _is_sound(line):
            return capitalised(line)
    line = _from_parties(coding, direction, status, phrases)
    return capitalised(line) if line is not None and len(line) <= LIMIT else None


def _is_sound(line: str) -> bool:
    words = line.split()
    return _LEAST <= len(line) <= LIMIT and not is_vague(line) and len(words) > 2 and not _DO_SO.search(line)


def _from_clause(coding: Coding, direction: Direction, status: Status, phrases: Phrases) -> str | None:
    """Word an event by the clause that tells it."""
    clause = coding.clause
    if coding.is_obligation:
        return _demand(coding, direction, phrases)
    phrases = phrases.about([party.actor for party in direction.source])
    if clause.is_passive and not clause.agents:
        return _passive(coding, status, phrases)
    if clause.is_passive and any(child.dep_ == "prep" and not list(child.children) for child in clause.verb.children):
        return _passive(coding, status, phrases)
    doers = _doers(clause, direction, phrases)
    if doers is None and coding.frame is not None:
        doers = _doers(coding.frame, direction, phrases)
    if doers is None:
        return None
    subject, is_plural = doers
    if direction.is_reciprocal and not coding.clause.is_passive:
        subject, is_plural = _both(clause, direction, phrases) or doers
    verb = _verb(clause, coding, status, is_plural=is_plural)
    if clause.is_passive:
        verb = f"{verb} {phrases.text(_particles(clause.verb))} {_objects(clause, phrases)}"
        rest = [token for token in _rest(coding, phrases) if token.dep_ != "prt"]
        return _fitted(f"{subject} {verb}", clause.verb, rest, phrases)
    return _fitted(f"{subject} {verb}", clause.verb, _rest(coding, phrases), phrases)


def _both(clause: Predicate, direction: Direction, phrases: Phrases) -> tuple[str, bool] | None:
    """The names of both sides of a mutual act whose clause names the second only in its subject; else None."""
    target = [party.actor for party in direction.target]
    words = (token.i for child in clause.verb.children if child.i > clause.verb.i for token in child.subtree)
    named = {actor for i in words for actor in phrases.cast.all_at(i)}
    if named & set(target):
        return None
    return phrases.names([*(party.actor for party in direction.source), *target]), True


def _fitted(start: str, verb: Token, rest: list[Token], phrases: Phrases) -> str | None:
    """Put the words after the verb behind it, as many whole phrases as fit and point to nothing outside."""
    together = until_gap(rest, phrases.dated)
    for complete in (together, sharing_object(together)):
        words: list[Token] | None = complete
        for _ in range(len(complete) + 1):
            if words is None or (complete and not words):
                break
            line = tidy(f"{start} {phrases.text(words)}")
            if len(line) <= LIMIT and not is_vague(line) and is_whole(words, verb, phrases.dated):
                return line
            words = shorter(words)
    return None


def _doers(clause: Predicate, direction: Direction, phrases: Phrases) -> tuple[str, bool] | None:
    """The subject's words and whether they are plural; the parties' names where the subject is a pronoun."""
    ids = [party.actor for party in direction.source]
    if not clause.doers:
        return (phrases.names(ids), phrases.are_many(ids)) if ids else None
    if any(tree.is_verb(noun) for noun in clause.doers):
        return (phrases.names(ids), phrases.are_many(ids)) if ids else None
    printed = [phrases.party(noun, ids) for noun in clause.doers]
    text = f"{', '.join(printed[:-1])} and {printed[-1]}" if len(printed) > 1 else printed[0]
    if is_vague(text):
        if not ids:
            return None
        text, plural = phrases.names(ids), phrases.are_many(ids)
        return text, plural
    return text, len(printed) > 1 or phrases.is_plural(clause.doers[0]) or " and " in text


def _verb(clause: Predicate, coding: Coding, status: Status, *, is_plural: bool) -> str:
    """The verb group for the status."""
    lemma = tree.lemma(clause.verb)
    be = "are" if is_plural else "is"
    no = "not " if clause.is_negated else ""
    if clause.modal == "future" and clause.is_negated:
        return f"{'say' if is_plural else 'says'} {'they' if is_plural else 'it'} will not {lemma}"
    if status is Status.PLANNED and (clause.modal == "future" or tree.is_infinitive(clause.verb)):
        if coding.act in {EventType.CONSULT, EventType.COOPERATE}:
            return f"{be} due to {lemma}"
        return f"{'plan' if is_plural else 'plans'} to {lemma}"
    if status is Status.POSSIBLE or (
        status is Status.PLANNED and clause.verb.dep_ == "ccomp" and clause.verb.tag_ == "VB"
    ):
        return f"may {no}{lemma}"
    hedge = "allegedly " if status is Status.REPORTED else ""
    if status is Status.DENIED:
        return f"{'deny' if is_plural else 'denies'} having to {lemma}"
    if clause.is_negated:
        return f"{'do' if is_plural else 'does'} not {lemma}"
    return hedge + present(lemma, is_plural=is_plural)


def _rest(coding: Coding, phrases: Phrases) -> list[Token]:
    """The words after the verb that tell the event, in text order; of talks also what they were for."""
    clause = coding.clause
    kept: list[Token] = []
    has_clause = False
    for child in clause.verb.children:
        is_aim = coding.act is EventType.CONSULT and child.dep_ == "advcl" and tree.is_infinitive(child)
        if child.i < clause.verb.i or not (child.dep_ in _KEPT or is_aim) or child.dep_ == "agent":
            continue
        if child.dep_ == "advmod" and (child.lower_ in _MANNER or child.i > clause.verb.i + 3):
            continue
        if child.dep_ in {"xcomp", "ccomp"} and (
            (has_clause and child.nbor(-1).whitespace_) or child.left_edge.nbor(-1).lower_ == ","
        ):
            continue
        has_clause = has_clause or child.dep_ in {"xcomp", "ccomp"}
        if child.dep_ == "prep" and (
            child.lower_ in _ASIDE_PREPS or _is_set_off(child) or phrases.is_dated(child, child)
        ):
            continue
        kept.extend(phrases.kept(child))
    return sorted(kept, key=lambda token: token.i)


def _is_set_off(child: Token) -> bool:
    """Whether a comma parts a phrase from its verb; one that closes an apposition doesn't."""
    before = child.nbor(-1)
    return before.lower_ == "," and not closes_apposition(before)


def _particles(verb: Token) -> list[Token]:
    return tree.children(verb, "prt")


def _objects(clause: Predicate, phrases: Phrases) -> str:
    printed = [
        phrases.text(phrases.kept(noun)) if len(clause.objects) == 1 else phrases.party(noun, ())
        for noun in clause.objects
    ]
    return " and ".join(printed)


def _passive(coding: Coding, status: Status, phrases: Phrases) -> str | None:
    clause = coding.clause
    if not clause.objects:
        return None
    noun = clause.objects[0]
    plural = len(clause.objects) > 1 or noun.tag_ in {"NNS", "NNPS"}
    be = {
        Status.PLANNED: "are to be" if plural else "is to be",
        Status.POSSIBLE: "may be",
        Status.REPORTED: "are reportedly" if plural else "is reportedly",
    }.get(status, "are" if plural else "is")
    rest = _rest(coding, phrases)
    rest.extend(token for by in tree.children(clause.verb, "agent") for token in phrases.kept(by))
    rest.sort(key=lambda token: token.i)
    return _fitted(f"{_objects(clause, phrases)} {be} {clause.verb.text}", clause.verb, rest, phrases)


def _demand(coding: Coding, direction: Direction, phrases: Phrases) -> str | None:
    """Word "X says Y must …"."""
    doers = _doers(coding.clause, direction, phrases)
    content = coding.clause.complement
    asked = tree.subject(content) if content is not None else None
    if doers is None or content is None or asked is None:
        return None
    names = phrases.party(asked.token, [party.actor for party in direction.target])
    rest = [
        token
        for child in content.children
        if child.i > content.i and child.dep_ in _KEPT and not phrases.is_dated(child, child)
        for token in phrases.kept(child)
    ]
    must = "should" if any(child.lower_ == "should" for child in content.children) else "must"
    verb = f"be {content.text}" if asked.is_passive else content.lemma_
    no = "not " if any(child.dep_ == "neg" for child in content.children) else ""
    say = present("say", is_plural=doers[1])
    return _fitted(f"{doers[0]} {say} {names} {must} {no}{verb}", content, rest, phrases)


def _from_parties(coding: Coding, direction: Direction, status: Status, phrases: Phrases) -> str | None:
    """Word an event by its parties and a neutral verb of its type."""
    source = [party.actor for party in direction.source]
    target = [party.actor for party in direction.target]
    if not source or (not target and len(source) < 2):
        return None
    if coding.act is EventType.CONSULT:
        return _talks(coding, source, target, direction, status, phrases)
    if coding.type is EventType.REQUEST and status is Status.OCCURRED and target:
        start = f"{phrases.names(source)} {present('ask', is_plural=len(source) > 1)} {phrases.names(target)} to"
        if (quoted := _quoted(start, coding.clause.verb, phrases)) is not None:
            return quoted
        return (
            f"{phrases.names(source)} {present('make', is_plural=len(source) > 1)} demands on {phrases.names(target)}"
        )
    neutral = _NEUTRAL.get(coding.type)
    if neutral is not None and status is Status.OCCURRED and target and not coding.is_nominal:
        verb, rest = neutral
        return f"{phrases.names(source)} {present(verb, is_plural=len(source) > 1)} {rest}{phrases.names(target)}"
    return None


def _quoted(start: str, verb: Token, phrases: Phrases) -> str | None:
    """Word a demand by the quotation after its verb, where that begins with what is to be done."""
    after = list(verb.doc[verb.i + 1 : verb.sent.end])
    marks = [at for at, token in enumerate(after) if token.text == '"'][:2]
    if len(marks) < 2 or marks[1] - marks[0] < 3:
        return None
    words: list[Token] | None = after[marks[0] + 1 : marks[1]]
    deed = after[marks[0] + 1]
    while words:
        line = f'{start} "{phrases.text(words)}"'
        if deed.tag_ != "VB" or (len(line) <= LIMIT and is_whole(words, deed, phrases.dated)):
            return line if deed.tag_ == "VB" and len(words) > 1 else None
        words = shorter(words)
    return None


def _talks(
    coding: Coding, source: Sequence[int], target: Sequence[int], direction: Direction, status: Status, phrases: Phrases
) -> str:
    words = {word.lower_ for word in coding.trigger.subtree} if coding.noun is not None else set()
    verb = "speak by telephone" if words & _PHONES else "hold talks"
    if status is Status.PLANNED:
        verb = "are due to hold talks"
    if not direction.is_reciprocal and target:
        single = "holds talks with" if status is Status.OCCURRED else "is due to hold talks with"
        return f"{phrases.names(source)} {single} {phrases.names(target)}"
    return f"{phrases.names([*source, *target])} {verb}"
