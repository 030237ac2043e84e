"""A question before its options are laid out, and what its makers share."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import overload

from bot.model.countries import Gazetteer
from bot.model.dates import DateRange
from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.model.questions import QuestionKind
from bot.quiz.clause import Clause
from bot.quiz.dating import whole_months
from bot.quiz.facts import Fact, Side, Story

_THREE = 3
"""Wrong answers beside the right one, in a question of four options."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A wrong answer, and in words why it is wrong."""

    text: str
    reason: str


class Later(Sequence[Wrong]):
    """Wrong answers that are made when they are first looked at: most questions are dropped before that."""

    def __init__(self, make: Callable[[], Iterable[Wrong]]) -> None:
        """Take what makes them."""
        self._make = make

    @cached_property
    def _made(self) -> tuple[Wrong, ...]:
        return tuple(self._make())

    @overload
    def __getitem__(self, at: int) -> Wrong: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Wrong, ...]: ...

    def __getitem__(self, at: int | slice) -> Wrong | tuple[Wrong, ...]:
        """Return one of them, or some."""
        return self._made[at]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._made)

    def __eq__(self, other: object) -> bool:
        """Tell whether another sequence has the same."""
        return isinstance(other, Sequence) and self._made == tuple(other)

    def __hash__(self) -> int:
        """Return a number that is the same for the same answers."""
        return hash(self._made)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A question with its pool of wrong answers.

    Attributes:
        kind: What it asks for.
        stem: The question.
        key: The right option; "" where every option is given a target (`placed`).
        wrong: Wrong options, best first; more than are needed may be given.
        explanation: Why the key is right.
        sentences: Indices of the sentences that prove it.
        fact: The slot asked for: "event 3 target".
        facts: Ids of the events or quotes it is about; its reveal tells all of them.
        is_sorted: Options keep their natural order, which `order` gives; else the seed shuffles.
        order: For sorted options: each option's place in the natural order.
        least, most: How many options it may have.
        importance: 0 to 1, from the event's salience.
        closeness: 0 to 1, how near the best distractors are to the key.
        closeness_of_three: The same where there are three or more of them, if that differs.
        is_exact_pair: Options were checked for length already (True and False, labels of events).
        placed: Of a question that gives each option a target: option and target, in the targets' order.
        handicap: What its score loses, where it is worth less than others of its kind.
        about: Names (persons, cities, topics) whose appearance in another question would answer this one.
    """

    kind: QuestionKind
    stem: str
    key: str
    wrong: Sequence[Wrong]
    explanation: str
    sentences: tuple[int, ...]
    fact: str
    facts: tuple[str, ...]
    is_sorted: bool = False
    order: Mapping[str, int] = field(default_factory=dict)
    least: int = 3
    most: int = 4
    importance: float = 0.5
    closeness: float = 0.5
    closeness_of_three: float | None = None
    is_exact_pair: bool = False
    placed: tuple[tuple[str, str], ...] = ()
    about: tuple[str, ...] = ()
    handicap: float = 0.0

    def cut_to(self, options: Sequence[str]) -> "Draft":
        """Return the draft with no more wrong answers than those chosen: only these can help with another question."""
        of_three = self.closeness_of_three if len(self.wrong) >= _THREE else None
        return self.but(
            wrong=tuple(wrong for wrong in self.wrong if wrong.text in options),
            closeness=self.closeness if of_three is None else of_three,
            closeness_of_three=None,
        )

    def but(self, **changes: object) -> "Draft":
        """Return the draft with some values changed."""
        return replace(self, **changes)  # type: ignore[arg-type]  # dataclasses.replace checks the names at run time


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every maker of questions is handed.

    Attributes:
        story: All facts.
        gazetteer: What is known of the world.
        clauses: Each fact's headline taken apart, by fact id; facts whose headline can't be are left out.
        seed: Decides between equals.
        asked: Ids of the facts that questions are made about; the others prove, and lend wrong answers.
        pair: The two countries that the quiz says it is about; empty where it names no pair.
        right: Names and codes that are right answers too, by fact and slot: found once, kept by `bot.quiz.distract`.
    """

    story: Story
    gazetteer: Gazetteer
    clauses: Mapping[str, Clause]
    seed: int
    asked: frozenset[str]
    pair: frozenset[CountryCode] = frozenset()
    right: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)
    _by_id: dict[str, Fact] = field(default_factory=dict, compare=False, repr=False)
    _alike: dict[tuple[EventType, int], list[Fact]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def facts(self) -> Mapping[str, Fact]:
        """All facts by their ids."""
        if not self._by_id:
            self._by_id.update((fact.id, fact) for fact in self.story.facts)
        return self._by_id

    def alike(self, fact: Fact) -> tuple[Fact, ...]:
        """Return all facts of the same act that fall in the same months, the fact itself among them."""
        if not self._alike:
            for each in self.story.facts:
                for month in _months(each):
                    self._alike.setdefault((each.act, month), []).append(each)
        found = {each.id: each for month in _months(fact) for each in self._alike.get((fact.act, month), ())}
        return tuple(found.values())

    def named_in(self, fact: Fact) -> frozenset[str]:
        """Return the words of the sentences that prove a fact."""
        return frozenset(word for sentence in fact.support for word in _tokens(sentence))

    def others(self, fact: Fact) -> tuple[Side, ...]:
        """Return the story's sides that are no party of a fact."""
        parties = {side.name for side in fact.sides}
        return tuple(side for side in self.story.sides if side.name not in parties)


def window(fact: Fact) -> DateRange | None:
    """Return the whole months in which a fact falls: what a stem's month covers."""
    return None if fact.when.range is None else whole_months(fact.when.range)


def _months(fact: Fact) -> range:
    """Return the numbers of the months in which a fact falls, none for an undated one."""
    span = window(fact)
    return range(0) if span is None else range(_number(span.start), _number(span.end) + 1)


def _number(day: date) -> int:
    return day.year * 12 + day.month


def _tokens(text: str) -> list[str]:
    return [word.strip("\"'“”‘’.,;:()[]").removesuffix("'s").removesuffix("’s") for word in text.split()]
