"""What editors set about an event, laid over what its reports tell each time it is made of them. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.model.decisions import EditedField, EventEdit, NamedSide
from bot.model.reading import ActorKind, Event, Party, Status
from data.sighting import SidedName
from data.telling import Key, Telling

_SAYS_OTHERWISE = frozenset({EditedField.HEADLINE, EditedField.KIND, EditedField.STATUS, EditedField.SIDES})
"""What the clause that questions are made of says, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Since when an event is withdrawn (aware UTC), and why."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What editors decided about one event.

    Attributes:
        edits: Oldest first.
        withdrawal: None where it stands.
    """

    edits: tuple[EventEdit, ...] = ()
    withdrawal: Withdrawal | None = None

    @property
    def edited(self) -> str | None:
        """The fields that are set, in the form of the event's column; None for none."""
        fields = {name for edit in self.edits for name in edit.fields}
        return " ".join(name.value for name in EditedField if name in fields) or None


NO_RULING = Ruling()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """What a server's editors decided, by the report that each decision holds on to; oldest first."""

    edits: Sequence[tuple[Key, EventEdit]] = ()
    withdrawals: Sequence[tuple[Key, Withdrawal]] = ()

    def of(self, keys: Collection[Key]) -> Ruling:
        """Return what holds for the event that is made of these reports; of two withdrawals the later."""
        found = [one for key, one in self.withdrawals if key in keys]
        return Ruling(
            edits=tuple(edit for key, edit in self.edits if key in keys),
            withdrawal=found[-1] if found else None,
        )


def ruled(told: Telling, ruling: Ruling) -> Telling:
    """Return an event as its reports tell it, but for what editors set.

    Args:
        told: What the reports tell together.
        ruling: Of the edits the later outweighs the earlier, field by field.
    """
    for edit in ruling.edits:
        told = _edited(told, edit)
    return told


def _edited(told: Telling, edit: EventEdit) -> Telling:
    event = told.event
    kind = event.type if edit.kind is None else edit.kind
    event = replace(
        event,
        headline=event.headline if edit.headline is None else edit.headline,
        when=event.when if edit.when is None else edit.when,
        type=kind,
        act=event.act if edit.kind is None else edit.kind,
        mode=event.mode if event.mode in kind.modes else None,
        status=event.status if edit.status is None else edit.status,
        alleged=event.alleged if edit.status in {None, Status.OCCURRED} else None,
        place=event.place if edit.place is None else edit.place or None,
        statement=event.statement if _SAYS_OTHERWISE.isdisjoint(edit.fields) else None,
    )
    if edit.source is None or edit.target is None:
        return replace(told, event=event)
    return Telling(
        event=_with_sides(event, edit.source, edit.target),
        source=tuple(_named(one) for one in edit.source),
        target=tuple(_named(one) for one in edit.target),
    )


def _with_sides(event: Event, source: Sequence[NamedSide], target: Sequence[NamedSide]) -> Event:
    """Return an event between these; what both did stays so only where there are two sides."""
    return replace(
        event,
        source=tuple(Party(actor=number, country=one.code) for number, one in enumerate(source)),
        target=tuple(Party(actor=len(source) + number, country=one.code) for number, one in enumerate(target)),
        reciprocal=event.reciprocal and bool(source) and bool(target),
    )


def _named(side: NamedSide) -> SidedName:
    return SidedName(name=side.name, kind=ActorKind.COUNTRY, country=side.code)
