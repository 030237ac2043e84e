"""Offices without a name beside them: "the US Secretary of State", "Vietnam's president", "Merkel's spokesperson"."""

from collections.abc import Mapping, Sequence

from bot.model.ids import CountryCode
from bot.model.reading import ActorKind
from bot.reading.actors.cast import MentionForm
from bot.reading.actors.casting import Casting, Draft, Gender, Reference
from bot.reading.actors.lexicon import Lexicon
from bot.reading.actors.titles import Hits, Title
from bot.reading.parsed import Doc

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_WORD_FORMS = {
    "defense": "defence",
    "premier": "minister",
    "secretary-general": "secretary",
    "counsellor": "councilor",
    "councillor": "councilor",
    "adviser": "advisor",
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
}
_STANDINGS = frozenset({"leader", "head", "ruler", "official", "diplomat", "politician"})
_WINDOW = 2
_FAR = 60


def refer_titles(
    casting: Casting, hits: Hits, titles: Sequence[Title], bearers: Mapping[int, Draft], lexicon: Lexicon
) -> None:
    """Let unnamed offices refer to a person of the text, or to an unnamed holder whose country is known.

    Args:
        casting: Persons are there already.
        hits: Names of the text.
        titles: Offices of the text, in order.
        bearers: Persons whose names stand beside an office, by its place in `titles`.
        lexicon: Word lists.
    """
    for number, title in enumerate(titles):
        if not casting.is_free(title.start, title.end) or title.is_plural:
            continue
        draft = bearers.get(number) or _predicate_of(casting, title)
        if draft is None:
            draft = _holder(casting, hits, title)
        if draft is None and title.country is not None and (title.office or title.is_relational):
            draft = _unnamed(casting, title, lexicon)
        if draft is not None:
            casting.refer(draft, title.start, title.end, MentionForm.DESCRIPTION)


def refer_owned(casting: Casting, titles: Sequence[Title], bearers: Mapping[int, Draft]) -> None:
    """Let "Mahan Air's director" and "Merkel's spokesperson" take the side of the body or person that they serve.

    Args:
        casting: Persons and bodies are there already.
        titles: Offices of the text, in order.
        bearers: Persons whose names stand beside an office, by its place in `titles`.
    """
    unnamed: dict[str, Draft] = {}
    for number, title in enumerate(titles):
        owner = _owner(casting, title)
        if owner is None or owner.country is None or title.is_relational or title.is_plural:
            continue
        bearer = bearers.get(number)
        if bearer is not None:
            bearer.country = bearer.country or owner.country
        elif title.office and casting.is_free(title.start, title.end):
            name = f"{owner.name}'s {' '.join(casting.doc[title.start : title.end].text.split())}"
            if name not in unnamed:
                unnamed[name] = casting.add(
                    Draft(kind=ActorKind.PERSON, name=name, country=owner.country, office=title.office, is_named=False)
                )
            casting.refer(unnamed[name], title.start, title.end, MentionForm.DESCRIPTION)


def _owner(casting: Casting, title: Title) -> Draft | None:
    """Return the person or body whose possessive stands before an office."""
    at = title.start - 1
    if at < 1 or casting.doc[at].text not in {"'s", "'"}:
        return None
    reference = casting.at(at - 1)
    return reference.draft if reference is not None and len(reference.drafts) == 1 else None


def _predicate_of(casting: Casting, title: Title) -> Draft | None:
    """Return the person of whom an office is said: "Qin, who is also a state councilor"."""
    head = casting.doc[title.head]
    if head.dep_ != "attr" or head.head.lemma_ not in {"be", "become", "remain"}:
        return None
    subject = next((child for child in head.head.lefts if child.dep_ in _SUBJECTS), None)
    if subject is not None and subject.tag_ == "WP":
        subject = head.head.head
    reference = casting.at(subject.i) if subject is not None else None
    if reference is None or reference.draft.kind is not ActorKind.PERSON:
        return None
    draft = reference.draft
    draft.office = draft.office or title.office or None
    draft.country = draft.country or title.country
    return draft


def _holder(casting: Casting, hits: Hits, title: Title) -> Draft | None:
    """Return the person already named who holds an office: the last one mentioned, None where two could be meant."""
    if (
        title.is_indefinite
        or title.is_relational
        or not (title.is_definite or casting.doc[title.head].text[0].isupper())
    ):
        return None
    last: dict[int, Reference] = {}
    for reference in casting.before(title.start, _FAR):
        if reference.draft.kind is ActorKind.PERSON:
            last[id(reference.draft)] = reference
    owner = _own_side(casting.doc, hits, title)
    fitting = [
        reference
        for reference in last.values()
        if _fits(title, reference.draft) and (owner is None or reference.draft.country in {owner, None})
    ]
    if not fitting:
        return None
    if _content(title.office) == {"secretary"}:
        fitting = [ref for ref in fitting if (ref.draft.office or "").startswith("Secretary")] or fitting
    fitting.sort(key=lambda reference: reference.start)
    if len(fitting) > 1 and title.country is None:
        near = [ref for ref in fitting if casting.distance(ref, title.start) <= _WINDOW]
        return near[-1].draft if len(near) == 1 else None
    return fitting[-1].draft


def _own_side(doc: Doc, hits: Hits, title: Title) -> CountryCode | None:
    """Return the state that acts where an office is its own: "*Chad* recalled its ambassador"; None for others."""
    at = title.start - 1
    if at < 0 or doc[at].lower_ not in {"its", "their"}:
        return None
    verb = doc[title.head].head
    while verb.dep_ == "conj" and not any(child.dep_ in _SUBJECTS for child in verb.lefts):
        verb = verb.head
    subject = next((child for child in verb.lefts if child.dep_ in _SUBJECTS), None)
    hit = None if subject is None else hits.side_at(subject.i)
    return None if hit is None else hit.code


def _fits(title: Title, draft: Draft) -> bool:
    """Return whether a person holds an office of these words and country."""
    if title.country is not None and draft.country != title.country:
        return False
    wanted = _content(title.office)
    held = _content(draft.office or "")
    if wanted & _STANDINGS and title.country is not None:
        return bool(held) or not draft.is_named
    return bool(wanted) and wanted <= held


def _content(office: str) -> set[str]:
    """Return the words of an office that tell it from another, spelt one way."""
    words = office.lower().replace(",", " ").split()
    return {_WORD_FORMS.get(word, word) for word in words} - {"of", "for", "and", "the", "to", "affairs"}


def _unnamed(casting: Casting, title: Title, lexicon: Lexicon) -> Draft:
    """Return a new person known by office alone: "Vietnam's president"."""
    head = casting.doc[title.head].lower_
    gender = Gender.FEMALE if head in lexicon.female_heads else Gender.MALE if head in lexicon.male_heads else None
    return casting.add(
        Draft(
            kind=ActorKind.PERSON,
            name=" ".join(casting.doc[title.start : title.end].text.split()),
            country=title.country,
            office=title.office if not title.is_relational and title.office else None,
            gender=gender,
            is_named=False,
            counterpart_of=title.possessor if title.is_relational else None,
        )
    )
