"""Reads grammatical relations off a dependency parse: subjects, objects, prepositions, complements.

Knows ClearNLP's labels (spaCy's English models) and nothing of events. Every function takes any tree, however odd the
parse: chains are followed a bounded number of steps, and what isn't there is None or empty.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.reading.parsed import Token, remembered

MAX_STEPS = 8
"""How far inheritance and nesting are followed. Real sentences stay below it; it keeps the work linear."""

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_OBJECTS = frozenset({"dobj", "obj"})
_SECONDS = frozenset({"prt", "advmod", "prep", "acomp", "oprd", "dobj", "ccomp", "xcomp", "intj"})
_RELATIVES = frozenset({"which", "who", "that", "whom", "whose"})
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
_PARTICLES = frozenset({"off", "up", "out", "down", "back", "over"})
_NEARING = frozenset({"closer", "nearer", "close"})
_WRITINGS = frozenset({
    "letter", "statement", "message", "note", "resolution", "petition", "tweet", "memo", "declaration", "communique",
    "motion", "appeal", "video", "telegram",
})  # fmt: skip
"""What speaks for whoever sends it: "sent a letter urging …"."""
_SENDING = frozenset({
    "send", "write", "issue", "publish", "release", "sign", "adopt", "post", "put", "make", "deliver", "circulate",
    "read", "pass", "approve", "submit", "file", "table", "launch", "dispatch", "address", "hand", "share",
})  # fmt: skip
_UTTERING = frozenset({"send", "write", "issue", "publish", "release", "post", "deliver", "read", "make", "circulate"})
"""Verbs that only bring words before others; a body that adopts a text acts by that."""
_PRAISING = frozenset({"thank", "praise", "commend", "applaud", "laud", "congratulate", "credit"})
_BACKING = frozenset({"support", "back", "join", "assist"})
_CLAUSES = frozenset({"xcomp", "ccomp"})
_BEFORE_VERBS = frozenset({"aux", "auxpass", "advmod", "neg"})
_OPENING = frozenset({"after", "as", "because", "before", "since", "when", "while"})
"""What opens a clause with another subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The subject of a verb, own or inherited; in a passive it is what the act is done to."""

    token: Token
    is_passive: bool


def is_verb(token: Token) -> bool:
    """Return whether a token is a verb, also one that the tagger took for an auxiliary."""
    return token.tag_.startswith("VB") or token.pos_ == "VERB"


def lemma(verb: Token) -> str:
    """Return a verb's lemma, mended where the lemmatiser cut off an "e": "raped" is no form of "rap".

    English doubles a single consonant after a single vowel, so a form that did not ends in "e".
    """
    base: str = verb.lemma_.lower()
    undoubled = verb.lower_ in {f"{base}ed", f"{base}ing"} and _SHORT.fullmatch(base)
    return f"{base}e" if undoubled else base


def hyphenated(verb: Token) -> str:
    """Return the word that a hyphen ties to a verb from the left ("tear" for "tear-gassed"); "" for none."""
    doc = verb.doc
    if verb.i < verb.sent.start + 2 or doc[verb.i - 1].text != "-" or doc[verb.i - 1].whitespace_:
        return ""
    return "" if doc[verb.i - 2].whitespace_ else doc[verb.i - 2].lower_


@remembered
def misread(verb: Token) -> Token | None:
    """Return who acts by a main verb that the parse took for a participle before a noun: "police *flogged* traders".

    Args:
        verb: Any token.

    Returns:
        The noun before it, in a sentence without a main verb of its own, where no participle can stand; else None.
    """
    if verb.dep_ != "amod" or verb.tag_ not in {"VBN", "VBD"} or verb.i > verb.head.i:
        return None
    root = verb.sent.root
    if is_verb(root):
        return None
    at = verb.i - (3 if hyphenated(verb) else 1)
    while at > verb.sent.start and verb.doc[at].tag_ == "RB":
        at -= 1
    if at < verb.sent.start or verb.doc[at].tag_ not in {"NN", "NNS", "NNP", "NNPS"}:
        return None
    before = verb.doc[at]
    if root.i < verb.i:
        return root if root.tag_ in {"NNS", "NNPS"} else None
    return before if before.tag_ in {"NNS", "NNPS"} or before.lower_ == "police" else None


def children(token: Token, *deps: str) -> list[Token]:
    """Return the children under some labels, in text order."""
    return [child for child in token.children if child.dep_ in deps]


def first_child(token: Token, *deps: str) -> Token | None:
    """Return the first child under one of some labels, or None."""
    return next((child for child in token.children if child.dep_ in deps), None)


@remembered
def joined(token: Token) -> Sequence[Token]:
    """Return a noun and the nouns joined to it by "and", commas or "or", in text order."""
    found = [token]
    frontier = token
    for _ in range(MAX_STEPS * 4):
        following = first_child(frontier, "conj")
        if following is None:
            break
        found.append(following)
        frontier = following
    return found


@remembered
def is_passive(verb: Token) -> bool:
    """Return whether a verb is passive: by its auxiliary, or as a bare participle after its noun."""
    if any(child.dep_ in {"auxpass", "nsubjpass", "agent"} for child in verb.children):
        return True
    if verb.tag_ != "VBN" or verb.dep_ not in {"acl", "relcl", "conj"} or _has_aux(verb):
        return False
    governs = any(_direct(each) for each in (verb, *children(verb, "conj")))
    return not governs and not _is_active_conj(verb)


def _has_aux(verb: Token) -> bool:
    return any(child.dep_ == "aux" for child in verb.children)


def _is_active_conj(verb: Token) -> bool:
    """Whether a participle is joined to an active perfect ("has rejected and condemned")."""
    return verb.dep_ == "conj" and is_verb(verb.head) and not any(c.dep_ == "auxpass" for c in verb.head.children)


def subject(verb: Token) -> Subject | None:
    """Return the subject of a verb, inherited where it has none of its own.

    A joined verb, an infinitive and a participle take their governor's subject; an infinitive under a verb with an
    object takes that object ("urged Kenya to"); a participle after a noun, and a relative clause, take the noun.
    """
    passive = is_passive(verb)
    for _ in range(MAX_STEPS):
        own = _own_subject(verb)
        if own is not None:
            if verb.dep_ == "relcl" and _is_relative(own):
                writer = first_child(verb.head.head, "nsubj") if is_of_writing(verb) else None
                return Subject(token=writer if writer is not None else verb.head, is_passive=passive)
            if own.tag_ == "VBG" and own.dep_ == "nsubj" and (named := first_child(own, "nsubj")) is not None:
                # "The mission working in Chad said": the parse makes the participle the subject.
                return Subject(token=named, is_passive=passive)
            return Subject(token=own, is_passive=passive)
        if (resumed := _resumed(verb)) is not None:
            verb = resumed
            continue
        head = verb.head
        if head.i == verb.i:
            return None
        if verb.dep_ in {"acl", "relcl"} and not is_verb(head):
            return _of_noun_clause(verb, head, passive)
        if verb.dep_ in _CLAUSES and (receiver := _receiver(head)) is not None:
            return Subject(token=receiver, is_passive=passive)
        if (
            verb.dep_ == "pcomp"
            and (receiver := _receiver(head.head)) is not None
            and (
                head.lower_ in {"of", "from", "into", "as"}
                or (head.lower_ == "for" and head.head.lemma_ in _PRAISING)
                or (head.lower_ == "in" and head.head.lemma_ in _BACKING)
            )
        ):
            return Subject(token=receiver, is_passive=passive)
        if is_joined_afar(verb):
            return None
        verb = head.head if verb.dep_ == "pcomp" else head
        if not is_verb(verb):
            is_noun = verb.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}
            return Subject(token=verb, is_passive=passive) if verb.dep_ == "ROOT" and is_noun else None
    return None


def is_joined_afar(verb: Token) -> bool:
    """Return whether another clause began between a verb and the one it is joined to, and no list goes on with it.

    The parse has joined "struck" to "met" in "Reed met the mayor and left, a day after one of the storms *struck*".
    """
    above = verb.head
    if verb.dep_ != "conj" or above.i >= verb.i or not is_verb(above):
        return False
    at = verb.i - 1
    while at > above.i and verb.doc[at].head.i == verb.i and verb.doc[at].dep_ in _BEFORE_VERBS:
        at -= 1
    joint = verb.doc[at]
    has_joint = any(t.dep_ == "cc" for t in (*above.children, *verb.children))
    is_listed = joint.dep_ == "cc" or (joint.is_punct and has_joint)
    return not is_listed and any(t.lower_ in _OPENING for t in verb.doc[above.i + 1 : verb.i])


def _is_relative(own: Token) -> bool:
    """Whether a subject only takes up the noun before it: "who", "both of which"."""
    return own.lower_ in _RELATIVES or any(inner.lower_ in _RELATIVES for _, inner in prepositions(own))


def _resumed(verb: Token) -> Token | None:
    """The finite verb that one goes on from, which the parse joined to a gerund: "accused X of lying and *left*"."""
    head = verb.head
    is_joined = verb.dep_ == "conj" and verb.tag_ in {"VBD", "VBZ"} and head.tag_ == "VBG" and head.dep_ == "pcomp"
    return head.head.head if is_joined and is_verb(head.head.head) else None


def resumes(verb: Token) -> bool:
    """Return whether a verb that the parse joined to a gerund goes on from the verb above it."""
    return _resumed(verb) is not None


@remembered
def _own_subject(verb: Token) -> Token | None:
    """The subject that hangs on a verb, or where the parser hung it wrongly on its auxiliary."""
    if (doer := misread(verb)) is not None:
        return doer
    for host in (verb, *children(verb, "aux", "auxpass")):
        found = [c for c in host.children if c.dep_ in SUBJECTS and c.dep_ != "expl"]
        if found:
            named = (c for c in found if c.lower_ not in _RELATIVES)  # "tolls which, it is said, *Chad* condemned"
            return next(named, found[0])
    return _shot_past(verb)


def _shot_past(verb: Token) -> Token | None:
    """The subject of a passive that the parse joined to the object before: "put up barriers and *shots were fired*"."""
    aux = first_child(verb, "auxpass")
    if verb.dep_ != "conj" or aux is None or aux.i == 0 or aux.tag_ not in {"VBD", "VBP", "VBZ"}:
        return None
    before = verb.doc[aux.i - 1]
    is_late = before.dep_ == "conj" and before.tag_ in {"NN", "NNS"} and before.head in children(verb.head, "dobj")
    return before if is_late else None


def is_of_writing(verb: Token) -> bool:
    """Return whether a participle or relative clause tells what a text of somebody's does: "sent a note *urging*"."""
    noun = verb.head
    is_sent = noun.dep_ == "dobj" and noun.head.lemma_.lower() in _SENDING
    is_told = verb.dep_ == "relcl" and noun.head.lemma_.lower() in _UTTERING
    is_clause = (verb.tag_ == "VBG" and verb.dep_ == "acl") or (
        is_told and any(child.lower_ in {"that", "which"} for child in children(verb, "nsubj"))
    )
    return is_clause and noun.lemma_.lower() in _WRITINGS and is_sent


def _of_noun_clause(verb: Token, noun: Token, passive: bool) -> Subject | None:
    """The subject of a clause that hangs on a noun: the noun itself, or for "decision to act" who decided."""
    if first_child(verb, "aux") is not None and verb.tag_ == "VB":
        owner = first_child(noun, "poss")
        governor = noun.head if noun.dep_ != "prep" else noun.head.head
        if owner is not None:
            return Subject(token=owner, is_passive=passive)
        if is_verb(governor):
            own = first_child(governor, "nsubj")
            if own is not None:
                return Subject(token=own, is_passive=passive)
            return None
    if is_of_writing(verb):
        writer = first_child(noun.head, "nsubj")
        if writer is not None:
            return Subject(token=writer, is_passive=False)
    return Subject(token=noun, is_passive=passive)


def _receiver(verb: Token) -> Token | None:
    """The object or, in a passive, the subject of a verb that steers another clause ("was urged to")."""
    return first_child(verb, "dobj", "dative", "nsubjpass")


@remembered
def objects(verb: Token) -> Sequence[Token]:
    """Return the direct objects of a verb with what is joined to them; in a passive its subject."""
    if is_passive(verb):
        found = subject(verb)
        return joined(found.token) if found is not None else []
    if misread(verb) is not None:
        return joined(verb.head)
    own = _direct(verb)
    if not own and not any(child.dep_ in _CLAUSES for child in verb.children):
        own = [child for child in verb.children if child.dep_ == "oprd" and child.pos_ == "NOUN" and child.i > verb.i]
    if not own:
        own = _late_objects(verb)
    if not own and verb.lemma_ == "give" and first_child(verb, "dative") is not None:
        own = [child for child in verb.children if child.dep_ == "npadvmod" and child.i > verb.i]  # "gave Chad a week"
    subject_noun = first_child(verb, "nsubj") if verb.dep_ == "relcl" else None
    is_owned = subject_noun is not None and any(child.lower_ == "whose" for child in subject_noun.children)
    if not own and subject_noun is not None and not is_owned:  # but not "dockers *whose union* asked for cranes"
        own = [verb.head] if not any(c.dep_ in _OBJECTS for c in verb.children) else []
    if not own and verb.dep_ == "conj" and is_verb(verb.head) and not any(c.dep_ in _CLAUSES for c in verb.children):
        own = []
    if not own and verb.dep_ == "relcl" and len(children(verb, "nsubj")) > 1:
        own = [child for child in children(verb, "nsubj") if child.lower_ in _RELATIVES]
    meant = [verb.head if one.lower_ in _RELATIVES and verb.dep_ == "relcl" else one for one in own]
    return [each for one in meant if one.lower_ not in _RELATIVES for each in joined(one)]


def antecedent(verb: Token) -> Token | None:
    """Return the noun that a relative clause has as its object ("a *fence*, which Mali condemned"), or None."""
    if verb.dep_ != "relcl" or is_passive(verb):
        return None
    own = _own_subject(verb)
    is_object = own is not None and own.lower_ not in _RELATIVES and verb.head in objects(verb)
    return verb.head if is_object else None


def taken_up(pronoun: Token) -> Token | None:
    """Return the thing that "it" takes up from the verb before: "closed *the crossing* in March and reopened *it*".

    Args:
        pronoun: Any token.

    Returns:
        The one object, a common noun, of the verb to which its own is joined; None for other words.
    """
    verb = pronoun.head
    if pronoun.lower_ != "it" or pronoun.dep_ != "dobj" or verb.dep_ != "conj" or not is_verb(verb.head):
        return None
    before = children(verb.head, "dobj")
    return before[0] if len(before) == 1 and before[0].tag_ == "NN" and len(joined(before[0])) == 1 else None


def _direct(verb: Token) -> list[Token]:
    """The direct objects themselves, also where the parse hung one on the particle: "handed *in their arms*"."""
    own = [child for child in verb.children if child.dep_ in _OBJECTS]
    return own or [noun for particle in children(verb, "prt") for noun in children(particle, "pobj")]


def _late_objects(verb: Token) -> list[Token]:
    """A heavy object behind "to X", which the parse takes for an apposition: "handed over to the court *a general*"."""
    behind = [noun for prep in children(verb, "prep") if prep.lower_ == "to" for noun in children(prep, "pobj")]
    taken = [late for noun in behind for late in children(noun, "appos")]
    for noun in behind:  # "handed over to Chad *two men* wanted in Mali": the parse takes "wanted" for a second verb
        joined_on = (own for each in children(verb, "conj") for own in children(each, "nsubj"))
        taken.extend(own for own in joined_on if own.left_edge.i == noun.right_edge.i + 1)
    return [late for late in taken if (i := late.left_edge.i) > 0 and late.doc[i - 1].text not in {",", "(", "-", "–"}]


def agents(verb: Token) -> list[Token]:
    """Return who does it in a passive: the nouns after "by", but for the day by which it was done."""
    by = [each for agent in children(verb, "agent") for each in joined(agent)]  # "by Chad and by Mali"
    found = [each for one in by for noun in children(one, "pobj") for each in joined(noun)]
    return [each for each in found if each.ent_type_ not in {"DATE", "TIME"}]


@remembered
def prepositions(token: Token) -> Sequence[tuple[str, Token]]:
    """Return (preposition, object) pairs that hang on a token, in text order; "out of" counts as "of"."""
    found: list[tuple[str, Token]] = []
    for prep in children(token, "prep", "dative", "prt"):
        name = prep.lower_
        for child in prep.children:
            if child.dep_ == "pobj":
                found.append((name, child))
            elif child.dep_ == "prep":
                inner = child.lower_ if name in {"out", "because", "according", "away", "up"} else name
                found.extend((inner, noun) for noun in children(child, "pobj"))
    for noun in children(token, "dobj"):  # "gave *credits worth* 3 million dollars *to Chad*"
        worth = (child for child in noun.children if child.lower_ == "worth")
        late = (word for each in worth for word in each.subtree if word.lower_ in {"to", "for"} and word.dep_ == "prep")
        found.extend((prep.lower_, inner) for prep in late for inner in children(prep, "pobj"))
    for adverb in (*children(token, "advmod"), *_late_back(token)):  # "went back to work"
        if adverb.lower_ in _PARTICLES | _NEARING or adverb.lower_ in {"away", "home"}:
            behind = [] if adverb.head == token else [c for c in children(adverb.head, "prep") if c.i > adverb.i]
            preps = (*children(adverb, "prep"), *behind)
            found += [(prep.lower_, noun) for prep in preps for noun in children(prep, "pobj")]
    return found


def _late_back(verb: Token) -> list[Token]:
    """The "back" that the parse hung on a clause about the object: "sent a man who had been jailed *back* to Chad"."""
    if verb.lemma_ not in {"send", "bring", "take", "fly", "hand", "ship"}:
        return []
    clauses = (clause for noun in children(verb, "dobj") for clause in children(noun, "relcl"))
    return [word for clause in clauses for word in clause.subtree if word.dep_ == "advmod" and word.lower_ == "back"]


def gerunds(token: Token) -> list[tuple[str, Token]]:
    """Return (preposition, verb) pairs for clauses after a preposition: ("of", "jamming")."""
    return [
        (prep.lower_, clause)
        for prep in children(token, "prep")
        for clause in prep.children
        if clause.dep_ == "pcomp" and is_verb(clause)
    ]


def seconds(verb: Token) -> frozenset[str]:
    """Return the words that may make one verb of two with it: "down" in "shot down", "fire" in "set fire"."""
    found: set[str] = set()
    for child in verb.children:
        is_out_of = child.lower_ == "out" and any(inner.lower_ == "of" for inner in child.children)
        if child.dep_ == "prep" and child.i != verb.i + 1 and any(True for _ in child.children) and not is_out_of:
            found |= {inner.lower_ for inner in children(child, "advmod") if inner.lower_ == "together"}
            continue  # "taken hostage in Mali" is no "taken in"
        if child.dep_ in _SECONDS or child.lower_ in _PARTICLES:
            found |= {child.lower_, child.lemma_.lower()}
            found |= {inner.lower_ for inner in children(child, "advmod")}  # "upside" in "turned … upside down"
    if _late_back(verb):
        found.add("back")
    if verb.lemma_ == "keep":  # "kept rebels supplied with arms"
        hosts = (verb, *children(verb, "dobj"))
        found |= {made.lower_ for host in hosts for made in children(host, "acl", "advcl") if made.tag_ == "VBN"}
    if verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "free":  # "set free hostages": no free hostages
        found.add("free")
    return frozenset(found)


@remembered
def complement(verb: Token) -> Token | None:
    """Return the clause that a verb governs: an infinitive, a that-clause, else a purpose."""
    for dep in ("xcomp", "ccomp"):
        found = next(
            (
                c
                for c in verb.children
                if c.dep_ == dep and (is_verb(c) or c.pos_ in {"ADJ", "NOUN", "AUX"} or first_child(c, "nsubj"))
            ),
            None,
        )
        if found is not None:
            return found
    if any(c.dep_ in _OBJECTS for c in verb.children):
        return None
    return next((c for c in verb.children if c.dep_ == "advcl" and c.i > verb.i and is_infinitive(c)), None)


@remembered
def is_infinitive(verb: Token) -> bool:
    """Return whether a verb is a to-infinitive."""
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def is_subjunctive(verb: Token) -> bool:
    """Return whether a verb stands bare where its subject asks for an -s ("insisted that the ministry end it")."""
    if verb.tag_ == "VB" and not first_child(verb, "aux"):
        return True
    own = first_child(verb, "nsubj")
    is_bare = (
        verb.tag_ in {"VBP", "JJ"} and verb.lower_ == verb.lemma_ and own is not None and not first_child(own, "conj")
    )
    return is_bare and own is not None and own.tag_ in {"NN", "NNP"}


def negated(verb: Token, negatives: frozenset[str]) -> bool:
    """Return whether a verb is negated, by "not", "never", "no longer" or a "no" on its object or passive subject."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in negatives:
            return True
        is_measure = any(c.lower_ == "than" for c in child.children)  # "no later than Friday"
        if child.dep_ == "advmod" and not is_measure and any(c.dep_ == "neg" for c in child.children):
            return True
        if child.dep_ in {"dobj", "nsubjpass"} and any(c.lower_ == "no" and c.dep_ == "det" for c in child.children):
            return True
    return False


def clause_of(token: Token) -> Token | None:
    """Return the verb of the clause that a token stands in, or None."""
    current = token
    for _ in range(MAX_STEPS * 3):
        if is_verb(current) and current.dep_ not in {"amod", "compound", "aux", "auxpass"}:
            return current
        if current.head.i == current.i:
            return None
        current = current.head
    return None


def walk_down(token: Token) -> Iterator[Token]:
    """Yield a token's subtree in text order."""
    yield from token.subtree
