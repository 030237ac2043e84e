"""A question before its options are laid out, and what its makers share."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.model.countries import Gazetteer
from bot.model.questions import QuestionKind
from bot.quiz.clause import Clause
from bot.quiz.facts import Fact, Side, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A wrong answer, and in words why it is wrong."""

    text: str
    reason: str


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
        is_exact_pair: Options were checked for length already (True and False, labels of events).
        placed: Of a question that gives each option a target: option and target, in the targets' order.
        about: Names (persons, cities, topics) whose appearance in another question would answer this one.
    """

    kind: QuestionKind
    stem: str
    key: str
    wrong: tuple[Wrong, ...]
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
    is_exact_pair: bool = False
    placed: tuple[tuple[str, str], ...] = ()
    about: tuple[str, ...] = ()

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
    """

    story: Story
    gazetteer: Gazetteer
    clauses: Mapping[str, Clause]
    seed: int

    def named_in(self, fact: Fact) -> frozenset[str]:
        """Return the words of the sentences that prove a fact."""
        return frozenset(word for sentence in fact.support for word in _tokens(sentence))

    def others(self, fact: Fact) -> tuple[Side, ...]:
        """Return the story's sides that are no party of a fact."""
        parties = {side.name for side in fact.sides}
        return tuple(side for side in self.story.sides if side.name not in parties)


def _tokens(text: str) -> list[str]:
    return [word.strip("\"'“”‘’.,;:()[]").removesuffix("'s").removesuffix("’s") for word in text.split()]
