"""Questions for the order of events. Only resolved dates that don't overlap prove an order; the text never does."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import combinations, pairwise, permutations

from bot.model.questions import QuestionKind
from bot.model.reading import Status
from bot.quiz.chance import draw, shuffled
from bot.quiz.clause import has_date_words
from bot.quiz.dating import in_words
from bot.quiz.draft import Desk, Draft
from bot.quiz.facts import Fact
from bot.quiz.kinds.circumstances import month_of
from bot.quiz.stems import sentence_case

_GAP = timedelta(days=14)
_FIRST_LABEL = 80
_ORDER_LABEL = 48
_STRETCH = timedelta(days=92)
_PAIRED = 24
_IN_THREES = 9


def drafts(desk: Desk) -> Iterator[Draft]:
    """Yield "which happened first" for pairs of events and "in which order" for threes."""
    fit = sorted((fact for fact in desk.story.facts if _is_fit(fact, desk)), key=lambda fact: (-fact.salience, fact.id))
    fit = fit[:_PAIRED]
    for one, other in combinations(fit, 2):
        if _is_before(one, other):
            yield from _first(one, other, desk)
        elif _is_before(other, one):
            yield from _first(other, one, desk)
    short = [fact for fact in fit if len(fact.headline) <= _ORDER_LABEL]
    for three in combinations(sorted(short[:_IN_THREES], key=_start), 3):
        if all(_is_before(a, b) for a, b in pairwise(three)):
            yield _order(three, desk)


def _is_fit(fact: Fact, desk: Desk) -> bool:
    clause = desk.clauses.get(fact.id)
    range_ = fact.when.range
    return (
        fact.status is Status.OCCURRED
        and clause is not None
        and range_ is not None
        and range_.end - range_.start <= _STRETCH
        and len(fact.headline) <= _FIRST_LABEL
        and not has_date_words(fact.headline)
    )


def _start(fact: Fact) -> tuple[int, str]:
    assert fact.when.range is not None
    return fact.when.range.start.toordinal(), fact.id


def _is_before(one: Fact, other: Fact) -> bool:
    """Tell whether one event is proved to be earlier: its last possible day lies two weeks before the other's first."""
    assert one.when.range is not None
    assert other.when.range is not None
    is_told_apart = not one.printed_in & other.printed_in
    return one.when.range.end + _GAP <= other.when.range.start and is_told_apart and _is_one_story(one, other)


def _is_one_story(one: Fact, other: Fact) -> bool:
    """Tell whether two events stand in one article, or lie between the same two countries."""
    if {article for article, _ in one.printed_in} & {article for article, _ in other.printed_in}:
        return True
    shared = {side.country for side in one.sides} & {side.country for side in other.sides}
    return len(shared - {None}) > 1


def _first(earlier: Fact, later: Fact, desk: Desk) -> Iterator[Draft]:
    key, other = sentence_case(earlier.headline), sentence_case(later.headline)
    if not (0.6 * len(other) <= len(key) <= 1.35 * len(other)):
        return
    yield Draft(
        kind=QuestionKind.FIRST,
        stem="Which of these happened first?",
        key=key,
        distractors=(other,),
        explanation=_dates(earlier, later),
        sentences=_sentences((earlier, later)),
        fact=f"{earlier.id} {later.id} order",
        facts=(earlier.id, later.id),
        least=2,
        most=2,
        importance=(earlier.salience + later.salience) / 2,
        closeness=_nearness(earlier, later),
        is_exact_pair=True,
    )


def _order(three: Sequence[Fact], desk: Desk) -> Draft:
    def option(facts: Sequence[Fact]) -> str:
        return " → ".join(sentence_case(fact.headline) for fact in facts)

    name = " ".join(fact.id for fact in three)
    wrong = [option(order) for order in permutations(three) if tuple(order) != tuple(three)]
    return Draft(
        kind=QuestionKind.ORDER,
        stem="Which of these is the right order, earliest first?",
        key=option(three),
        distractors=shuffled(desk.seed, f"{name} orders", wrong),
        explanation=_dates(*three),
        sentences=_sentences(three),
        fact=f"{name} order",
        facts=tuple(fact.id for fact in three),
        importance=sum(fact.salience for fact in three) / len(three),
        closeness=0.6 + 0.01 * draw(desk.seed, name, 10),
        is_exact_pair=True,
    )


def _dates(*facts: Fact) -> str:
    told = [f"{sentence_case(fact.headline)}: {month_of(fact) or in_words(fact.when) or ''}" for fact in facts]
    full = "; ".join(told) + "."
    if len(full) <= 240:
        return full
    return "The dates: " + ", then ".join(month_of(fact) or in_words(fact.when) or "" for fact in facts) + "."


def _sentences(facts: Sequence[Fact]) -> tuple[int, ...]:
    return tuple(sorted({index for fact in facts for index in fact.sentences}))


def _nearness(earlier: Fact, later: Fact) -> float:
    assert earlier.when.range is not None
    assert later.when.range is not None
    days = (later.when.range.start - earlier.when.range.end).days
    return max(0.2, 0.9 - days / 400)
