"""What a posted update was made of, so that it can be made anew. A digest's stands in `bot.digest.editor`."""

import json
from dataclasses import dataclass
from typing import Self

from bot.digest.told import Memory
from bot.model.countries import Dyad
from bot.model.ids import CountryCode, EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateOrigin:
    """The server's pair that an update is of, and what it said of its one event."""

    pair: Dyad
    memory: Memory

    @property
    def event(self) -> EventId:
        """The event's number when the card was made last."""
        return self.memory.told[0].event

    def to_text(self) -> str:
        """Return it as JSON text."""
        kept = {"pair": [self.pair.first, self.pair.second], "memory": self.memory.to_json()}
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Return what `to_text` wrote."""
        kept = json.loads(text)
        first, second = kept["pair"]
        return cls(
            pair=Dyad(first=CountryCode(first), second=CountryCode(second)),
            memory=Memory.from_json(kept["memory"]),
        )
