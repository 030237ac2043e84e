"""An event in one line that stands alone: who, verb in the present, to whom or what; no full stop, no relative date.

The line is made of the clause that tells the event. Where that gives no sound line, the parties and a neutral verb of
the type make one, and where the parties are missing there is none.
"""

import re
from dataclasses import replace

from bot.model.plover import EventType
from bot.model.reading import Status
from bot.reading.events import tree
from bot.reading.events.coding import Coding
from bot.reading.events.deed_line import deed_line
from bot.reading.events.direction import Direction
from bot.reading.events.inflect import capitalised, present
from bot.reading.events.lexicon import load_lexicon
from bot.reading.events.neutral_line import neutral_line
from bot.reading.events.owners import owned
from bot.reading.events.phrases import LIMIT, Phrases, is_vague, tidy
from bot.reading.events.predicate import Predicate
from bot.reading.events.rest import TELLING, rest_of
from bot.reading.events.trim import is_whole, sharing_object, shorter, until_gap
from bot.reading.events.verb_group import passive_group, verb_group
from bot.reading.parsed import Token

_LEAST = 12
_WEAPONS = frozenset({"missile", "rocket", "drone", "bomb", "jet", "warplane", "tank", "warship", "ship", "shell"})
"""What acts in the words of a clause, but wants nothing."""
_DO_SO = re.compile(r"\bto do(?: so)?(?: [\"“].*)?$")


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
    phrases = phrases.swapping(_taken_up(coding.clause.verb))
    if not coding.is_own_voice and (not coding.is_nominal or coding.trigger.dep_ in {"nsubj", "nsubjpass"}):
        line = _from_clause(coding, direction, status, phrases)
        can_be_fuller = phrases.says_more(coding.clause.verb.sent)
        fuller = _from_clause(coding, direction, status, phrases.fuller()) if can_be_fuller else None
        if fuller is not None and _is_sound(fuller) and len(fuller) > len(line or ""):
            line = fuller
        if line is not None and _is_sound(line):
            return capitalised(line)
    line = neutral_line(coding, direction, status, phrases)
    return capitalised(line) if line is not None and len(line) <= LIMIT else None


def _taken_up(verb: Token) -> dict[int, str]:
    """What to print for an "it" that takes up a thing told before: "reopened *the crossing*"."""
    pairs = ((own, tree.taken_up(own)) for own in tree.children(verb, "dobj"))
    return {own.i: f"the {noun.text}" for own, noun in pairs if noun is not None}


def _is_sound(line: str) -> bool:
    words = line.split()
    return _LEAST <= len(line) <= LIMIT and not is_vague(line) and len(words) > 2 and not _DO_SO.search(line)


def _as_told(coding: Coding) -> Coding:
    """Return a coding with its clause as it stands, where that was turned round for its parties (`undergoing`)."""
    if not coding.is_undergone:
        return coding
    is_passive, own = tree.is_passive(coding.clause.verb), tuple(tree.objects(coding.clause.verb))
    return replace(coding, clause=replace(coding.clause, is_passive=is_passive, objects=own, agents=()))


def _from_clause(coding: Coding, direction: Direction, status: Status, phrases: Phrases) -> str | None:
    """Word an event by the clause that tells it."""
    coding = _as_told(coding)
    clause = coding.clause
    if coding.is_obligation:
        return _demand(coding, direction, phrases)
    both = (*direction.source, *direction.target) if direction.is_reciprocal else direction.source
    phrases = phrases.about([party.actor for party in both])
    if status is Status.DENIED and (line := _denial(coding, direction, phrases)) is not None:
        return line
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
    if coding.type is EventType.THREATEN and (threat := _threat(coding, direction, phrases)) is not None:
        return _fitted(f"{subject} {present('threaten', is_plural=is_plural)} to {threat[0]}", *threat[1:])
    subject, is_plural = _mutual(coding, doers, direction, phrases)
    verb = verb_group(clause, coding, status, is_plural=is_plural, is_agent=_is_agent(clause))
    if clause.is_passive:
        verb = f"{verb} {phrases.text(_particles(clause.verb))} {_objects(clause, phrases)}"
        rest = [token for token in rest_of(coding, phrases) if token.dep_ != "prt"]
        return _fitted(f"{subject} {verb}", clause.verb, rest, phrases)
    if clause.verb.dep_ == "relcl" and clause.objects == (clause.verb.head,) and clause.verb.head not in clause.doers:
        told = phrases.text(phrases.kept(_whole(clause.verb.head)))
        verb = f"{verb} {told}"  # "a tax that Chad rejected"
    rest = rest_of(coding, phrases)
    if coding.type is EventType.THREATEN and status is Status.OCCURRED:
        rest, phrases = _with_condition(rest, clause.verb, phrases)
    return _fitted(f"{subject} {verb}", clause.verb, rest, phrases)


def _whole(noun: Token) -> Token:
    """The noun at the top of a noun's phrase; the parse may hang "a policy of towing boats, which …" on either."""
    top = current = noun
    for _ in range(tree.MAX_STEPS):
        is_inside = current.dep_ in {"pobj", "pcomp", "prep"} or (
            current.dep_ == "dobj" and current.head.dep_ == "pcomp"
        )
        if not is_inside:
            break
        current = current.head
        top = current if current.pos_ in {"NOUN", "PROPN"} else top
    return top


def _is_agent(clause: Predicate) -> bool:
    """Whether the subject is somebody: a name, or a noun for people and bodies; a law plans nothing."""
    doers = clause.doers
    parties = load_lexicon().parties
    return not doers or any(
        noun.pos_ != "NOUN" or (noun.lemma_.lower() in parties and noun.lemma_.lower() not in _WEAPONS)
        for noun in doers
    )


def _threat(coding: Coding, direction: Direction, phrases: Phrases) -> tuple[str, Token, list[Token], Phrases] | None:
    """What is threatened in so many words, "will close it unless …": verb, its token, what follows, and the printer."""
    clause = coding.clause
    content = clause if clause.modal == "future" and coding.status is Status.OCCURRED else None
    inner = clause.complement
    if content is None and coding.inner is not None and inner is not None and inner.dep_ == "ccomp":
        own = tree.first_child(inner, "nsubj")
        source = {party.actor for party in direction.source}
        is_own = own is not None and bool(source) and set(phrases.cast.all_at(own.i)) == source
        content = coding.inner.clause if is_own and coding.inner.clause.modal == "future" else None
    if content is None or content.is_negated or content.is_passive:
        return None
    rest, printer = _with_condition(rest_of(replace(coding, clause=content), phrases), content.verb, phrases)
    return tree.lemma(content.verb), content.verb, rest, printer


def _with_condition(rest: list[Token], verb: Token, phrases: Phrases) -> tuple[list[Token], Phrases]:
    """Put "unless …" and "if …" behind a threat, in the present."""
    swaps: dict[int, str] = {}
    for condition in (
        each for above in (verb, *tree.children(verb, "xcomp")) for each in tree.children(above, "advcl")
    ):
        if condition.i < verb.i or not any(mark.lower_ in {"unless", "if"} for mark in condition.children):
            continue
        rest = [token for token in rest if token.i < condition.left_edge.i] + phrases.kept(condition)
        subject = tree.first_child(condition, "nsubj")
        is_past = condition.tag_ in {"VBD", "VBN"} and tree.first_child(condition, "aux", "auxpass") is None
        if is_past and subject is not None:
            swaps[condition.i] = present(tree.lemma(condition), is_plural=phrases.is_plural(subject))
    return rest, phrases.swapping(swaps)


def _denial(coding: Coding, direction: Direction, phrases: Phrases) -> str | None:
    """Word "X denies that Y did it", where who denies it is not who would have done it; else None."""
    clause, frame = coding.clause, coding.frame
    if frame is None or frame.subject is None or clause.verb.dep_ != "ccomp":
        return None
    own = tree.first_child(clause.verb, "nsubj", "nsubjpass")
    speaker = _doers(frame, direction, phrases)
    if own is None or speaker is None or own.pos_ == "PRON":
        return None
    told = [token for token in clause.verb.children if token.dep_ in {"aux", "auxpass"} and token.i > own.i]
    words = [*phrases.kept(own), *told, clause.verb]
    start = f"{speaker[0]} {present(frame.lemma, is_plural=speaker[1])} that {phrases.text(words)}"
    return _fitted(start, clause.verb, rest_of(coding, phrases), phrases)


def _is_act_noun(word: Token) -> bool:
    """Whether a word that the parse takes for a verb is the noun of an act: "heavy *shelling* rocked the town"."""
    return word.tag_ == "VBG" and tree.first_child(word, "dobj", "ccomp", "xcomp", "nsubj", "aux") is None


def _mutual(coding: Coding, doers: tuple[str, bool], direction: Direction, phrases: Phrases) -> tuple[str, bool]:
    """The subject of a clause, with both sides where they do it to each other."""
    clause = coding.clause
    if coding.is_nominal and coding.trigger in clause.doers:
        return _between(doers[0], clause, direction, phrases), doers[1]
    if direction.is_reciprocal and not clause.is_passive:
        return _both(clause, direction, phrases) or doers
    return doers


def _between(subject: str, clause: Predicate, direction: Direction, phrases: Phrases) -> str:
    """An act's noun with its sides, where its phrase leaves them out: "talks *between Chad and Mali* end"."""
    sides = list(dict.fromkeys(party.actor for party in (*direction.source, *direction.target)))
    is_between = any(name == "between" for noun in clause.doers for name, _ in tree.prepositions(noun))
    return f"{subject} between {phrases.names(sides)}" if is_between and len(sides) > 1 else subject


def _both(clause: Predicate, direction: Direction, phrases: Phrases) -> tuple[str, bool] | None:
    """The names of both sides of a mutual act whose clause names the second only in its subject; else None."""
    if len(clause.doers) > 1:
        return None
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
    if any(tree.is_verb(noun) and not _is_act_noun(noun) for noun in clause.doers):
        return (phrases.names(ids), phrases.are_many(ids)) if ids else None
    printed = [owned(phrases.party(noun, ids), noun, ids, phrases) for noun in clause.doers]
    text = f"{', '.join(printed[:-1])} and {printed[-1]}" if len(printed) > 1 else printed[0]
    if is_vague(text):
        if not ids:
            return None
        text, plural = phrases.names(ids), phrases.are_many(ids)
        return text, plural
    head = clause.doers[0]
    mention = phrases.cast.mention_at(head.i)
    are_both = mention is not None and bool(mention.others) and " and " in text
    return text, len(printed) > 1 or are_both or phrases.is_plural(head)


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
    be = passive_group(coding, status, is_plural=plural)
    rest = rest_of(coding, phrases)
    by_whom = [by for by in tree.children(clause.verb, "agent") if not _is_day(by)]
    rest.extend(token for by in by_whom for token in phrases.kept(by))
    rest.sort(key=lambda token: token.i)
    return _fitted(f"{_objects(clause, phrases)} {be} {clause.verb.text}", clause.verb, rest, phrases)


def _is_day(by: Token) -> bool:
    """Whether "by" tells until when: "were detained *by Wednesday*"."""
    return any(noun.ent_type_ in {"DATE", "TIME"} for noun in tree.children(by, "pobj"))


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
        if child.i > content.i and child.dep_ in TELLING and not phrases.is_dated(child, child)
        for token in phrases.kept(child)
    ]
    must = "should" if any(child.lower_ == "should" for child in content.children) else "must"
    verb = f"be {content.text}" if asked.is_passive else content.lemma_
    no = "not " if any(child.dep_ == "neg" for child in content.children) else ""
    say = present("say", is_plural=doers[1])
    return _fitted(f"{doers[0]} {say} {names} {must} {no}{verb}", content, rest, phrases)
