"""The complements of a clause: what is kept of each, and how much of them is lost."""

from collections.abc import Iterator, Sequence

from bot.reading.events import tree
from bot.reading.lexicon import load_words
from bot.reading.parsed import Token
from bot.reading.statements.kept import is_maimed, is_of_both, is_of_time, kept

OBJECTS = frozenset({"dobj", "dative", "attr", "oprd", "acomp"})
CLAUSES = frozenset({"xcomp", "ccomp"})
SAYING = load_words("quotes")["saying"]
_TURNS = frozenset({"back", "away", "off", "out", "down", "up", "home", "over", "forward", "aside", "ashore", "early"})
"""Adverbs that make one verb of two: "was turned back"."""
MEASURES = frozenset({"TIME", "DATE", "QUANTITY", "MONEY", "PERCENT", "CARDINAL"})
_ADDING = frozenset({
    "amid", "despite", "following", "after", "before", "during", "according", "including", "ahead", "alongside",
    "besides", "since", "because", "given", "due", "while", "as", "like", "unlike", "notwithstanding",
    "thanks", "pending", "within", "throughout", "until", "by", "for",
})  # fmt: skip
"""Prepositions of circumstances, which an act can be told without."""
_ANY_STATES = frozenset({"nations", "countries", "states", "places", "cities", "towns", "areas"})
_DECLARING = frozenset({"declare", "name"})
_OF_OBJECTS = frozenset({"to", "for", "on", "of", "over", "about", "against", "from"})
"""Prepositions of what an act is about or aims at."""
_ANSWERS = frozenset({"response", "return", "retaliation", "reply", "answer", "turn", "protest"})
"""What "in" makes of an act the answer to another; without that other it is a circumstance."""
_NAMING = frozenset({"named", "called", "dubbed", "codenamed", "known", "nicknamed"})
"""What only tells by which name something goes."""
_SPARE = 3


def parts_of(verb: Token, subject: Token, dated: frozenset[int]) -> Iterator[tuple[Token, tuple[Token, ...]]]:
    """Yield the complements behind a verb with what is kept of each; a circumstance that is maimed goes.

    Args:
        verb: The clause's verb.
        subject: Head of its subject.
        dated: Tokens of time expressions.
    """
    for child in verb.children:
        if (
            child.i < verb.i
            or child.i in dated
            or child.lower_ == "pursuant"
            or is_added(child, verb)
            or child.left_edge.i <= subject.i <= child.right_edge.i
        ):
            continue
        is_turn = child.dep_ in {"advmod", "oprd"} and child.lower_ in _TURNS
        is_turn = is_turn and all(t.dep_ == "prep" and t.lower_ == "to" for t in child.children)
        is_measure = child.dep_ == "npadvmod" and child.ent_type_ in MEASURES
        is_core = child.dep_ in OBJECTS or child.dep_ in {"prt", "agent"} or is_turn or is_measure
        is_clause = child.dep_ in CLAUSES and (tree.is_infinitive(child) or child.lemma_.lower() not in SAYING)
        is_purpose = child.dep_ == "advcl" and tree.is_infinitive(child)
        is_oblique = child.dep_ == "prep" and not _is_loose(child, dated)
        if is_core or is_clause or is_purpose or is_oblique:
            scene = _scene(child)
            inside = set() if scene is None else {t.i for t in scene.subtree}
            title = _non_grata(child, verb) if verb.lemma_ in _DECLARING else ()
            inside |= {t.i for t in title}
            words = tuple(t for t in _without_any_states(kept(child, dated)) if t.i not in inside)
            if words and not (is_oblique and len(words) < 2):
                yield child, words
            if title:
                yield title[0], title
            if scene is not None and not _is_loose(scene, dated):
                yield scene, tuple(kept(scene, dated))


def lost_words(verb: Token, parts: Sequence[tuple[Token, tuple[Token, ...]]], dated: frozenset[int]) -> int:
    """Return how many words that tell what was done are not kept: "protocols *that provide for …*", "paid *for …*".

    Times, places, asides, and what else the subject did don't count.

    Args:
        verb: The clause's verb.
        parts: What is kept of its complements.
        dated: Tokens of time expressions.
    """
    told = {word.i for _, words in parts for word in words}
    gone: set[int] = set()
    for child in verb.children:
        is_object = child.dep_ == "prep" and child.lower_ in _OF_OBJECTS and child.i > verb.i
        if is_object and child.i not in told and not is_of_time(child, dated):
            gone |= {t.i for t in child.subtree}
    for top, _ in parts:
        asides = {t.i for each in top.subtree if each.dep_ == "appos" and each.i != top.i for t in each.subtree}
        for token in (each for each in top.subtree if each.i not in asides):
            is_new = not any(c.lower_ in {"the", "its", "their", "his", "her"} for c in token.head.children)
            is_telling = token.dep_ in {"relcl", "acl"} and is_new and token.head.pos_ == "NOUN"
            is_telling &= token.lower_ not in _NAMING
            is_telling |= token.dep_ == "prep" and token.lower_ in _OF_OBJECTS and not is_of_time(token, dated)
            if is_telling and token.i not in told:
                gone |= {t.i for t in token.subtree}
    return len(gone - told - dated)


def _non_grata(child: Token, verb: Token) -> tuple[Token, ...]:
    """Return "persona non grata" behind an object, wherever the parse hung it, unless it is a complement by itself."""
    doc = child.doc
    end = next((t.i for t in doc[child.i : child.sent.end] if t.lower_ in {"grata", "gratae"}), None)
    is_behind = end is not None and end > child.i + 2 and doc[end - 2].lower_ in {"persona", "personae"}
    if end is None or not is_behind or child.dep_ != "dobj":
        return ()
    others = (other for other in verb.children if other.i != child.i and other.dep_ in OBJECTS | CLAUSES)
    return () if any(end in {t.i for t in other.subtree} for other in others) else tuple(doc[end - 2 : end + 1])


def _scene(top: Token) -> Token | None:
    """Return "in Oslo" that the parse hung on a person's name instead of the verb: "met Luis Soto *in Oslo*"."""
    noun = next((c for c in top.children if c.dep_ == "pobj"), None) if top.dep_ in {"prep", "agent"} else top
    if noun is None or noun.ent_type_ != "PERSON":
        return None
    return next(
        (c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"in", "at", "near"} and c.i > noun.i), None
    )


def is_added(child: Token, verb: Token) -> bool:
    """Return whether a noun behind a comma only says of an object what it is: "… jets from Peru, *a record sale*"."""
    is_noun = child.dep_ in {"dobj", "attr", "oprd", "npadvmod", "dative"} and child.pos_ in {"NOUN", "PROPN"}
    before = child.left_edge.i - 1
    return is_noun and before > verb.i + 1 and child.doc[before].text in {",", "–", "—", "--"}


def _is_loose(prep: Token, dated: frozenset[int]) -> bool:
    """Return whether a prepositional phrase tells a time or circumstance, or would lose what it tells."""
    if is_of_time(prep, dated) or _is_absolute(prep) or is_of_both(prep) or is_maimed(prep, dated):
        return True
    if any(_splits(t, prep) for t in prep.subtree if t.dep_ == "prep" and t.lower_ != "of" and is_of_time(t, dated)):
        return True
    if prep.lower_ == "in" and any(t.lower_ in _ANSWERS and not list(t.children) for t in prep.children):
        return True
    if prep.lower_ == "by" and any(t.dep_ == "pcomp" for t in prep.children):
        return True  # how, or of whom it is said how
    is_at_once = prep.lower_ == "at" and any(t.lower_ == "once" for t in prep.children)
    is_nth = prep.lower_ == "for" and any(t.lower_ in {"time", "times", "now", "example"} for t in prep.children)
    return is_nth or is_at_once or (prep.lower_ in _ADDING and prep.lower_ not in {"for", "as", "by"})


def _splits(date: Token, prep: Token) -> bool:
    """Return whether a time stands within a phrase, or ends one that the act can do without: "in talks *on Monday*"."""
    return prep.lower_ not in _OF_OBJECTS or date.right_edge.i < prep.right_edge.i


def _is_absolute(prep: Token) -> bool:
    """Return whether "with" begins a circumstance told by a clause: "with officials saying …"."""
    within = [t for inner in prep.children for t in (inner, *inner.children)]
    return prep.lower_ == "with" and any(t.tag_ == "VBG" and t.dep_ in {"pcomp", "acl", "relcl"} for t in within)


def _without_any_states(words: list[Token]) -> list[Token]:
    """Return words without "in nations" at their end, where the names that tell which were left out."""
    if len(words) > _SPARE and words[-1].lower_ in _ANY_STATES and words[-2].dep_ == "prep":
        return words[:-2]
    return words
