"""The first person of a statement: "we" and "our" said with the state that speaks, where the text leaves no doubt."""

from collections.abc import Iterator
from typing import Final

from bot.model.ids import CountryCode
from bot.model.reading import ActorKind
from bot.reading.parsed import Token
from bot.reading.summary.draft import Draft, added
from bot.reading.summary.material import Material
from bot.reading.summary.names import country_name

_SUBJECT: Final = frozenset({"we"})
_OBJECT: Final = frozenset({"us"})
_POSSESSIVE: Final = frozenset({"our"})
_FIRST: Final = frozenset({"i", "we", "my", "our", "us"})
_FEWEST: Final = 2
"""Sentences in the first person that make a statement of a text."""
_IRREGULAR: Final = {"are": "is", "were": "was", "have": "has", "do": "does", "'re": " is", "'ve": " has"}
_SHARED: Final = frozenset({"shared", "common", "mutual", "joint", "two", "respective"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})


def speaking_state(material: Material) -> CountryCode | None:
    """Return the state that a statement speaks for; None where nothing tells, or two hints differ.

    Where the cast knows whose voice "we" is (by title, byline, source or address), that counts. Else the hints are a
    person of a state named in a line that is no sentence (the byline or signature), and "our" in a clause whose
    subject is a country ("Chile and our partners", "Chile stands by our ally").

    Args:
        material: The article.
    """
    cast = material.cast
    voices = {cast.country_of(actor) for i in cast.own_voice if (actor := cast.at(i)) is not None}
    hints = voices - {None} or {*_signers(material), *_self_naming(material)}
    return hints.pop() if len(hints) == 1 else None


def attribution(material: Material, sentence: int) -> str:
    """Return the words that say whose claim a sentence of a statement is: "[US statement:]".

    Args:
        material: The article.
        sentence: Index of the sentence.

    Returns:
        "" in a report, and where the sentence tells what the speaking state itself, or one of its officials, does or
        says; "[Statement, European Commission:]" where an office speaks that is no state's.
    """
    speaker = material.cast.speaker
    code = material.state if speaker is None else material.cast.country_of(speaker)
    country = None if code is None else material.gazetteer.countries.get(code)
    is_issued = bool(material.issuer) and (material.is_statement or material.in_first_person)
    if speaker is None and not is_issued:
        return ""
    subject = _main_subject(material, sentence)
    actor = None if subject is None else material.cast.at(subject.i)
    is_own = actor is not None and material.cast.country_of(actor) == code and code is not None
    is_we = subject is not None and subject.lower_ in _SUBJECT and country is not None
    if subject is not None and (is_we or (is_own and _acts_itself(material, actor))):
        return ""
    if country is not None:
        return added(f"{country.short} statement:")
    return added(f"Statement, {material.issuer}:")


def speaks_itself(material: Material) -> bool:
    """Return whether a text speaks in the first person for somebody who is no state: its "we" stays as it is."""
    is_nobody = material.state is None and material.cast.speaker is None
    return is_nobody and bool(material.issuer) and material.in_first_person


def _acts_itself(material: Material, actor: int | None) -> bool:
    return actor is not None and material.cast.actors[actor].kind in {ActorKind.COUNTRY, ActorKind.PERSON}


def is_in_first_person(material: Material) -> bool:
    """Return whether two sentences or more speak in the first person outside quotations.

    Args:
        material: The article.
    """
    told = {
        i
        for i in range(len(material.sentences))
        for t in material.tokens(i)
        if t.lower_ in _FIRST and t.text != "US" and t.i not in material.quoted and t.pos_ in {"PRON", "DET"}
    }
    return len(told) >= _FEWEST and material.spoken.isdisjoint(told)


def _main_subject(material: Material, sentence: int) -> Token | None:
    """Return the subject of a sentence's main clause; None where it has none, or the parse gives it none."""
    root = next((t for t in material.tokens(sentence) if t.dep_ == "ROOT"), None)
    if root is None:
        return None
    found = next((c for c in root.children if c.dep_ in {*_SUBJECTS, "expl", "csubj"}), None)
    if found is not None:
        return found
    first = material.ranges[sentence][0]
    named = [m for m in material.cast.in_span(first, root.i) if not m.is_place]
    return material.doc[named[-1].start] if named else None


def _signers(material: Material) -> Iterator[CountryCode]:
    """Yield the states of those named outside the sentences."""
    inside = {i for first, last in material.ranges for i in range(first, last)}
    for mention in material.cast.mentions:
        country = material.cast.country_of(mention.actor)
        is_person = material.cast.actors[mention.actor].kind is ActorKind.PERSON
        if mention.start not in inside and is_person and country in material.gazetteer.countries:
            assert country is not None
            yield country


def _self_naming(material: Material) -> Iterator[CountryCode]:
    """Yield the countries whose own clause goes on with "our"."""
    for token in material.doc:
        if token.lower_ not in _POSSESSIVE or token.i in material.quoted or _is_shared(token):
            continue
        verb = next((a for a in token.ancestors if any(c.dep_ in _SUBJECTS for c in a.children)), None)
        subject = None if verb is None else next(c for c in verb.children if c.dep_ in _SUBJECTS)
        actor = None if subject is None else material.cast.at(subject.i)
        if actor is not None and material.cast.actors[actor].kind is ActorKind.COUNTRY:
            country = material.cast.country_of(actor)
            if country is not None:
                yield country


def say_first_person(draft: Draft, material: Material, state: CountryCode | None) -> None:
    """Say "we", "us" and "our" outside quotations with the name of the state that speaks.

    Args:
        draft: The draft; it is changed.
        material: The article.
        state: Who speaks; where it is None the draft stays as it is.
    """
    if state is None:
        return
    name = country_name(material, state)
    for i in range(draft.start, draft.end):
        token = draft.doc[i]
        if i in material.quoted or not draft.keeps(i) or token.pos_ not in {"PRON", "DET"} or token.text == "US":
            continue
        word = token.lower_
        is_named = _is_named(draft, material, state, i)
        if word in _SUBJECT and token.dep_ in _SUBJECTS:
            draft.replace(i, i + 1, added("it" if is_named else name))
            _agree(draft, token)
        elif word in _OBJECT:
            draft.replace(i, i + 1, added("it" if is_named else name))
        elif word in _POSSESSIVE and not _is_shared(token):
            whose = "its" if is_named else f"{name}'" if name.endswith("s") else f"{name}'s"
            draft.replace(i, i + 1, added(whose))


def _is_shared(possessive: Token) -> bool:
    """Return whether "our" means more sides than the speaker's: "our shared goal"."""
    return any(c.lower_ in _SHARED for c in possessive.head.children)


def _is_named(draft: Draft, material: Material, state: CountryCode, before: int) -> bool:
    """Return whether the state is the last subject that the draft names before a token."""
    name = country_name(material, state)
    if any(draft.replaced.get(i) == added(name) for i in range(draft.start, before)):
        return True
    subjects = [draft.doc[i] for i in range(draft.start, before) if draft.doc[i].dep_ in _SUBJECTS]
    actor = material.cast.at(subjects[-1].i) if subjects else None
    is_state = actor is not None and material.cast.actors[actor].kind is ActorKind.COUNTRY
    return actor is not None and is_state and material.cast.country_of(actor) == state


def _agree(draft: Draft, subject: Token) -> None:
    """Put the verbs of a plural subject into the singular; a finite verb is sometimes tagged as an infinitive (VB)."""
    is_finite = not any(c.dep_ in {"aux", "auxpass"} for c in subject.head.children)
    is_perfect = any(c.lemma_ == "have" and c.dep_ == "aux" for c in subject.head.children)
    verbs = [subject.head, *(c for c in subject.head.conjuncts if not any(k.dep_ in _SUBJECTS for k in c.children))]
    for verb in verbs:
        helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
        for token in helpers[:1] or [verb]:
            is_present = token.tag_ == "VBP" or token.lower_ == "were" or (is_finite and token.tag_ == "VB")
            is_present = is_present or (is_perfect and verb != subject.head and token.tag_ in {"VB", "VBP"})
            if is_present and draft.keeps(token.i):
                draft.replace(token.i, token.i + 1, _singular(token.lower_))


def _singular(verb: str) -> str:
    """Return the third person singular of a verb's plural form."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{verb}es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}s"
