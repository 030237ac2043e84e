"""Questions for what talks were about, and for a reason that the text gives in so many words."""

import re
from collections.abc import Iterator, Sequence

from bot.model.plover import EventType
from bot.model.questions import QuestionKind
from bot.model.reading import Status
from bot.quiz import lexicon
from bot.quiz.chance import shuffled
from bot.quiz.clause import Clause
from bot.quiz.draft import Desk, Draft, Wrong
from bot.quiz.facts import Fact, words_of
from bot.quiz.recorded import Lent, drawn, others, reason
from bot.quiz.stems import dated, sentence_case, statement, subject_of
from bot.quiz.when import date_words

_ABOUT = re.compile(r"\s+(?:to discuss|about|on|over)\s+(?P<topic>[^,;]+)$")
_BECAUSE = re.compile(
    r"\s+(?:because of|in response to|in protest (?:at|against|over)|in retaliation for|due to|citing|over)\s+"
    r"(?P<cause>[^,;]+)$"
)
_LEADING = re.compile(r"^(?:the|an?|issues? of|questions? of) ")
_FIGURES = re.compile(r"\d")
_POINTING = re.compile(
    r"^(?:its?|their|his|her|this|that|these|those|them|such|the (?:agreement|border|capital|city|country|deal|dispute|"
    r"island|islands|province|region|strait|territory|treaty)(?:['’]s)?(?! of\b))\b"
)
"""A cause that points out of itself, which says nothing beside the causes of other steps: "the city's autonomy"."""
_NAMED = re.compile(r"(?<=\s)[A-Z]")
"""A name, without which a cause of another step says too little: "a halt to tours"."""
_REASONED = frozenset({EventType.SANCTION, EventType.REJECT, EventType.PROTEST})
"""Acts for which the listed causes are believable reasons."""
_CAUSED = _REASONED | {EventType.ACCUSE, EventType.THREATEN, EventType.COERCE, EventType.REQUEST, EventType.CONSULT}
"""Acts of a written record whose causes are believable reasons for another."""
_ENOUGH, _AHEAD, _BEFORE = 2, 3, 8
"""Wrong causes from which a question is made, and the years after and before which one is plainly of another time."""
_KEY_LENGTH = 60


def issue(fact: Fact, clause: Clause, desk: Desk) -> Iterator[Draft]:
    """Yield the question for the subject of talks."""
    found = _ABOUT.search(clause.rest)
    if fact.is_edited or fact.act is not EventType.CONSULT or fact.status is not Status.OCCURRED or not found:
        return
    topic = _LEADING.sub("", found["topic"]).strip()
    topics = lexicon.phrases("issues", "topics")
    plain = re.sub(r"\s+(?:issues?|questions?|matters|disputes?)$", "", topic)
    if plain not in {_LEADING.sub("", known) for known in topics}:
        return
    told = f"{subject_of(clause, fact, desk.gazetteer)} {clause.predicate()}".removesuffix(found[0])
    stem = dated(f"which subject was on the agenda when {told}", date_words(fact), "")
    yield _draft(fact, clause, desk, QuestionKind.ISSUE, stem, plain, "issue", topics)


def why(fact: Fact, clause: Clause, desk: Desk) -> Iterator[Draft]:
    """Yield the question for a cause that is told with an explicit marker."""
    found = _BECAUSE.search(clause.rest)
    if fact.act not in _REASONED or fact.status is not Status.OCCURRED or not found or not clause.lemma:
        return
    cause = found["cause"].strip()
    if len(cause) > _KEY_LENGTH or _POINTING.search(cause) or _FIGURES.search(cause) or fact.alleged is not None:
        return
    rest = clause.rest.removesuffix(found[0])
    asked = f"what led {subject_of(clause, fact, desk.gazetteer)} to {clause.lemma}{clause.bare(rest)}"
    stem = dated(asked, date_words(fact), rest)
    made = _draft(fact, clause, desk, QuestionKind.WHY, stem, cause, "cause", lexicon.phrases("causes", "causes"))
    if not fact.is_edited:
        yield made
    elif len(real := _causes(fact, desk, cause)) >= _ENOUGH:
        yield made.but(key=sentence_case(cause), wrong=real, closeness=0.8)


def _causes(fact: Fact, desk: Desk, key: str) -> tuple[Wrong, ...]:
    """Return what led to other steps of the same two at other times."""
    pair = {side.country for side in fact.sides}

    def lent() -> Iterator[Lent]:
        for other in others(fact, desk, key):
            found = _BECAUSE.search(desk.clauses[other.id].rest)
            if not -_BEFORE <= (other.year or 0) - (fact.year or 0) <= _AHEAD:
                continue  # of another time
            if found is None or other.act not in _CAUSED or {side.country for side in other.sides} != pair:
                continue
            cause = found["cause"].strip()
            is_told = _NAMED.search(cause) and not _POINTING.search(cause) and not _FIGURES.search(cause)
            if len(cause) <= _KEY_LENGTH and is_told:
                text = sentence_case(cause)
                yield Lent(text=text, reason=reason(other, "It led to another step,"), fact=other)

    return tuple(Wrong(text=one.text, reason=one.reason) for one in drawn(lent(), desk, fact, "cause"))


def _draft(
    fact: Fact,
    clause: Clause,
    desk: Desk,
    kind: QuestionKind,
    stem: str,
    key: str,
    slot: str,
    pool: Sequence[str],
) -> Draft:
    """Return the draft with wrong answers whose words the texts never use, so that none can be right as well."""
    used = desk.story.words | words_of(key)
    unused = [phrase for phrase in pool if not words_of(phrase) & used]
    return Draft(
        kind=kind,
        stem=stem,
        key=sentence_case(_LEADING.sub("", key)),
        wrong=tuple(
            Wrong(text=sentence_case(_LEADING.sub("", p)), reason="The report says no word of it.")
            for p in shuffled(desk.seed, f"{fact.id} {slot}", unused)
        ),
        explanation=statement(clause, fact, desk.gazetteer),
        sentences=fact.sentences,
        fact=f"{fact.id} {slot}",
        facts=(fact.id,),
        importance=fact.salience,
        closeness=0.4,
        about=(key,),
    )
