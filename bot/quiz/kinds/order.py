"""Questions for the order of events. Only resolved dates that don't overlap prove an order; the text never does."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import combinations, pairwise

from bot.model.dates import DatedBy
from bot.model.questions import QuestionKind
from bot.quiz.chance import draw
from bot.quiz.dating import in_words
from bot.quiz.draft import Desk, Draft, Wrong
from bot.quiz.facts import Fact
from bot.quiz.kinds.circumstances import month_of
from bot.quiz.kinds.labels import label, label_of_states
from bot.quiz.once import OF_WEIGHT, happens_once, in_office_throughout, is_dated
from bot.quiz.recorded import matter_of
from bot.quiz.sampling import luck

_GAP = timedelta(days=14)
_AT_ONCE = 9
"""Facts among which threes and fours are looked for: the most salient ones."""
_PLACES = ("1st", "2nd", "3rd", "4th")
_EXPLAINED, _EXPLAINED_ALL = 240, 330
_USED_UP = 0.07
_ERA, _ANCHORS, _SHORT = 15, 14, 74
"""Years after an event in which another is of its era, from how many the seed sets out, and a label's length."""


def drafts(desk: Desk) -> Iterator[Draft]:
    """Yield the questions for what came first, in which order, with which month, in between, and before."""
    named = {fact.id: text for fact in desk.story.facts if (text := label(fact, desk)) is not None}
    named |= {id_: text for id_ in desk.clauses if (text := label_of_states(desk.facts[id_], desk)) is not None}
    fit = [fact for fact in desk.story.facts if fact.id in named and fact.id in desk.asked]
    if fit and all(fact.is_edited for fact in fit):
        yield from _of_records(named, desk)
        return
    fit.sort(key=lambda fact: (-fact.salience, fact.id))
    yield from _of_few(sorted(fit[:_AT_ONCE], key=_start), frozenset(), named, desk)


def _of_records(named: dict[str, str], desk: Desk) -> Iterator[Draft]:
    """Yield the questions on written records: of one era, of what happens once, and with no person who tells theirs."""
    fit = [
        fact
        for fact in desk.story.facts
        if fact.id in named
        and is_dated(fact)
        and len(named[fact.id]) <= _SHORT
        and happens_once(fact, desk.clauses[fact.id], desk)
    ]
    fit.sort(key=lambda fact: luck(fact, desk.seed))
    seen: set[str] = set()
    for anchor in fit[:_ANCHORS]:
        era = [fact for fact in fit if 0 <= (fact.year or 0) - (anchor.year or 0) <= _ERA][:_AT_ONCE]
        for draft in _of_few(sorted(era, key=_start), _of_one_matter(era, desk), named, desk):
            if draft.fact not in seen:
                seen.add(draft.fact)
                yield draft


def _of_few(
    few: Sequence[Fact], alike: frozenset[tuple[str, str]], named: dict[str, str], desk: Desk
) -> Iterator[Draft]:
    for size in (5, 4, 3):
        for chain in combinations(few, size):
            if any((a.id, b.id) in alike or (b.id, a.id) in alike for a, b in combinations(chain, 2)):
                continue
            if not all(_is_before(a, b) for a, b in pairwise(chain)):
                continue
            labels = [named[fact.id] for fact in chain]
            if chain[0].is_edited and (
                _tells_by_name(labels) or not in_office_throughout(chain, " ".join(labels), desk)
            ):
                continue
            if size == 5:
                yield from _between(chain, named)
                continue
            if all(fact.is_edited for fact in chain) and len(_in_full(chain, named)) > _EXPLAINED_ALL:
                if size == 4:
                    yield from _already(chain, named)
                continue
            yield _order(chain, named, desk)
            yield from _match(chain, named, desk)
            if size == 3:
                yield from _first(chain, named)
            if size == 4:
                yield from _already(chain, named)


def _of_one_matter(facts: Sequence[Fact], desk: Desk) -> frozenset[tuple[str, str]]:
    """Return the pairs of facts whose words alone tell their order: an embargo is put on before it is lifted."""
    words = {fact.id: matter_of(fact, desk) for fact in facts}
    return frozenset((a.id, b.id) for a, b in combinations(facts, 2) if words[a.id] & words[b.id])


def _nearness(chain: Sequence[Fact]) -> float:
    """Return how near in time the events of written records lie: the nearer, the better the question; 0 for others."""
    if not all(fact.is_edited for fact in chain):
        return 0.0
    years = (chain[-1].year or 0) - (chain[0].year or 0)
    return max(-0.4, 0.4 - years / 50)


def _tells_by_name(labels: Sequence[str]) -> bool:
    """Tell whether a state's name of its time tells some of several events from the others: "Soviet" from "Russia"."""
    return any(0 < sum(word in label for label in labels) < len(labels) for word in ("Soviet", "West German"))


def _sparing(chain: Sequence[Fact]) -> float:
    """Return what a question loses for each weighty event that it uses up, of which another could ask by itself."""
    if not all(fact.is_edited for fact in chain):
        return 0.0
    return _USED_UP * sum(fact.salience >= OF_WEIGHT for fact in chain)


def _start(fact: Fact) -> tuple[int, str]:
    assert fact.when.range is not None
    return fact.when.range.start.toordinal(), fact.id


def _is_before(one: Fact, other: Fact) -> bool:
    """Tell whether one event is proved to be earlier: its last possible day lies before the other's first.

    Where the text does not say both times itself, two weeks lie between.
    """
    assert one.when.range is not None
    assert other.when.range is not None
    is_told_apart = not one.printed_in & other.printed_in
    is_said = one.when.dated_by is other.when.dated_by is DatedBy.EXPRESSION and not one.is_edited
    gap = timedelta(days=1) if is_said else _GAP
    return one.when.range.end + gap <= other.when.range.start and is_told_apart and _is_one_story(one, other)


def _is_one_story(one: Fact, other: Fact) -> bool:
    """Tell whether two events stand in one article, or lie between the same two countries."""
    if {article for article, _ in one.printed_in} & {article for article, _ in other.printed_in}:
        return True
    shared = {side.country for side in one.sides} & {side.country for side in other.sides}
    return len(shared - {None}) > 1


def _first(chain: Sequence[Fact], named: dict[str, str]) -> Iterator[Draft]:
    """Yield "which happened first" of three."""
    earliest, *later = chain
    yield from _choice(QuestionKind.FIRST, "Which of these happened first?", earliest, later, chain, named)


def _order(chain: Sequence[Fact], named: dict[str, str], desk: Desk) -> Draft:
    name = " ".join(fact.id for fact in chain)
    return Draft(
        kind=QuestionKind.ORDER,
        stem="Put these events in order, earliest first.",
        key="",
        wrong=(),
        placed=tuple(zip((named[fact.id] for fact in chain), _PLACES, strict=False)),
        explanation=_dates(chain, named),
        sentences=_sentences(chain),
        fact=f"{name} order",
        facts=tuple(fact.id for fact in chain),
        importance=sum(fact.salience for fact in chain) / len(chain),
        closeness=0.6 + 0.01 * draw(desk.seed, name, 10) + _nearness(chain),
        handicap=_sparing(chain),
        is_sorted=True,
    )


def _match(chain: Sequence[Fact], named: dict[str, str], desk: Desk) -> Iterator[Draft]:
    """Yield the question that gives each event its month, or its year where the years differ."""
    months = [month_of(fact) for fact in chain]
    years = [str(fact.year) for fact in chain]
    noun, targets = ("year", years) if len(set(years)) == len(chain) else ("month", [month or "" for month in months])
    if noun == "month" and all(fact.is_edited for fact in chain):
        return  # of what is long past nobody need know the month
    if len(set(targets)) != len(chain) or not all(targets):
        return
    name = " ".join(fact.id for fact in chain)
    yield Draft(
        kind=QuestionKind.MATCH,
        stem=f"Match each event with its {noun}.",
        key="",
        wrong=(),
        placed=tuple(zip((named[fact.id] for fact in chain), targets, strict=True)),
        explanation=_dates(chain, named),
        sentences=_sentences(chain),
        fact=f"{name} match",
        facts=tuple(fact.id for fact in chain),
        importance=sum(fact.salience for fact in chain) / len(chain),
        closeness=0.5 + 0.01 * draw(desk.seed, f"{name} match", 10) + _nearness(chain),
        handicap=_sparing(chain),
        is_sorted=True,
    )


def _between(chain: Sequence[Fact], named: dict[str, str]) -> Iterator[Draft]:
    """Yield "what came between" for the middle of five: one between its neighbours, the outer two not."""
    first, before, inside, after, last = chain
    yield from _choice(
        QuestionKind.BETWEEN,
        f"Which of these came after “{named[before.id]}” and before “{named[after.id]}”?",
        inside,
        (first, last),
        chain,
        named,
        told=(before, inside, after) if all(fact.is_edited for fact in chain) else chain,
    )


def _already(chain: Sequence[Fact], named: dict[str, str]) -> Iterator[Draft]:
    """Yield "what had already happened" at the second of four events."""
    earliest, anchor, *later = chain
    yield from _choice(
        QuestionKind.ALREADY,
        f"Which of these had happened before “{named[anchor.id]}”?",
        earliest,
        later,
        chain,
        named,
        told=(earliest, anchor) if all(fact.is_edited for fact in chain) else chain,
    )


def _choice(
    kind: QuestionKind,
    stem: str,
    key: Fact,
    others: Sequence[Fact],
    chain: Sequence[Fact],
    named: dict[str, str],
    *,
    told: Sequence[Fact] | None = None,
) -> Iterator[Draft]:
    yield Draft(
        kind=kind,
        stem=stem,
        key=named[key.id],
        wrong=tuple(Wrong(text=named[fact.id], reason=_later(fact)) for fact in others),
        explanation=_dates(told or chain, named),
        sentences=_sentences(chain),
        fact=f"{' '.join(fact.id for fact in chain)} {kind.value}",
        facts=tuple(fact.id for fact in chain),
        importance=sum(fact.salience for fact in chain) / len(chain),
        closeness=0.6 + _nearness(chain),
        handicap=_sparing(chain),
        least=3,
    )


def _later(fact: Fact) -> str:
    return f"It happened {in_words(fact.when) or 'at another time'}."


def _dates(chain: Sequence[Fact], named: dict[str, str]) -> str:
    full = _in_full(chain, named)
    if len(full) <= (_EXPLAINED_ALL if chain[0].is_edited else _EXPLAINED):
        return full
    return "The dates: " + ", then ".join(month_of(fact) or in_words(fact.when) or "" for fact in chain) + "."


def _in_full(chain: Sequence[Fact], named: dict[str, str]) -> str:
    """Return each event with its time."""
    return "; ".join(f"{named[fact.id]}: {month_of(fact) or in_words(fact.when) or ''}" for fact in chain) + "."


def _sentences(chain: Sequence[Fact]) -> tuple[int, ...]:
    return tuple(sorted({index for fact in chain for index in fact.sentences}))
