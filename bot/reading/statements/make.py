"""From an event's clause to its statement: names in full, dates out, nothing that points outside itself."""

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from bot.model.dates import TimexType
from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.model.reading import ActorKind, Event, Party
from bot.model.statement import PartRole, Statement, StatementPart
from bot.reading.actors.cast import Mention, MentionForm
from bot.reading.actors.epithets import is_realm
from bot.reading.events import tree
from bot.reading.spans import token_range
from bot.reading.statements.clause import Told, told
from bot.reading.summary.compress import drop_empty_act
from bot.reading.summary.draft import Draft, added
from bot.reading.summary.material import Material
from bot.reading.summary.names import say_names
from bot.reading.summary.standing import stands_alone
from bot.reading.summary.times import resolve_times
from bot.reading.summary.voice import say_first_person
from bot.reading.summary.whole import is_printed_well
from bot.reading.text import typeset

_BRACKETS = re.compile(r"\[([^\]]*)\]")
_DESCRIBED = re.compile(r"\b[a-z]+s? \[(?!of )")
"""A noun with what it stands for behind it: "the minister [Anna Reed]"."""
_CUT_LIST = re.compile(r", (?!and |or )(?:(?! and | or |,).)*$")
"""A list whose end, with its "and", was left out."""
_INITIALS = re.compile(r"\b[A-Z]{2,8} \[([^\]]+)\]")
_TITLES = frozenset({"compound", "amod", "det", "poss", "case", "punct", "nmod", "flat"})
_MOST_WORDS = 30
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
    if clause is None:
        return None
    draft = _draft(clause, material, event.sentence)
    if draft is None:
        return None
    subject, parties = _phrase(clause.subject_words, clause.subject, draft, material)
    parts = _fitting([_part(top, words, draft, material) for top, words in clause.parts])
    if not parts and event.act is not EventType.CONSULT:
        return None
    texts = (subject, *(part.text for part in parts))
    if any(not text or "[" in text or text.count('"') % 2 or _CUT_LIST.search(text) for text in texts):
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
    named = {code for code in others if code is not None and _has_word(told, _country_words(code, material))}
    return all(
        party.country not in others or not named or _is_told(party, told, event, material) for party in event.target
    )


def _is_told(party: Party, told: str, event: Event, material: Material) -> bool:
    """Return whether a text names a party, by name or, where it stands for its country, by that."""
    actor = material.cast.actors[party.actor]
    words = {actor.name, *(actor.name.split()[-1:] if actor.kind is ActorKind.PERSON else ())}
    if party.country is not None and not (event.reciprocal and actor.kind is ActorKind.PERSON):
        words |= _country_words(party.country, material)
        words |= {a.name for a in material.cast.actors if a.country == party.country}
    return _has_word(told, words)


def _country_words(code: str, material: Material) -> set[str]:
    country = material.gazetteer.countries.get(CountryCode(code))
    if country is None:
        return set()
    return {country.name, country.short, *country.names, *country.demonyms, *country.metonyms}


def _has_word(text: str, words: Iterable[str]) -> bool:
    return any(word and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for word in words)


def _dated(material: Material, sentence: int) -> frozenset[int]:
    found: set[int] = set()
    for timex in material.timexes[sentence]:
        if timex.type is not TimexType.DURATION:
            found.update(range(*token_range(material.doc, timex.start, timex.end)))
    return frozenset(found)


def _draft(clause: Told, material: Material, sentence: int) -> Draft | None:
    """Return the clause's words as a draft that stands alone; None where they don't."""
    start, end = material.ranges[sentence]
    draft = Draft(material.doc, start, end)
    if not is_printed_well(draft):
        return None
    words = clause.words
    drop_empty_act(draft, material)
    draft.drop(i for i in range(start, end) if i not in words)
    _say_own_subject(clause, draft, material)
    if not resolve_times(draft, material, sentence):
        return None
    say_names(draft, material, material.cast.in_span(start, end), set())
    say_first_person(draft, material, material.state)
    owners = {a for t in tree.joined(clause.subject) for a in material.cast.all_at(t.i)}
    if any(not _is_owned(material.doc[i], clause, owners, draft, material) for i in words):
        return None
    if any(
        i in draft.replaced and material.doc[i].lower_ in {"it", "they", "them"} and i != clause.subject.i
        for i in words
    ):
        return None  # a state, or the paper that it signed?
    return draft if stands_alone(draft, material) else None


def _say_own_subject(clause: Told, draft: Draft, material: Material) -> None:
    """Say by name who speaks of itself: "Norway said *it* would close its ports"."""
    subject = clause.subject
    speaker = None if clause.saying is None or not tree.is_verb(clause.saying) else tree.subject(clause.saying)
    if subject.pos_ != "PRON" or speaker is None or len(tree.joined(speaker.token)) > 1:
        return
    meant = material.cast.all_at(subject.i)
    if len(meant) == 1 and meant == material.cast.all_at(speaker.token.i):
        draft.replace(subject.i, subject.i + 1, added(material.cast.actors[meant[0]].name))


def _is_owned(token: Token, clause: Told, owners: set[int], draft: Draft, material: Material) -> bool:
    """Return whether it is certain whose a thing is: the subject's, or that of the one other who is named before it."""
    if token.tag_ != "PRP$" or token.i in draft.replaced or token.i in material.quoted:
        return True
    verb = tree.clause_of(token)
    own = tree.subject(verb) if verb is not None and verb.i != clause.verb.i else None
    if own is not None and own.token.i in clause.words and own.token.i != clause.subject.i and own.token.i < token.i:
        return True
    meant = set(material.cast.all_at(token.i))
    between = range(clause.subject.i + 1, token.i)
    others = {a for i in between if not _is_place(i, material) for a in material.cast.all_at(i)} - owners
    if meant and meant <= owners:
        return not others
    before = {a for i in clause.words if i < token.i for a in material.cast.all_at(i)}
    return bool(meant) and meant <= before and (before - owners) == meant


def _is_place(token: int, material: Material) -> bool:
    mention = material.cast.mention_at(token)
    return mention is not None and mention.is_place


def _part(top: Token, words: Sequence[Token], draft: Draft, material: Material) -> StatementPart:
    if top.dep_ in {"prt", "advmod"}:
        return StatementPart(role=PartRole.PARTICLE, preposition="", text=top.lower_)
    if top.dep_ in {"prep", "agent"}:
        inner = [t for t in words if t.i > top.i]
        head = next((c for c in top.children if c.dep_ in {"pobj", "pcomp"}), top)
        text, parties = _phrase(inner, head, draft, material)
        return StatementPart(role=PartRole.OBLIQUE, preposition=top.lower_, text=typeset(text), parties=parties)
    text, parties = _phrase(words, top, draft, material)
    is_clause = tree.is_verb(top) and top.dep_ in {"xcomp", "ccomp", "advcl"}
    role = PartRole.CLAUSE if is_clause else PartRole.OBJECT
    return StatementPart(role=role, preposition="", text=typeset(text), parties=parties)


def _phrase(words: Sequence[Token], head: Token, draft: Draft, material: Material) -> tuple[str, tuple[str, ...]]:
    """Return a phrase's words, and the full names of those whom it names and nothing else."""
    together = _together(head, draft, material)
    if together is not None:
        return together
    heads = [t for t in tree.joined(head) if any(t.i == w.i for w in words)]
    mentions = [material.cast.mention_at(t.i) for t in heads]
    parties: list[str] = []
    names: list[str] = []
    for each, mention in zip(heads, mentions, strict=True):
        named = None if mention is None else _named(each, mention, words, draft, material)
        if mention is None and (beside := _named_beside(each, material)) is not None:
            named = beside, beside
        if named is None:
            return _render(words, draft, material), ()
        parties.append(named[0])
        names.append(named[1])
    if not names:
        return _render(words, draft, material), ()
    text = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return text, tuple(parties)


def _together(head: Token, draft: Draft, material: Material) -> tuple[str, tuple[str, ...]] | None:
    """Return who "the two countries" are, where the draft says it; None for any other phrase."""
    mention = material.cast.mention_at(head.i)
    if mention is None or not mention.others or mention.form is not MentionForm.DESCRIPTION:
        return None
    said = next((draft.replaced[i] for i in range(mention.start, mention.end) if i in draft.replaced), "")
    found = _BRACKETS.search(said)
    if found is None or any(c.dep_ in {"poss", "prep"} for c in head.children):
        return None
    return found[1], tuple(material.cast.actors[actor].name for actor in mention.all_actors)


def _named(
    head: Token, mention: Mention, words: Sequence[Token], draft: Draft, material: Material
) -> tuple[str, str] | None:
    """Return whom a noun phrase names, by full name and as it is said; None where it says more or less than a name."""
    if mention.others or mention.form is MentionForm.ADJECTIVE:
        return None
    actor = material.cast.actors[mention.actor]
    if mention.is_place and not _is_country_s_name(mention, material):
        return None
    own = [w for w in words if w.i in {t.i for t in head.subtree}]
    own = [
        w for w in own if not any(w.i in {t.i for t in c.subtree} for c in head.children if c.dep_ in {"conj", "cc"})
    ]
    outside = [w for w in own if not mention.start <= w.i < mention.end]
    if (beside := _named_beside(head, material)) is not None:
        return beside, beside
    if mention.form is MentionForm.DESCRIPTION:
        said = " ".join(draft.replaced.get(i, "") for i in range(mention.start, mention.end))
        return (actor.name, actor.name) if actor.kind is ActorKind.PERSON and f"[{actor.name}]" in said else None
    if actor.kind is ActorKind.PERSON:
        if any(w.dep_ not in _TITLES and w.i > head.i for w in outside):
            return None
        return actor.name, actor.name
    if any(w.lower_ not in {"the", "'s", ","} for w in outside):
        return None
    if actor.kind is ActorKind.COUNTRY and actor.country is not None:
        printed = material.doc[mention.start : mention.end].text.removeprefix("the ").removeprefix("The ")
        if not mention.is_pronoun and printed.removesuffix("'s") not in _country_words(actor.country, material):
            return None
        return actor.name, material.gazetteer.country(actor.country).in_text
    return actor.name, _render(own, draft, material)


def _named_beside(head: Token, material: Material) -> str | None:
    """Return the full name of the person whose office a noun is, where it stands beside: "the envoy, Al Lee"."""
    for beside in tree.children(head, "appos"):
        mention = material.cast.mention_at(beside.i)
        if mention is None or mention.others or mention.form is not MentionForm.NAME:
            continue
        actor = material.cast.actors[mention.actor]
        if actor.kind is ActorKind.PERSON and head.pos_ == "NOUN":
            return actor.name
    return None


def _is_country_s_name(mention: Mention, material: Material) -> bool:
    """Return whether a place is a whole country by its own name, no city of it."""
    code = material.cast.country_of(mention.actor)
    country = material.gazetteer.countries.get(code) if code is not None else None
    printed = material.doc[mention.start : mention.end].text.removeprefix("the ")
    return country is not None and printed in {country.name, country.short, *country.names}


def _render(words: Iterable[Token], draft: Draft, material: Material) -> str:
    """Return words as they stand within a sentence, what is not the article's own without its brackets."""
    pieces: list[str] = []
    last: Token | None = None
    ordered = sorted(words, key=lambda t: t.i)
    for token in ordered:
        if token.i in draft.dropped or _is_in_realm(token, material):
            continue
        gap = "" if last is None or (last.i + 1 == token.i and not last.whitespace_) else " "
        said = draft.replaced.get(token.i) or _realm(token, material)
        text = said if said is not None else _in_midst(token)
        pieces.append(f"{gap}{text}")
        last = token
    text = " ".join("".join(pieces).split())
    if _DESCRIBED.search(text):
        return ""
    text = re.sub(r',"$', '"', _BRACKETS.sub(r"\1", _INITIALS.sub(r"\1", text)))
    return re.sub(r"\s+([,.;:)])", r"\1", text).strip(" ,;")


def _realm(token: Token, material: Material) -> str | None:
    """Return the country for the last word of "the East African nation"; None for any other word."""
    mention = material.cast.mention_at(token.i)
    if mention is None or mention.others or mention.form is not MentionForm.DESCRIPTION or token.i != mention.end - 1:
        return None
    actor = material.cast.actors[mention.actor]
    is_country = actor.kind is ActorKind.COUNTRY and actor.country in material.gazetteer.countries
    return (
        material.gazetteer.country(actor.country).in_text if is_country and actor.country and is_realm(token) else None
    )


def _is_in_realm(token: Token, material: Material) -> bool:
    """Return whether a word stands before such a last word, or is its article."""
    mention = material.cast.mention_at(token.i)
    if mention is None and token.i + 1 < len(token.doc) and token.lower_ == "the":
        mention = material.cast.mention_at(token.i + 1)
    if mention is None or token.i >= mention.end - 1:
        return False
    return _realm(token.doc[mention.end - 1], material) is not None


def _in_midst(token: Token) -> str:
    is_small = token.is_sent_start and token.pos_ not in {"PROPN", "NOUN", "ADJ"} and token.text.istitle()
    return token.lower_ if is_small else token.text


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
