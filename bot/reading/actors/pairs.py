"""Two who are meant together: "the two countries", "both sides", "the two leaders", "both".

The two are those of the latest stretch of text that speaks of exactly two, without whoever speaks to them or of them;
where there is no such stretch, or a paragraph has ended since, the two countries that the text has been about.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Final

from bot.model.countries import IGO, NGO
from bot.model.ids import CountryCode
from bot.model.reading import ActorKind
from bot.reading.actors.cast import MentionForm
from bot.reading.actors.casting import Casting, Draft, Reference
from bot.reading.parsed import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_STATES = frozenset({
    "countries", "nations", "sides", "governments", "capitals", "powers", "states", "neighbours", "neighbors",
    "parties", "rivals", "allies", "navies", "armies", "militaries", "ministries", "parliaments", "delegations",
    "peoples", "economies", "partners", "foes",
})  # fmt: skip
_PEOPLE = frozenset({
    "men", "women", "leaders", "presidents", "ministers", "officials", "diplomats", "statesmen", "politicians",
    "envoys", "secretaries", "premiers", "negotiators", "counterparts", "chiefs", "ambassadors",
})  # fmt: skip
_UNCOUNTED = frozenset({"countries", "nations", "sides", "leaders", "ministers", "presidents"})
"""Words that stand for a pair without "two", where just two states are spoken of: "the sides agreed"."""
_MERE_PEOPLE = frozenset({"men", "women"})
"""Words that never stand for two states."""
_BARE = frozenset({"both", "two"})
_COUPLES = frozenset({"pair", "duo"})
_WINDOW: Final = 2
_FAR: Final = 60
_OFTEN: Final = 2
_MOST_ANCESTORS: Final = 40


def may_be_pair(word: str) -> bool:
    """Return whether a word, in lower case, may speak of two."""
    return word in _BARE or word in _STATES or word in _PEOPLE or word in _COUPLES


def refer_pair(token: Token, casting: Casting, names: Mapping[CountryCode, str]) -> None:
    """Let a word that speaks of two refer to both, where it is clear who they are.

    Args:
        token: A word for which `may_be_pair` holds.
        casting: Every mention before it is there.
        names: Everyday name of each country.
    """
    word = token.lower_
    words = {child.lower_ for child in token.lefts}
    if word in _STATES | _PEOPLE:
        if any(child.dep_ in {"prep", "relcl"} and child.lower_ == "of" for child in token.rights):
            return
        is_theirs = "their" in words and _is_free(token, casting)
        if not words & _BARE and (word not in _UNCOUNTED or words != {"the"}) and not is_theirs:
            return
        drafts = () if word in _STATES or is_theirs else _last_two_persons(token, casting)
        if word not in _MERE_PEOPLE:
            drafts = drafts or _last_two_states(token, casting, names)
        start = min([child.i for child in token.lefts if child.lower_ in {"the", "both", "two"}] or [token.i])
    elif word in _COUPLES:
        if words != {"the"} or any(child.dep_ == "prep" for child in token.rights):
            return
        drafts = _last_two_persons(token, casting) or _last_two_states(token, casting, names)
        start = token.i - 1
    else:
        if token.dep_ not in _SUBJECTS or (word == "two" and "the" not in words) or token.text == "Two":
            return
        if any(child.dep_ == "prep" for child in token.rights):
            return
        near = casting.before(token.i, _WINDOW + 1)
        has_persons = any(draft.kind is ActorKind.PERSON for ref in near for draft in ref.drafts)
        drafts = _last_two_persons(token, casting)
        drafts = drafts or (() if has_persons else _last_two_states(token, casting, names))
        start = token.i - (word == "two")
    if len(drafts) == 2:
        while start < token.i and casting.at(start) is not None:
            start += 1
        casting.refer(drafts, start, token.i + 1, MentionForm.DESCRIPTION)


def _is_free(token: Token, casting: Casting) -> bool:
    """Whether "their" before a word stands for nobody yet, and nothing else tells whose it is."""
    return not any(casting.at(child.i) is not None or child.dep_ in {"amod", "compound"} for child in token.lefts)


def _last_two_states(token: Token, casting: Casting, names: Mapping[CountryCode, str]) -> tuple[Draft, ...]:
    """Return the two countries of the latest stretch of text that speaks of exactly two, else those it is about."""
    third = _speaker_to(token, casting)
    near = casting.before(token.i, _WINDOW + 1)
    codes: dict[CountryCode, None] = {}
    for distance in range(_WINDOW + 2):
        for reference in near:
            if casting.distance(reference, token.i) == distance and not _is_mere_place(reference, casting):
                codes.update(dict.fromkeys(code for code in _states(reference.drafts) if code not in third))
        if len(codes) == 2:
            main = main_two(token, casting, third) if _is_paragraph_off(token, distance, casting) else []
            return tuple(casting.country(code, names[code]) for code in main or codes)
        if len(codes) > 2:
            break
    return tuple(casting.country(code, names[code]) for code in main_two(token, casting, third))


def _is_paragraph_off(token: Token, distance: int, casting: Casting) -> bool:
    """Whether a paragraph ends between a mention so many sentences back and a token."""
    near = casting.before(token.i, distance)
    first = next((each for each in near if casting.distance(each, token.i) == distance), None)
    return first is not None and "\n" in casting.doc.text[casting.doc[first.start].idx : token.idx]


def _speaker_to(token: Token, casting: Casting) -> set[CountryCode]:
    """Return the side of who does something to the two: the subject of the clause in which they are no subject."""
    if token.dep_ in _SUBJECTS:
        return set()
    for ancestor in islice(token.ancestors, _MOST_ANCESTORS):
        subject = _subject_before(ancestor, token)
        if subject is None:
            continue
        reference = casting.at(subject.i)
        sides = set(_states(reference.drafts)) if reference is not None else set()
        is_joined = any(child.dep_ == "conj" for child in subject.rights)
        return sides if len(sides) == 1 and not is_joined else set()
    return set()


def _subject_before(verb: Token, token: Token) -> Token | None:
    """Return the subject of a verb where it stands before a token; of "who", whom it stands for."""
    subject = next((child for child in verb.lefts if child.dep_ in _SUBJECTS), None)
    if subject is not None and subject.tag_ in {"WP", "WDT"} and verb.dep_ == "relcl":
        subject = verb.head
    return subject if subject is not None and subject.i < token.i else None


def main_two(token: Token, casting: Casting, third: set[CountryCode]) -> list[CountryCode]:
    """Return the two countries that the text has named most so far; none where a third comes near them.

    Args:
        token: Up to where the text is looked at.
        casting: Every mention before it is there.
        third: Countries that are none of the two.
    """
    times = Counter[CountryCode]()
    for reference in casting.before(token.i, _FAR):
        times.update(code for code in _states(reference.drafts) if code not in third)
    ranked = times.most_common(3)
    if len(ranked) < 2 or ranked[1][1] < _OFTEN or (len(ranked) > 2 and ranked[2][1] * 2 > ranked[1][1]):
        return []
    return [code for code, _ in ranked[:2]]


def _is_mere_place(reference: Reference, casting: Casting) -> bool:
    """Return whether a mention is a town where something happens, so that its country takes no part."""
    is_named = casting.doc[reference.start].lower_ == reference.draft.name.lower()
    return reference.form is MentionForm.PLACE and not is_named


def _states(drafts: Iterable[Draft]) -> list[CountryCode]:
    return [draft.country for draft in drafts if draft.country is not None and draft.country not in {IGO, NGO}]


def _last_two_persons(token: Token, casting: Casting) -> tuple[Draft, ...]:
    """Return the two persons of the latest stretch of text that names exactly two."""
    near = casting.before(token.i, _WINDOW)
    persons: dict[int, Draft] = {}
    apart = _acting_person(token, casting)
    for distance in range(_WINDOW + 1):
        for reference in near:
            if casting.distance(reference, token.i) == distance:
                persons.update({id(d): d for d in reference.drafts if d.kind is ActorKind.PERSON and d is not apart})
        if len(persons) == 2:
            return tuple(persons.values())
        if len(persons) > 2:
            return ()
    return ()


def _acting_person(token: Token, casting: Casting) -> Draft | None:
    """Return the person who does something to two others, or tells of them: the subject above an object."""
    if token.dep_ in _SUBJECTS:
        return None
    for ancestor in islice(token.ancestors, _MOST_ANCESTORS):
        subject = _subject_before(ancestor, token)
        if subject is None:
            continue
        reference = casting.at(subject.i)
        is_one = reference is not None and len(reference.drafts) == 1 and not subject.conjuncts
        return reference.draft if reference is not None and is_one else None
    return None
