"""Questions from a reading or from recorded events: facts, plan, words, wrong answers, flaws out, the best picked.

Three good questions are better than five padded ones: what does not pass is not made up for.
"""

from collections.abc import Iterator, Mapping, Sequence

from bot.model.countries import Dyad, Gazetteer
from bot.model.ids import EventId
from bot.model.questions import Question
from bot.model.quiz import SourcedQuestion
from bot.model.reading import Reading
from bot.model.stored import EventSource, StoredEvent
from bot.quiz.clause import Clause
from bot.quiz.draft import Desk, Draft
from bot.quiz.facts import Fact, Story
from bot.quiz.kinds import circumstances, counts, gaps, numbers, order, parties, quotes, steps, topics, truth
from bot.quiz.odds.judge import Judge, usual_judge
from bot.quiz.pick import pick
from bot.quiz.plainness import unplain
from bot.quiz.record_look import is_sound
from bot.quiz.sampling import chosen
from bot.quiz.second_look import looked_at
from bot.quiz.stories import story_of_events, story_of_reading
from bot.quiz.tellings import clauses as clauses_of
from bot.quiz.worth import can_ask, may_ask


def from_reading(
    reading: Reading,
    gazetteer: Gazetteer,
    *,
    seed: int,
    limit: int,
    without: frozenset[str] = frozenset(),
    judge: Judge | None = None,
) -> tuple[Question, ...]:
    """Make a quiz on one article.

    Args:
        reading: The article's reading; its own `questions` are ignored.
        gazetteer: What is known of the world: names, offices with years, places.
        seed: The same seed gives the same quiz.
        limit: Questions at most.
        without: Fingerprints of questions that must not be asked; see `bot.quiz.items`.
        judge: Says how likely a question is good; by default the learned one.

    Returns:
        What passed, easiest first; may be fewer than `limit`, or empty.
    """
    desk = lay_out(reading, gazetteer, seed)
    judge = usual_judge() if judge is None else judge
    made = tuple(drafts(desk, are_plain=judge.looks_again))
    if judge.looks_again:
        made = tuple(kept for draft in made if (kept := looked_at(draft, desk)) is not None)
    return tuple(question for question, _ in pick(made, desk, limit, without, judge))


def from_events(
    events: Sequence[StoredEvent],
    gazetteer: Gazetteer,
    *,
    seed: int,
    limit: int,
    without: frozenset[str] = frozenset(),
    judge: Judge | None = None,
    pair: Dyad | None = None,
) -> tuple[SourcedQuestion, ...]:
    """Make a quiz on recorded events, each question with the reports that prove it.

    Of many events the seed chooses those that are asked about, weighty ones likelier; all of them count as proof.

    Args:
        events: Recorded events, in any order; withdrawn ones are left out.
        gazetteer: What is known of the world.
        seed: The same seed gives the same quiz.
        limit: Questions at most.
        pair: The two countries that the quiz says it is about.
        without: Fingerprints of questions that must not be asked; see `bot.quiz.items`.
        judge: Says how likely a question is good; by default the learned one, which here only ranks: what is recorded
            has been seen, can be withdrawn, and its questions can be reported.

    Returns:
        What passed, easiest first; may be fewer than `limit`, or empty.
    """
    story = story_of_events(events, gazetteer)
    desk = _desk(story, gazetteer, seed, among=chosen(story.facts, seed, limit), pair=pair)
    reports: Mapping[str, tuple[EventSource, ...]] = {f"E{stored.id}": stored.reports for stored in events}
    made = tuple(draft for draft in drafts(desk) if is_sound(draft, desk))
    return tuple(
        SourcedQuestion(
            question=question,
            sources=tuple(report for id_ in draft.facts for report in reports[id_]),
            events=tuple(EventId(int(id_.removeprefix("E"))) for id_ in draft.facts),
        )
        for question, draft in pick(made, desk, limit, without, judge or usual_judge().only_ranking())
    )


def lay_out(reading: Reading, gazetteer: Gazetteer, seed: int) -> Desk:
    """Return what the makers of questions are handed for one article."""
    return _desk(story_of_reading(reading, gazetteer), gazetteer, seed)


def _desk(
    story: Story,
    gazetteer: Gazetteer,
    seed: int,
    *,
    among: tuple[Sequence[Fact], frozenset[str]] | None = None,
    pair: Dyad | None = None,
) -> Desk:
    told, asked = among or (story.facts, None)

    def clause_of(fact: Fact) -> Clause | None:
        told = clauses_of(fact, gazetteer, story.pair, story.sides) if may_ask(fact) else ()
        return next((clause for clause in told if can_ask(fact, clause, story, gazetteer)), None)

    found = ((fact, clause_of(fact)) for fact in told)
    clauses = {fact.id: clause for fact, clause in found if clause is not None}
    return Desk(
        story=story,
        gazetteer=gazetteer,
        clauses=clauses,
        seed=seed,
        asked=frozenset(clauses) if asked is None else asked & clauses.keys(),
        pair=frozenset() if pair is None else pair.codes,
    )


def drafts(desk: Desk, *, are_plain: bool = False) -> Iterator[Draft]:
    """Yield every question that can be worded, flawed ones among them.

    Args:
        desk: What they are made from.
        are_plain: Whether nothing is asked of an event by itself that is no plain deed between states; a second look
            would refuse it.
    """
    for fact in desk.story.facts:
        clause = desk.clauses.get(fact.id) if fact.id in desk.asked else None
        if clause is None or (are_plain and any(unplain(fact, clause, desk))):
            continue
        for maker in (
            parties.drafts,
            circumstances.where,
            circumstances.when,
            topics.issue,
            topics.why,
            steps.drafts,
            numbers.drafts,
            truth.drafts,
            gaps.drafts,
        ):
            yield from maker(fact, clause, desk)
    yield from order.drafts(desk)
    yield from counts.drafts(desk)
    for quote in desk.story.quotes:
        yield from quotes.drafts(quote, desk)
