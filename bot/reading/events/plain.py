"""Codes a clause by its own verb: verb class × noun class, and the plain verbs with their conditions and traps."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.model.plover import EventType
from bot.reading.events import tree
from bot.reading.events.coding import Coding
from bot.reading.events.lexicon import Entry, Lexicon, canonical
from bot.reading.events.nouns import Nouns
from bot.reading.events.predicate import Predicate
from bot.reading.parsed import Token

_GOVERNED = frozenset({"in", "on", "into", "for", "to", "of", "from", "upon", "with", "out"})
_SELVES = frozenset({"himself", "herself", "itself", "themselves", "ourselves", "myself", "yourself", "oneself"})
_TOLD_BY_MEANS = 4
_TOLD_WHOLE = 5
"""Specificity from which an entry tells more than the clause under its verb; "use" tells by its object alone."""
_STRIKING = frozenset({"striking", "protesting", "rioting", "picketing", "demonstrating"})
_GATHERING = frozenset({
    "gather", "assemble", "congregate", "converge", "pack", "fill", "line", "flock", "throng", "mass", "turn", "crowd",
    "queue", "march", "pour", "descend", "camp", "flood", "swarm", "come",
})  # fmt: skip
_MISHAPS = frozenset({
    "overturn", "crash", "collide", "collapse", "capsize", "derail", "plunge", "skid", "crumble", "veer", "slip",
})  # fmt: skip
_FESTIVE = frozenset({
    "watch", "see", "celebrate", "greet", "welcome", "hear", "pray", "worship", "attend", "enjoy", "buy", "vote",
    "cheer", "reach", "collect", "receive", "escape", "flee", "bathe", "listen",
})  # fmt: skip
_OBSTRUCTIVE = frozenset({EventType.COERCE, EventType.SANCTION, EventType.COOPERATE, EventType.AID})
_BACKING = frozenset({"back", "support", "endorse", "second", "join", "echo"})
_NOTHING = frozenset({"none"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    entry: Entry
    noun: Token | None
    score: int


def code_plain(clause: Predicate, lexicon: Lexicon, nouns: Nouns) -> Coding | None:
    """Code a clause by the entry of its verb that asks for most and gets it.

    Args:
        clause: The clause.
        lexicon: The entries.
        nouns: Classes of its nouns.

    Returns:
        The coding, or None where no entry fits, a trap fits best, or the subject is none of a party's kind.
    """
    if clause.subject is not None and not clause.is_passive and nouns.kills(clause.subject):
        return None
    if clause.is_passive and clause.agents and all(nouns.kills(noun) for noun in clause.agents):
        return None
    is_reflexive = bool(clause.objects) and all(noun.lower_ in _SELVES for noun in clause.objects)
    if not is_reflexive and (phased := _phased(clause, lexicon, nouns)) is not None:
        return phased
    best = _best(clause, lexicon, nouns)
    if best is not None and best.entry.type is EventType.PROTEST and _is_festive(clause):
        return None
    if best is not None and best.entry.type is EventType.ASSAULT and _is_mishap(clause):
        return None
    if _by_strikers(clause) and (best is None or best.entry.type in _OBSTRUCTIVE):
        return Coding(type=EventType.PROTEST, act=EventType.PROTEST, clause=clause, trigger=clause.verb)
    if (
        best is None
        or best.entry.type is None
        or (is_reflexive and not (best.entry.obj | {best.entry.second}) & _SELVES)
    ):
        return None
    kind = EventType.CONSULT if _rounds_off_talks(best, lexicon, nouns) else best.entry.type
    if kind is EventType.REQUEST and clause.lemma in _BACKING and _is_of_another(best.noun):
        kind = EventType.SUPPORT
    whole = best.entry.is_negated
    return Coding(type=kind, act=kind, clause=clause, trigger=clause.verb, noun=best.noun, is_whole=whole)


def _is_mishap(clause: Predicate) -> bool:
    """Whether harm came about by accident: "were killed when a bus *overturned*"."""
    if not clause.is_passive or clause.agents:
        return False
    how = (verb for verb in tree.children(clause.verb, "advcl") if tree.first_child(verb, "nsubj") is not None)
    return any(verb.lemma_ in _MISHAPS for verb in how)


def _is_festive(clause: Predicate) -> bool:
    """Whether people come together for something else than protest: "gathered to watch a race"."""
    aims = (child for child in tree.children(clause.verb, "advcl", "xcomp") if tree.is_infinitive(child))
    return clause.lemma in _GATHERING and any(aim.lemma_ in _FESTIVE for aim in aims)


def _is_of_another(noun: Token | None) -> bool:
    """Whether a demand is told to be somebody's: "backed *Chad's* call for talks"."""
    own = tree.first_child(noun, "poss") if noun is not None else None
    return own is not None and own.tag_ != "PRP$"


def _by_strikers(clause: Predicate) -> bool:
    """Whether those who act are told to be on strike or in protest: "*striking* seamen kept ferries tied up"."""
    return any(child.lower_ in _STRIKING for noun in clause.doers for child in tree.children(noun, "amod", "compound"))


def _rounds_off_talks(best: _Match, lexicon: Lexicon, nouns: Nouns) -> bool:
    """Whether talks only came to their end, having lasted: "ended two days of talks"."""
    noun = best.noun
    if best.entry.type is not EventType.SANCTION or noun is None:
        return False
    return noun.lemma_ in lexicon.measures and "talks" in nouns.acts(noun)


def is_trap(clause: Predicate, lexicon: Lexicon, nouns: Nouns) -> bool:
    """Return whether a clause uses its verb in a sense that is no event ("offers flights")."""
    best = _best(clause, lexicon, nouns)
    return best is not None and best.entry.type is None


def is_idiom(clause: Predicate, lexicon: Lexicon, nouns: Nouns) -> bool:
    """Return whether a clause uses its verb in a set phrase ("took to the streets"): it outweighs what is under it."""
    best = _best(clause, lexicon, nouns)
    if best is None or best.entry.is_grid or best.entry.type is None:
        return False
    return bool(best.entry.second) or best.score >= (_TOLD_BY_MEANS if clause.lemma == "use" else _TOLD_WHOLE)


def _best(clause: Predicate, lexicon: Lexicon, nouns: Nouns) -> _Match | None:
    best: _Match | None = None
    doers = clause.doers
    for entry in lexicon.verbs.get(clause.lemma, ()):
        if best is not None and entry.specificity <= best.score:
            break  # they stand in the order of what they ask for
        if not entry.seconds <= clause.seconds:
            continue
        match = _match(entry, clause, doers, nouns)
        if match is not None and (best is None or match.score > best.score):
            best = match
    return best


_TIMES = frozenset({"DATE", "TIME"})
"""Entities that are no preposition's object for an entry: "called on Monday" is no call on anybody."""
_BEARERS = frozenset({"start", "keep", "express"})


def _phased(clause: Predicate, lexicon: Lexicon, nouns: Nouns) -> Coding | None:
    """Code "announced a suspension of air links": the verb only bears a noun of beginning or ending."""
    if not lexicon.classes.get(clause.lemma, frozenset()) & _BEARERS:
        return None
    for noun in clause.objects:
        if canonical(noun.lemma_) in lexicon.phasal:
            kind = nominal_type(noun, lexicon, nouns)
            if kind is not None:
                return Coding(type=kind, act=kind, clause=clause, trigger=noun, noun=noun)
    return None


def _match(entry: Entry, clause: Predicate, doers: Sequence[Token], nouns: Nouns) -> _Match | None:
    if (entry.is_negated and not clause.is_negated) or not _subject_fits(entry, doers, nouns):
        return None
    if entry.no and any(nouns.is_any_of(noun, entry.no) for noun in clause.objects):
        return None
    if entry.preps and not _preposition_fits(entry, clause, nouns):
        return None
    if not entry.obj:
        noun = _governed_noun(entry, clause, nouns) if entry.pobj else _act_noun(clause, nouns)
        return _Match(entry=entry, noun=noun, score=entry.specificity)
    if entry.obj <= _NOTHING:
        return _Match(entry=entry, noun=None, score=entry.specificity) if not clause.objects else None
    found = next((noun for noun in clause.objects if nouns.is_any_of(noun, entry.obj - _NOTHING)), None)
    if found is not None:
        return _Match(entry=entry, noun=found, score=entry.specificity)
    if "none" in entry.obj and not clause.objects:
        return _Match(entry=entry, noun=None, score=entry.specificity)
    if entry.is_grid and all(noun.lemma_.lower() in entry.seconds for noun in clause.objects):
        governed = (n for prep, n in clause.preps if prep in _GOVERNED and not (entry.not_for and prep == "for"))
        found = next((noun for noun in governed if nouns.acts(noun) & entry.obj), None)
        if found is not None:
            return _Match(entry=entry, noun=found, score=entry.specificity - 1)
    return None


def _subject_fits(entry: Entry, doers: Sequence[Token], nouns: Nouns) -> bool:
    if entry.notsubj and any(nouns.is_any_of(noun, entry.notsubj) for noun in doers):
        return False
    return not entry.subj or any(nouns.is_any_of(noun, entry.subj) for noun in doers)


def _preposition_fits(entry: Entry, clause: Predicate, nouns: Nouns) -> bool:
    pairs = (*clause.preps, *_attached(entry, clause))
    governed = [n for prep, n in pairs if prep in entry.preps and (n.ent_type_ not in _TIMES or prep == "until")]
    if not entry.pobj:
        return bool(governed) or any(prep in entry.preps for prep, _ in clause.gerunds)
    return any(nouns.is_any_of(noun, entry.pobj) for noun in governed)


def _governed_noun(entry: Entry, clause: Predicate, nouns: Nouns) -> Token | None:
    return next(
        (
            noun
            for prep, noun in (*clause.preps, *_attached(entry, clause))
            if prep in entry.preps and nouns.is_any_of(noun, entry.pobj)
        ),
        None,
    )


def _attached(entry: Entry, clause: Predicate) -> list[tuple[str, Token]]:
    """The prepositions that the parse hung on the objects, for entries that say what must stand with them."""
    if not entry.pobj and not entry.obj:
        return []
    is_out_of = "out" in clause.seconds  # "pulled the last *of* its troops *out of* Chad": the first is another
    pairs = (pair for noun in clause.objects for pair in tree.prepositions(noun))
    return [pair for pair in pairs if not (is_out_of and pair[0] == "of")]


def _act_noun(clause: Predicate, nouns: Nouns) -> Token | None:
    return next((noun for noun in clause.objects if nouns.acts(noun)), None)


def nominal_type(noun: Token, lexicon: Lexicon, nouns: Nouns) -> EventType | None:
    """Return the type of the act that a noun names by itself ("withdrawal", "a suspension of aid"), or None."""
    lemma = canonical(noun.lemma_)
    phase, hosts = lexicon.phasal.get(lemma), [noun]
    if phase is not None:
        hosts = [each for prep, inner in tree.prepositions(noun) if prep == "of" for each in tree.joined(inner)]
    for name in sorted(name for host in hosts for name in nouns.acts(host)):
        kind = lexicon.cells.get((name, phase or "start"))
        if kind is not None:
            return kind
    return lexicon.nominal.get(lemma)
