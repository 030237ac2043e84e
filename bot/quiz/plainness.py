"""Whether a question of an article is about a plain deed between states: done by one, from home, told in few words.

Of 364 ratings by strict readers (eleven sets that were read before what they showed was mended), 11 % said broken and
64 % whole. Where the doer was no organ of a state, the deed a journey, or the question of more than fifteen words, it
was 36 % and 30 %; elsewhere 7 % and 72 %. `bot.quiz.shapes` refuses the long ones, and more (docs/adr/0022).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.model.countries import Gazetteer
from bot.model.plover import Quad
from bot.model.reading import ActorKind
from bot.quiz import lexicon
from bot.quiz.clause import Clause
from bot.quiz.draft import Desk
from bot.quiz.facts import Fact, Side
from bot.quiz.naming import country_words
from bot.quiz.shapes import is_well_shaped
from bot.quiz.stems import is_somebodys

_JOURNEY = re.compile(r"\b(?:visit|tour|trip|journey|stay)s?\b")
_GIVEN_BACK = frozenset({"release", "free", "return", "hand", "give"})
_ONE_THING = re.compile(
    r"(?: over| back| up| to (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)* (?:an? |the (?:body|remains) )"
)
_SMALL = frozenset({"the", "and", "its", "their"})


def unplain(fact: Fact, clause: Clause, desk: Desk) -> Iterator[str]:
    """Yield why an event is no plain deed between states.

    Args:
        fact: The event.
        clause: How it is told.
        desk: What questions are made from.
    """
    is_in_office = any(_is_in_office(side, clause.subject) for side in fact.source)
    doer = _beside_names(clause.subject, desk)
    if doer and not is_in_office and _head_of(doer) not in lexicon.words("bodies", "state_organs"):
        yield "it was done by none that acts for a state"
    goes_somewhere = is_journey(fact, clause)
    if goes_somewhere or (doer and clause.lemma in lexicon.words("verbs", "of_leaving")):
        yield "who goes where, others may have gone to, too"
    if clause.lemma in _GIVEN_BACK and _ONE_THING.match(clause.rest):
        yield "one thing without a name was given back, or one person"
    is_of_person = is_in_office and not is_somebodys(clause.subject)
    if not goes_somewhere and not is_well_shaped(clause, is_of_person=is_of_person):
        yield "it is told in no shape of which all is known"


def _beside_names(subject: str, desk: Desk) -> list[str]:
    """Return the words of a subject beside the names of states and of known bodies; none for a bare name."""
    subject = subject.replace("’", "'")
    known, ends = _known_names(desk.gazetteer), range(len(subject), 0, -1)
    parts = (subject[word.start() : end] for word in re.finditer(r"\w+", subject) for end in ends)
    for name in sorted({part for part in parts if part in known}, key=lambda name: (-len(name), name)):
        subject = re.sub(rf"(?<!\w){re.escape(name)}(?:'s|')?(?!\w)", " ", subject)
    return [word for word in re.findall(r"[\w-]+", subject) if word.lower() not in _SMALL]


@lru_cache(maxsize=1)
def _known_names(gazetteer: Gazetteer) -> frozenset[str]:
    """Return the names of states, of their peoples and governments, and of bodies."""
    known = (body for body in gazetteer.bodies if body.kind == ActorKind.ORGANIZATION)
    bodies = (name for body in known for name in (body.name, *body.names))
    return frozenset((*bodies, *(word for each in gazetteer.countries.values() for word in country_words(each))))


def _head_of(words: list[str]) -> str:
    """Return the word that a phrase is about: "department" of "Department of Transport"."""
    before = words[: words.index("of")] if "of" in words[1:] else words
    return before[-1].lower()


def _is_in_office(side: Side, subject: str) -> bool:
    return side.kind is ActorKind.PERSON and side.office is not None and side.name in subject


def is_journey(fact: Fact, clause: Clause) -> bool:
    """Tell whether somebody went somewhere or met somebody in peace: no visit was cancelled or refused."""
    if clause.lemma in lexicon.words("verbs", "of_visits"):
        return True
    is_friendly = fact.act.quad in {Quad.VERBAL_COOP, Quad.MATERIAL_COOP}
    return is_friendly and _JOURNEY.search(clause.rest) is not None
