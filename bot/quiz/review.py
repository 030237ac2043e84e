"""Spaced repetition: when a player is asked a fact again, by FSRS.

Source: https://github.com/open-spaced-repetition/py-fsrs. An answer is right or wrong, so only two of its four ratings
are used, as its authors say for such answers; nothing is made of how fast it came.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from fsrs import Card, Rating, Scheduler

from bot.model.ids import ItemId

_SCHEDULER = Scheduler(
    desired_retention=0.9,
    learning_steps=(),
    relearning_steps=(),
    maximum_interval=180,
    enable_fuzzing=False,
)
"""Without steps of minutes, which a chat has no use for; at most half a year, since news age."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What is kept of one player and one fact.

    Attributes:
        card: As `fsrs` writes it.
        due_at: When it is to be asked again, aware UTC.
        is_missed: Whether the last answer was wrong.
    """

    card: str
    due_at: datetime
    is_missed: bool


def after_answer(card: str | None, *, item: ItemId, is_right: bool, at: datetime) -> Memory:
    """Return what is to be kept after an answer.

    Args:
        card: What was kept before; None for a fact that is met for the first time.
        item: The question; numbers a new card.
        is_right: Whether the answer was wholly right.
        at: When it was answered, aware.
    """
    now = at.astimezone(UTC)
    before = Card(card_id=item, due=now) if card is None else Card.from_json(card)
    if before.last_review is not None:
        now = max(now, before.last_review)
    after, _ = _SCHEDULER.review_card(before, Rating.Good if is_right else Rating.Again, review_datetime=now)
    return Memory(card=after.to_json(), due_at=after.due, is_missed=not is_right)
