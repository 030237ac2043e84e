"""Officials whose country no word of their office tells: it is found by what the text says near their first mention.

Whose foreign minister he is may follow from "its foreign minister", from the body of a state that he is said to head,
from a ministry of the same name that the text has given to a state, from the state of which he says what it will do,
from the country that somebody visits to meet him, and from the one state that the sentence before speaks of.
Two that fit are none.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from bot.model.countries import IGO, NGO
from bot.model.ids import CountryCode
from bot.model.reading import ActorKind
from bot.reading.actors.cast import MentionForm
from bot.reading.actors.casting import Casting, Draft, Reference
from bot.reading.actors.own_words import own_words
from bot.reading.actors.pairs import main_two
from bot.reading.actors.titles import Title
from bot.reading.parsed import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_HOSTS = frozenset({"with", "by", "of", "from"})
_GOALS = frozenset({"to", "in", "into", "at", "for", "on"})
_RECEIVING = frozenset({"meet", "visit", "see", "greet", "host", "receive", "join", "telephone", "phone", "call"})
_VISITING = frozenset({
    "visit", "travel", "arrive", "fly", "go", "come", "send", "meet", "hold", "dispatch", "head", "tour", "pay",
})  # fmt: skip
_ARRESTING = frozenset({"arrest", "detain", "jail", "imprison", "indict", "charge", "convict", "sentence", "seize"})
_HEADING = frozenset({"head", "lead", "run", "chair", "command", "direct", "oversee"})
_ANYBODYS = frozenset({"minister", "ministry", "secretary", "deputy", "vice", "of", "for", "and", "the", "affairs"})
_MOST_ANCESTORS = 20
_MOST_MINISTRIES = 40
"""Ministries that are looked at, so that no text takes more than linear time."""


def settle_officials(
    casting: Casting, titles: Sequence[Title], bearers: Mapping[int, Draft], home: CountryCode | None
) -> None:
    """Give officials without a country the one that their first mention points to.

    Args:
        casting: All actors are there, later mentions included.
        titles: Offices of the text, in order.
        bearers: Persons whose names stand beside an office, by its place in `titles`.
        home: The country that a report is set in.
    """
    owners = _possessors(casting, titles, bearers)
    ministries = [
        (_matter(each.name), each)
        for each in casting.drafts
        if each.kind is ActorKind.ORGANIZATION and "ministry" in each.name.lower()
    ][:_MOST_MINISTRIES]
    is_report = home is None and not any(True for _ in own_words(casting.doc))
    seen: set[int] = set()
    for reference in casting.references():
        is_first = not any(id(draft) in seen for draft in reference.drafts)
        seen.update(id(draft) for draft in reference.drafts)
        draft = reference.draft
        if len(reference.drafts) > 1 or draft.kind is not ActorKind.PERSON or draft.country is not None:
            continue
        owner = owners.get(id(draft))
        if owner is not None and owner.country is not None:
            draft.country = owner.country
        elif is_first and (served := _by_charge(reference, casting)) is not None:
            draft.country = served
        elif draft.office and is_first:
            draft.country = _by_ministry(draft, ministries) or _near(reference, casting, is_report=is_report)


def _possessors(casting: Casting, titles: Sequence[Title], bearers: Mapping[int, Draft]) -> dict[int, Draft]:
    """Return whose official somebody is by a pronoun before the office: "its foreign minister, Ana Horvat"."""
    found: dict[int, Draft] = {}
    for number, title in enumerate(titles):
        at = title.start - 1
        if title.is_relational or at < 0 or casting.doc[at].tag_ != "PRP$":
            continue
        owner, bearer = casting.at(at), bearers.get(number)
        if bearer is None and (own := casting.at(title.head)) is not None and len(own.drafts) == 1:
            bearer = own.draft
        if owner is not None and bearer is not None and len(owner.drafts) == 1 and bearer is not owner.draft:
            found.setdefault(id(bearer), owner.draft)
    return found


def _by_charge(reference: Reference, casting: Casting) -> CountryCode | None:
    """Return the state a body of which somebody is said to head: "Ana Horvat, who leads *Croatia's* rights council"."""
    root = casting.doc[reference.start : reference.end].root
    for clause in root.rights:
        if clause.dep_ != "relcl" or clause.lemma_ not in _HEADING:
            continue
        if not any(child.lower_ == "who" and child.dep_ in _SUBJECTS for child in clause.lefts):
            continue
        headed = next((child for child in clause.rights if child.dep_ == "dobj"), None)
        words = [headed, *(child for child in headed.lefts if child.dep_ == "poss")] if headed is not None else []
        found = (casting.at(word.i) for word in words)
        sides = {draft.country for each in found if each is not None for draft in each.drafts}
        if len(sides) == 1 and _is_state(side := sides.pop()):
            return side
    return None


def _by_ministry(draft: Draft, ministries: Sequence[tuple[set[str], Draft]]) -> CountryCode | None:
    """Return the state whose ministry bears the name of an office: "Libya's interior ministry"."""
    words = _matter(draft.office or "")
    if not words:
        return None
    sides = {each.country for matter, each in ministries if words <= matter and _is_state(each.country)}
    return sides.pop() if len(sides) == 1 else None


def _matter(name: str) -> set[str]:
    spelt = {"defense": "defence"}
    words = {spelt.get(word, word) for word in name.lower().replace("'s", "").split()} - _ANYBODYS
    return words - {"prime", "president", "state", "first"}


def _near(reference: Reference, casting: Casting, *, is_report: bool) -> CountryCode | None:
    """Return the country that the words around an official's first mention point to."""
    root = casting.doc[reference.start : reference.end].root
    if (captor := _by_captor(root, casting)) is not None:
        return captor
    if root.dep_ in _SUBJECTS:
        if (other := _by_counterpart(reference, casting)) is not None:
            return other
        return _by_plans(root, casting) or (_by_story(reference, casting) if is_report else None)
    return _by_visit(root, casting) or _by_government(reference, casting)


def _by_counterpart(reference: Reference, casting: Casting) -> CountryCode | None:
    """Return the other of two states where the official meets a counterpart of the one."""
    sentence = casting.doc[reference.start].sent
    for word in sentence:
        if word.lower_ not in {"counterpart", "counterparts", "colleague"} or word.i < reference.end:
            continue
        met = casting.at(word.i)
        side = met.draft.country if met is not None else None
        if side is None:
            return None
        two = main_two(casting.doc[reference.start], casting, set())
        return next((code for code in two if code != side), None) if side in two else None
    return None


def _by_captor(official: Token, casting: Casting) -> CountryCode | None:
    """Return the state that arrests or tries an official: one of its own, where no other is told."""
    verb = official.head
    if official.dep_ != "dobj" or verb.lemma_ not in _ARRESTING:
        return None
    doer = next((each for each in _shared_subjects(verb, casting)), None)
    side = doer.draft.country if doer is not None and len(doer.drafts) == 1 else None
    return side if _is_state(side) else None


def _shared_subjects(verb: Token, casting: Casting) -> list[Reference]:
    """Return the subjects of a verb, or of the one that it is joined to."""
    while not any(child.dep_ in _SUBJECTS for child in verb.children) and verb.dep_ == "conj":
        verb = verb.head
    return _subjects(verb, casting)


def _by_government(reference: Reference, casting: Casting) -> CountryCode | None:
    """Return the only state, other than that of who acts, that the sentence names before an official met there."""
    here = casting.sentence_of[reference.start]
    named = [each for each in casting.before(reference.start, 0) if casting.sentence_of[each.start] == here]
    acting = {draft.country for each in named if _is_party(each, casting) for draft in each.drafts}
    others = {
        draft.country
        for each in named
        for draft in each.drafts
        if each.form is not MentionForm.ADJECTIVE and draft.country not in acting and _is_state(draft.country)
    }
    root = casting.doc[reference.start : reference.end].root
    is_met = root.dep_ == "pobj" and root.head.lower_ in {"with", "to"}
    return others.pop() if len(others) == 1 and is_met else None


def _by_plans(subject: Token, casting: Casting) -> CountryCode | None:
    """Return the state of which an official says what it would do: "the minister said that Chad would pay"."""
    for clause in subject.head.children:
        if clause.dep_ != "ccomp" or not any(child.lower_ in {"will", "would"} for child in clause.children):
            continue
        own = next((child for child in clause.children if child.dep_ in _SUBJECTS), None)
        reference = casting.at(own.i) if own is not None else None
        if reference is not None and reference.draft.kind is ActorKind.COUNTRY and len(reference.drafts) == 1:
            return reference.draft.country
    return None


def _by_story(reference: Reference, casting: Casting) -> CountryCode | None:
    """Return the state that is the subject of the sentence before, where the official's own names no other subject."""
    here = casting.sentence_of[reference.start]
    near = casting.before(reference.start, 1)
    if any(casting.sentence_of[each.start] == here and _is_party(each, casting) for each in near):
        return None
    earlier = [each for each in near if casting.sentence_of[each.start] == here - 1 and _is_main(each, casting)]
    sides = {draft.country for each in earlier for draft in each.drafts if _is_state(draft.country)}
    return sides.pop() if len(sides) == 1 else None


def _by_visit(token: Token, casting: Casting) -> CountryCode | None:
    """Return the country that somebody of another state comes to, where he meets the official."""
    is_host = token.dep_ in {"dobj", "conj"} or (token.dep_ == "pobj" and token.head.lower_ in _HOSTS)
    if not is_host:
        return None
    for verb in islice(token.ancestors, _MOST_ANCESTORS):
        if verb.pos_ != "VERB" or verb.lemma_ not in _VISITING | _RECEIVING:
            continue
        guests = {draft.country for each in _subjects(verb, casting) for draft in each.drafts}
        grounds = dict.fromkeys(code for code in _goals(verb, casting) if code not in guests)
        if len(grounds) == 1:
            return next(iter(grounds))
    return None


def _subjects(verb: Token, casting: Casting) -> list[Reference]:
    found = (casting.at(child.i) for child in verb.children if child.dep_ in _SUBJECTS)
    return [each for each in found if each is not None]


def _goals(verb: Token, casting: Casting) -> Iterator[CountryCode]:
    """Yield the countries that a verb's objects and phrases of place name, and its phrases' own."""
    stack = [child for child in verb.children if child.dep_ in {"prep", "dobj", "advmod"}]
    while stack:
        token = stack.pop()
        if token.dep_ in {"pobj", "dobj"} and (reference := casting.at(token.i)) is not None:
            is_goal = token.dep_ == "dobj" or token.head.lower_ in _GOALS
            for draft in reference.drafts:
                if is_goal and draft.kind is ActorKind.COUNTRY and draft.country is not None:
                    yield draft.country
        stack.extend(child for child in token.children if child.dep_ in {"prep", "pobj"})


def _is_party(reference: Reference, casting: Casting) -> bool:
    """Return whether a mention is a subject with a state of its own."""
    root = casting.doc[reference.start : reference.end].root
    return root.dep_ in _SUBJECTS and any(draft.country is not None for draft in reference.drafts)


def _is_main(reference: Reference, casting: Casting) -> bool:
    """Return whether a mention is, or describes, the subject of a sentence's main verb."""
    root = casting.doc[reference.start : reference.end].root
    subject = root.head if root.dep_ in {"poss", "amod", "compound", "nmod"} else root
    is_main = subject.dep_ in _SUBJECTS and subject.head.dep_ in {"ROOT", "conj"}
    return is_main and reference.form is not MentionForm.PLACE


def _is_state(code: CountryCode | None) -> bool:
    return code is not None and code not in {IGO, NGO}
