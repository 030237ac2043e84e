"""Walks a sentence's clauses from its root outwards and hands each to the coder, with the part it plays there."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from bot.model.plover import EventType
from bot.reading.events import tree
from bot.reading.events.coder import Coder
from bot.reading.events.coding import Coding
from bot.reading.events.noun_acts import undergone
from bot.reading.events.scenes import happening, scene_talks
from bot.reading.parsed import Span, Token


class Role(IntEnum):
    """What part a clause plays in its sentence, the most prominent first."""

    MAIN = 0
    JOINED = 1
    PARTICIPLE = 2
    NOMINAL = 3
    RELATIVE = 4
    BACKGROUND = 5
    INNER = 6
    """The content of an accusation or the like: never a fact of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A coding and where in the sentence it stands."""

    coding: Coding
    role: Role
    verb: Token
    """The verb at which the clause begins; above the coding's own where that is a frame or a phase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stop:
    """A clause still to be visited; `is_coded` where its governor's coding has spoken for it already."""

    verb: Token
    role: Role
    is_coded: bool = False


_APPROACHING = frozenset({"cross", "enter", "move", "advance", "push", "march", "drive", "roll", "approach", "head"})
_BACKGROUND_MARKS = frozenset({
    "after", "since", "because", "as", "when", "while", "although", "though", "amid", "following", "despite", "whereas",
})  # fmt: skip
_UNREAL_MARKS = frozenset({"if", "unless", "whether", "until", "before", "lest", "without", "instead", "rather"})
_ANSWERING = frozenset({"respond", "retaliate", "react", "answer", "reciprocate", "reply", "counter", "begin", "start"})
"""Verbs whose deed stands behind "by"."""
_CLAIMS = frozenset({
    "claim", "allegation", "accusation", "charge", "assertion", "report", "suggestion", "rumour", "rumor", "suspicion",
    "fear", "belief", "impression", "insinuation", "speculation",
})  # fmt: skip
_BOUNDS = frozenset({"aux", "auxpass", "amod", "compound"})


def sites(sentence: Span, coder: Coder) -> Iterator[Site]:
    """Yield the codings of a sentence, the main clause's first, background last.

    Args:
        sentence: One sentence with its parse; several roots are visited in text order.
        coder: The coder of the article.

    Yields:
        Codings with their roles; a clause that tells no event yields nothing.
    """
    found: list[Site] = []
    seen: set[int] = set()
    stack = [stop for root in reversed(_roots(sentence)) for stop in _entry(root)]
    while stack:
        stop = stack.pop()
        if stop.verb.i in seen or not sentence.start <= stop.verb.i < sentence.end:
            continue
        seen.add(stop.verb.i)
        coding = None if stop.is_coded else _real(coder.code(stop.verb), coder)
        if coding is None and not stop.is_coded:
            clause = coder.clause(stop.verb)
            coding = happening(clause, coder) or undergone(clause, coder)
        if coding is not None:
            found.append(Site(coding=coding, role=stop.role, verb=stop.verb))
        if not stop.is_coded or stop.role is not Role.INNER:
            found.extend(
                Site(coding=talks, role=Role.NOMINAL, verb=stop.verb) for talks in scene_talks(stop.verb, coder)
            )
        stack.extend(reversed(_onward(stop, coding, coder)))
    deeds = [site for site in found if not _is_mere_approach(site, found)]
    yield from sorted(deeds, key=lambda site: (site.role, site.coding.trigger.i))


def _is_mere_approach(site: Site, found: list[Site]) -> bool:
    """Whether forces only come where they strike in the next breath: "*crossed* into Chad *and abducted* ten men"."""
    if site.coding.type is not EventType.MOBILIZE or site.coding.clause.lemma not in _APPROACHING:
        return False
    at = site.coding.clause.verb.i
    following = [other for other in found if other.verb.dep_ == "conj" and other.verb.head.i == at]
    return any(other.coding.type in {EventType.ASSAULT, EventType.COERCE} for other in following)


def _real(coding: Coding | None, coder: Coder) -> Coding | None:
    """Drop what only should be done, where nobody is told to ask for it: "Chad must withdraw"."""
    if coding is None or coding.is_obligation or coding.frame is not None:
        return coding
    return None if coder.clause(coding.clause.verb).modal == "obligation" else coding


def _roots(sentence: Span) -> list[Token]:
    return [token for token in sentence if token.dep_ == "ROOT" or not sentence.start <= token.head.i < sentence.end]


def _entry(root: Token) -> list[_Stop]:
    """Begin at a verb, or in a headline whose root is a noun at the clause that hangs on it."""
    if tree.is_verb(root) or root.pos_ == "AUX":
        return [_Stop(verb=root, role=Role.MAIN), *_told_before(root)]
    misread = [token for token in root.subtree if tree.misread(token) is not None]
    if misread:
        return [_Stop(verb=misread[0], role=Role.MAIN)]
    clauses = [child for child in root.children if child.dep_ in {"acl", "advcl", "conj", "dep", "ccomp", "parataxis"}]
    return [_Stop(verb=verb, role=Role.MAIN) for verb in reversed(clauses) if tree.is_verb(verb)]


def _told_before(root: Token) -> list[_Stop]:
    """The main clause before ", X said" whose past the parse took for a participle: "rebels *handed* in arms, …"."""
    subjects = tree.children(root, "nsubj")
    if len(subjects) < 2:
        return []
    past = (verb for verb in tree.children(subjects[0], "acl") if verb.tag_ in {"VBN", "VBD"} and tree.objects(verb))
    return [_Stop(verb=verb, role=Role.MAIN) for verb in past if not tree.is_passive(verb)]


def _onward(stop: _Stop, coding: Coding | None, coder: Coder) -> list[_Stop]:
    """List the clauses to visit after one, in text order."""
    onward: list[_Stop] = []
    governed = tree.complement(stop.verb)
    for child in stop.verb.children:
        if child.dep_ in _BOUNDS or (coding is not None and child.i == coding.clause.verb.i and child.dep_ != "conj"):
            if coding is not None and child.i == coding.clause.verb.i:
                onward.append(_Stop(verb=child, role=stop.role, is_coded=True))
            continue
        if child.dep_ == "conj" and (tree.is_verb(child) or child.pos_ == "AUX"):
            if not _under_attitude(stop):
                role = Role.JOINED if tree.resumes(child) else max(stop.role, Role.JOINED)
                onward.append(_Stop(verb=child, role=role))
        elif child.dep_ in {"ccomp", "xcomp"}:
            inner = _complement(stop, child, coding, coder)
            onward.extend(inner or _asides(child))
            onward.extend(_resumed(stop, child))
        elif child.dep_ == "advcl":
            onward.extend(_adverbial(child, governed, is_told=coding is not None or _is_past(stop.verb)))
        elif child.dep_ in {"parataxis", "dep"} and tree.is_verb(child):
            onward.append(_Stop(verb=child, role=max(stop.role, Role.JOINED)))
        elif child.dep_ == "prep":
            onward.extend(_prepositional(child, coding))
            onward.extend(_of_nouns(child))
        else:
            onward.extend(_of_nouns(child))
    return onward


def _under_attitude(stop: _Stop) -> bool:
    return stop.is_coded and stop.verb.dep_ == "xcomp"


def _complement(stop: _Stop, child: Token, coding: Coding | None, coder: Coder) -> list[_Stop]:
    clause = coder.clause(stop.verb)
    if coder.is_frame(clause):
        return [_Stop(verb=child, role=stop.role, is_coded=True)]
    if coding is not None and coding.type is EventType.ACCUSE:
        is_asked = "request" in coder.lexicon.kinds("verbs", clause.lemma)  # "urged Chad to punish Mali"
        return [] if is_asked else [_Stop(verb=child, role=Role.INNER)]
    if (
        child.dep_ == "ccomp"
        and child.i < stop.verb.i
        and any(token.text == ";" for token in child.doc[child.i : stop.verb.i])
    ):
        return [_Stop(verb=child, role=stop.role)]
    if (
        coding is None
        and not stop.is_coded
        and child.dep_ == "ccomp"
        and (child.i < stop.verb.i or stop.verb.tag_ == "VBN")
        and tree.first_child(child, "nsubj", "nsubjpass")
    ):
        return [_Stop(verb=child, role=stop.role)]
    return []


def _asides(content: Token) -> list[_Stop]:
    """What is told of a name by the way, in a clause that itself tells nothing: "denies a tie to X, *which …*"."""
    clauses = (token for token in content.subtree if token.dep_ == "relcl" and tree.is_verb(token))
    return [
        _Stop(verb=verb, role=Role.RELATIVE)
        for verb in clauses
        if verb.head.pos_ == "PROPN" and (first := verb.left_edge.i) > 0 and verb.doc[first - 1].text == ","
    ]


def _resumed(stop: _Stop, infinitive: Token) -> list[_Stop]:
    """Finite verbs that the parse joined to an infinitive: "pledged to free two sailors and *thanked* Chad"."""
    if infinitive.tag_ != "VB":
        return []
    finite = (child for child in tree.children(infinitive, "conj") if child.tag_ in {"VBD", "VBZ"})
    return [_Stop(verb=verb, role=max(stop.role, Role.JOINED)) for verb in finite if verb.tag_ == stop.verb.tag_]


def _is_past(verb: Token) -> bool:
    """Whether a clause tells what happened, not how things are."""
    return verb.tag_ in {"VBD", "VBN"} or any(aux.tag_ == "VBD" for aux in tree.children(verb, "aux", "auxpass"))


def _adverbial(child: Token, governed: Token | None, *, is_told: bool) -> list[_Stop]:
    marks = {c.lower_ for c in child.children if c.dep_ in {"mark", "prep", "advmod"} and c.i < child.i}
    if marks & _UNREAL_MARKS or (governed is not None and governed.i == child.i) or tree.is_infinitive(child):
        return []
    if not tree.is_verb(child) or (
        "as" in marks and child.tag_ == "VBN" and tree.first_child(child, "nsubj", "nsubjpass") is None
    ):
        return []
    if child.tag_ == "VBG" and not is_told:
        return []
    return [_Stop(verb=child, role=Role.BACKGROUND if marks & _BACKGROUND_MARKS else Role.PARTICIPLE)]


def _prepositional(prep: Token, coding: Coding | None) -> list[_Stop]:
    clauses = [child for child in prep.children if child.dep_ == "pcomp" and tree.is_verb(child)]
    if coding is None and prep.lower_ == "by" and prep.head.lemma_.lower() in _ANSWERING:
        joined = [each for verb in clauses for each in verb.children if each.dep_ == "conj" and each.tag_ == "VBG"]
        return [_Stop(verb=verb, role=Role.JOINED) for verb in (*clauses, *joined)]
    if prep.lower_ in {"after", "since", "following"}:
        return [_Stop(verb=verb, role=Role.BACKGROUND) for verb in clauses]
    if coding is not None and coding.type is EventType.SUPPORT and prep.lower_ == "in":  # "backs Chad in asking for"
        return [_Stop(verb=verb, role=Role.JOINED) for verb in clauses]
    if coding is not None and coding.type is EventType.SUPPORT and prep.lower_ == "for":  # "thanked Chad for sending"
        return [_Stop(verb=verb, role=Role.BACKGROUND) for verb in clauses]
    if coding is not None and coding.type is EventType.ACCUSE and prep.lower_ in {"of", "for", "over"}:
        return [_Stop(verb=verb, role=Role.INNER) for verb in clauses]
    return []


def _is_claim(clause: Token) -> bool:
    """Whether a clause tells what a noun claims: "rejected the claim *that Chad shelled a village*"."""
    return clause.head.lemma_.lower() in _CLAIMS and any(
        child.dep_ == "mark" and child.lower_ == "that" for child in clause.children
    )


def _of_nouns(token: Token) -> list[_Stop]:
    """Clauses that describe the nouns of a phrase: relative clauses and participles after them."""
    found: list[_Stop] = []
    stack = [token]
    while stack:
        each = stack.pop()
        if each.dep_ in {"relcl", "acl"} and tree.is_verb(each):
            role = Role.INNER if _is_claim(each) else Role.PARTICIPLE if tree.is_of_writing(each) else Role.RELATIVE
            found.extend([_Stop(verb=each, role=role)] if not tree.is_infinitive(each) else [])
        elif not (tree.is_verb(each) and each.dep_ in {"advcl", "ccomp", "xcomp", "conj"}):
            stack.extend(each.children)
    return sorted(found, key=lambda stop: stop.verb.i)
