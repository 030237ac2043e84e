"""From an event's clause to its statement: names in full, dates out, nothing that points outside itself."""

import re
from collections.abc import Sequence

from bot.model.dates import TimexType
from bot.model.plover import EventType
from bot.model.reading import ActorKind, Event, Party
from bot.model.statement import PartRole, Statement, StatementPart
from bot.model.words import has_word
from bot.reading.actors.cast import MentionForm
from bot.reading.events import tree
from bot.reading.parsed import Token
from bot.reading.spans import token_range
from bot.reading.statements.clause import Told, told, without
from bot.reading.statements.faithful import is_faithful
from bot.reading.statements.phrases import country_words, phrase
from bot.reading.summary.certain import THIRD_PERSON
from bot.reading.summary.compress import drop_empty_act
from bot.reading.summary.draft import Draft, added
from bot.reading.summary.material import Material
from bot.reading.summary.names import country_name, listed, say_names, spoken_name
from bot.reading.summary.standing import loose_word, stands_alone
from bot.reading.summary.times import resolve_times
from bot.reading.summary.voice import say_first_person
from bot.reading.summary.whole import is_printed_well
from bot.reading.text import typeset

_TORN = re.compile(
    r"[\[\]*#|]|\([^)]*$|^[^(]*\)|\b[Aa]n? (?:[A-Z][\w'’-]* )*(?:Navy|Army|Air Force|Coast Guard|Marine)$|"
    r"\b(?:which|whom|whose|where)$"
)
"""Half a bracket, marks that are no words, a name that has lost its noun ("a visit by a Royal Navy [frigate]"), or a
clause of which only the first word is left: "an execution of which"."""
_CUT_LIST = re.compile(r", (?!and |or )(?:(?! and | or |,).)*$")
"""A list whose end, with its "and", was left out."""
_MOST_LOSSES = 4
"""Words that can't stand alone after which a clause is given up."""
_MOST_WORDS = 30
_OF_STATE = frozenset({"government", "administration", "forces", "army", "military", "navy"})
_SENT = frozenset({"ambassador", "envoy", "commissioner", "diplomat"})
_LONG = 22
"""Words after the verb from which circumstances are left out."""


def statement_of(event: Event, material: Material) -> Statement | None:
    """Say an event's clause so that it stands alone.

    Args:
        event: The event, offsets into the normalised text.
        material: Its article.

    Returns:
        None where a noun tells it, where what limits it would be lost, or where it can't stand alone.
    """
    if event.sentence in material.spoken:
        return None
    dated = _dated(material, event.sentence)
    clause = told(material.doc, event.span, dated, material.quoted)
    if clause is None or not is_faithful(clause, event, material, dated):
        return None
    standing = _standing(clause, event, material)
    if standing is None:
        return None
    clause, draft = standing
    subject, parties = phrase(clause.subject_words, clause.subject, draft, material)
    told_parts = [_part(top, words, draft, material) for top, words in clause.parts]
    if any(not part.text and part.role is PartRole.OBJECT for part in told_parts):
        return None
    parts = _fitting(told_parts)
    if not parts and event.act is not EventType.CONSULT:
        return None
    texts = (subject, *(part.text for part in parts))
    if any(not text or _TORN.search(text) or text.count('"') % 2 or _CUT_LIST.search(text) for text in texts):
        return None
    if sum(len(text.split()) for text in texts) > _MOST_WORDS or not _tells_all(event, texts, parties, material):
        return None
    return Statement(
        subject=typeset(subject),
        parties=parties,
        is_plural=_is_plural(clause.subject, material),
        lemma=tree.lemma(clause.verb),
        past=clause.verb.lower_ if clause.is_passive or clause.is_simple_past else "",
        auxiliary="due" if clause.is_ahead else "was" if clause.is_passive else "",
        adverb="" if clause.adverb is None else clause.adverb.lower_,
        parts=parts,
        is_perfect=clause.is_perfect,
        speaker=None if clause.saying is None else _speaker(clause.saying, material),
    )


def _fitting(parts: list[StatementPart]) -> tuple[StatementPart, ...]:
    """Return parts without the last ones that make them too long, and without parts of which nothing is left."""
    kept = [part for part in parts if part.text]
    while len(kept) > 1 and kept[-1].role is PartRole.OBLIQUE and sum(len(p.words.split()) for p in kept) > _LONG:
        kept.pop()
    return tuple(kept)


def _tells_all(event: Event, texts: Sequence[str], parties: Sequence[str], material: Material) -> bool:
    """Return whether a statement names its event's sides; one to whom it is done may go unnamed where nobody else is.

    A journey told of two countries in one clause is two events; a statement of the first tells nothing of the second.
    """
    told = " ".join((*texts, *parties))
    sides = [*event.source, *(event.target if event.reciprocal else ())]
    if not all(_is_told(party, told, event, material) for party in sides):
        return False
    own = {party.country for party in event.source}
    others = {material.cast.actors[m.actor].country for m in material.mentions(event.sentence)} - own - {None}
    named = {code for code in others if code is not None and has_word(told, country_words(code, material))}
    return all(
        party.country not in others or not named or _is_told(party, told, event, material) for party in event.target
    )


def _is_told(party: Party, told: str, event: Event, material: Material) -> bool:
    """Return whether a text names a party, by name or, where it stands for its country, by that."""
    actor = material.cast.actors[party.actor]
    words = {actor.name, *(actor.name.split()[-1:] if actor.kind is ActorKind.PERSON else ())}
    if party.country is not None and not (event.reciprocal and actor.kind is ActorKind.PERSON):
        words |= country_words(party.country, material)
        words |= {a.name for a in material.cast.actors if a.country == party.country}
    return has_word(told, words)


def _dated(material: Material, sentence: int) -> frozenset[int]:
    found: set[int] = set()
    for timex in material.timexes[sentence]:
        if timex.type is not TimexType.DURATION:
            found.update(range(*token_range(material.doc, timex.start, timex.end)))
    return frozenset(found)


def _standing(clause: Told, event: Event, material: Material) -> tuple[Told, Draft] | None:
    """Return a clause and its words so that they stand alone; what can't, and may go, is left out.

    Returns:
        None where something can't stand alone that may not go.
    """
    for _ in range(_MOST_LOSSES):
        draft = _draft(clause, event, material)
        if draft is None:
            return None
        loose = _loose(clause, draft, material)
        if loose is None:
            return (clause, draft) if stands_alone(draft, material) else None
        smaller = without(clause, loose)
        if smaller is None:
            return None
        clause = smaller
    return None


def _draft(clause: Told, event: Event, material: Material) -> Draft | None:
    """Return the clause's words as a draft with names and dates said; None where it is ill printed or ill dated."""
    start, end = material.ranges[event.sentence]
    draft = Draft(material.doc, start, end)
    if not is_printed_well(draft):
        return None
    words = clause.words
    drop_empty_act(draft, material)
    draft.drop(i for i in range(start, end) if i not in words)
    _say_own_subject(clause, event, draft, material)
    if not resolve_times(draft, material, event.sentence):
        return None
    _say_without_dates(clause, draft, material, event.sentence)
    _say_own_countries(draft, material)
    say_names(draft, material, material.cast.in_span(start, end), set())
    say_first_person(draft, material, material.state)
    _say_i(clause, event, draft, material)
    return draft


def _loose(clause: Told, draft: Draft, material: Material) -> Token | None:
    """Return the first word of a clause that leaves open whose or what is meant; None where none does."""
    owners = {a for t in tree.joined(clause.subject) for a in material.cast.all_at(t.i)}
    for token in (material.doc[i] for i in sorted(clause.words)):
        is_it = token.i in draft.replaced and token.lower_ in THIRD_PERSON and token.i != clause.subject.i
        is_it = is_it and not owners.intersection(material.cast.all_at(token.i)) and token.head.i != clause.subject.i
        if is_it or not _is_owned(token, clause, owners, draft, material):
            return token  # "it": a state, or the paper that it signed? "his": whose of two?
    return loose_word(draft, material)


def _say_own_subject(clause: Told, event: Event, draft: Draft, material: Material) -> None:
    """Say by name who speaks of itself: "Norway said *it* would close its ports", "… that *its country* would …"."""
    subject, verb = clause.subject, clause.verb
    saying = verb.head if verb.dep_ == "ccomp" and tree.is_verb(verb.head) else clause.saying
    speaker = None if saying is None or not tree.is_verb(saying) else tree.subject(saying)
    if speaker is None:
        return
    _say_own_country(subject, speaker.token, draft, material)
    told = tuple(actor for token in tree.joined(speaker.token) for actor in material.cast.all_at(token.i))
    coded, meant = tuple(party.actor for party in event.source), material.cast.all_at(subject.i)
    is_certain = meant == told or (not meant and coded == told)
    if subject.pos_ == "PRON" and is_certain and len(told) == len(tree.joined(speaker.token)):
        names = [spoken_name(material, actor) for actor in told]
        draft.replace(subject.i, subject.i + 1, added(listed(names)))


def _say_own_country(subject: Token, speaker: Token, draft: Draft, material: Material) -> None:
    """Say whose forces or government a speaker tells of: "India said *its* forces had crossed the line"."""
    owner = next((t for t in subject.children if t.tag_ == "PRP$" and t.dep_ == "poss"), None)
    told = material.cast.all_at(speaker.i)
    if owner is None or len(told) != 1:
        return
    actor = material.cast.actors[told[0]]
    is_country_s = actor.kind is ActorKind.COUNTRY and owner.lower_ == "its"
    is_person_s = actor.kind is ActorKind.PERSON and owner.lower_ in {"his", "her"} and subject.lower_ in _OF_STATE
    if actor.country is not None and actor.country in material.gazetteer.countries and (is_country_s or is_person_s):
        name = country_name(material, actor.country)
        draft.replace(owner.i, owner.i + 1, added(f"{name}'" if name.endswith("s") else f"{name}'s"))


def _say_own_countries(draft: Draft, material: Material) -> None:
    """Say "her country", and "the North" of two, by its name."""
    for mention in material.cast.in_span(draft.start, draft.end):
        code = material.cast.country_of(mention.actor)
        words = material.doc[mention.start : mention.end]
        is_own = mention.form is MentionForm.DESCRIPTION and words[0].tag_ == "PRP$"
        is_half = words.text in {"North", "South"} and mention.start > draft.start
        if mention.others or code is None or code not in material.gazetteer.countries or not (is_own or is_half):
            continue
        has_article = is_half and material.doc[mention.start - 1].lower_ == "the"
        draft.replace(mention.start - has_article, mention.end, added(country_name(material, code)))


def _say_i(clause: Told, event: Event, draft: Draft, material: Material) -> None:
    """Say by the state's name who acts as "I" in its statement; a meeting is its speaker's own, not the state's."""
    is_states = material.state is not None and {party.country for party in event.source} == {material.state}
    if clause.subject.text == "I" and is_states and event.act is not EventType.CONSULT:
        assert material.state is not None
        draft.replace(clause.subject.i, clause.subject.i + 1, added(country_name(material, material.state)))


def _say_without_dates(clause: Told, draft: Draft, material: Material, sentence: int) -> None:
    """Say "the elections" for "last week's elections"."""
    for timex in material.timexes[sentence]:
        first, last = token_range(material.doc, timex.start, timex.end)
        mark = material.doc[last : last + 1]
        if mark.text in {"'s", "’s", "'", "’"} and clause.words.issuperset(range(first, last + 1)):
            draft.replace(first, last + 1, "the")


def _is_owned(token: Token, clause: Told, owners: set[int], draft: Draft, material: Material) -> bool:
    """Return whether it is certain whose a thing is: the subject's, or that of the one other who is named before it."""
    if token.tag_ != "PRP$" or token.i in draft.replaced or token.i in material.quoted:
        return True
    if token.doc[token.i + 1 : token.i + 2].text == "own" and len(owners) == 1:
        return True
    verb = tree.clause_of(token)
    own = tree.subject(verb) if verb is not None and verb.i != clause.verb.i else None
    if own is not None and own.token.i in clause.words and own.token.i != clause.subject.i and own.token.i < token.i:
        return True
    meant = set(material.cast.all_at(token.i))
    if not meant and _is_subject_s(token, clause, material):
        return True
    if token.head.lemma_.lower() in _SENT and token.head.head.i == clause.verb.i and meant == owners:
        return True  # an envoy that is called home is its own state's
    between = range(clause.subject.i + 1, token.i)
    others = {a for i in between if not _is_place(i, material) for a in material.cast.all_at(i)} - owners
    if meant and meant <= owners:
        return not others
    before = {a for i in clause.words if i < token.i for a in material.cast.all_at(i)}
    return bool(meant) and meant <= before and (before - owners) == meant


def _is_subject_s(token: Token, clause: Told, material: Material) -> bool:
    """Return whether "their" can be only that of a subject of many: "the banks agreed to open *their* books"."""
    is_many = clause.subject.tag_ in {"NNS", "NNPS"} or len(tree.joined(clause.subject)) > 1
    between = [material.doc[i] for i in range(clause.subject.i + 1, token.i) if i in clause.words]
    is_alone = not any(t.tag_ in {"NNS", "NNPS", "CD"} or material.cast.all_at(t.i) for t in between)
    return token.lower_ == "their" and is_many and is_alone


def _is_place(token: int, material: Material) -> bool:
    mention = material.cast.mention_at(token)
    return mention is not None and mention.is_place


def _part(top: Token, words: Sequence[Token], draft: Draft, material: Material) -> StatementPart:
    if top.dep_ in {"prt", "advmod"}:
        return StatementPart(role=PartRole.PARTICLE, preposition="", text=top.lower_)
    if top.dep_ in {"prep", "agent"}:
        inner = [t for t in words if t.i > top.i]
        head = next((c for c in top.children if c.dep_ in {"pobj", "pcomp"}), top)
        text, parties = phrase(inner, head, draft, material)
        return StatementPart(role=PartRole.OBLIQUE, preposition=top.lower_, text=typeset(text), parties=parties)
    text, parties = phrase(words, top, draft, material)
    is_clause = tree.is_verb(top) and top.dep_ in {"xcomp", "ccomp", "advcl"}
    role = PartRole.CLAUSE if is_clause else PartRole.OBJECT
    return StatementPart(role=role, preposition="", text=typeset(text), parties=parties)


def _is_plural(subject: Token, material: Material) -> bool:
    mention = material.cast.mention_at(subject.i)
    if len(tree.joined(subject)) > 1:
        return True
    if mention is not None and mention.is_pronoun:
        return len(mention.all_actors) > 1
    if mention is not None and mention.form in {MentionForm.NAME, MentionForm.METONYM} and not mention.others:
        return subject.tag_ == "NNPS" and material.cast.actors[mention.actor].kind is ActorKind.GROUP
    return subject.tag_ in {"NNS", "NNPS"} or subject.lower_ in {"police", "people"}


def _speaker(saying: Token, material: Material) -> str:
    """Return the full name of who says it, "" where that is nobody of the cast."""
    found = tree.subject(saying) if tree.is_verb(saying) and saying.lower_ != "according" else None
    tokens = [found.token] if found is not None else list(saying.subtree)
    actor = next((a for a in (material.cast.at(t.i) for t in tokens) if a is not None), None)
    return "" if actor is None else material.cast.actors[actor].name
