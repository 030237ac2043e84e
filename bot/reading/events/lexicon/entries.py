"""The shape of lexicon entries: when a verb means which PLOVER type."""

from dataclasses import dataclass, field

from bot.model.plover import EventType

NONE = frozenset[str]()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One meaning of a verb.

    Attributes:
        type: What it codes to; None for a trap, a use that is no event.
        second: Second word that must hang on the verb: a particle ("off") or a fixed noun ("fire"); "" for none.
        preps: One of these prepositions must hang on the verb; empty for any.
        pobj: Noun classes, one of which the preposition's object must have; empty for any.
        obj: Noun classes, one of which the object (of the passive, the subject) must have; empty for any.
        no: Noun classes that the object must not have.
        subj: Noun classes, one of which the subject must have; empty for any.
        notsubj: Noun classes that the subject must not have.
        is_negated: Whether it means this only under "not" ("will not tolerate"), which then takes nothing back.
        is_grid: Whether it comes from the grid of verb and noun classes, whose object may also follow a preposition.
        not_for: Whether that preposition can't be "for": one "calls a strike", and only asks when one "calls for" it.
        seconds: The words of `second`.
        specificity: How much of the clause the entry asks for: the more, the better it fits.
    """

    type: EventType | None
    second: str = ""
    preps: frozenset[str] = field(default=NONE)
    pobj: frozenset[str] = field(default=NONE)
    obj: frozenset[str] = field(default=NONE)
    no: frozenset[str] = field(default=NONE)
    subj: frozenset[str] = field(default=NONE)
    notsubj: frozenset[str] = field(default=NONE)
    is_negated: bool = False
    is_grid: bool = False
    not_for: bool = False
    seconds: frozenset[str] = field(init=False, repr=False)
    specificity: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "seconds", frozenset(self.second.split()))
        object.__setattr__(self, "specificity", self._specificity())

    def _specificity(self) -> int:
        asked = (
            (self.second, 5),
            (self.obj, 1 if "any" in self.obj else 4),
            (self.pobj, 3),
            (self.preps, 2),
            (self.subj, 2),
            (self.is_negated, 3),
        )
        return sum(points for condition, points in asked if condition)
