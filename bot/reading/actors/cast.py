"""The cast of an article: its actors, and every stretch of tokens that refers to one of them."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from bot.model.ids import CountryCode
from bot.model.reading import Actor


class MentionForm(StrEnum):
    """How a mention refers to its actor."""

    NAME = "name"
    """"Antony Blinken", "China", "NATO"; title words before or after a person's name belong to the mention."""
    ADJECTIVE = "adjective"
    """A country's adjective before something else: "Chinese" in "a Chinese balloon"."""
    METONYM = "metonym"
    """A seat that acts for its government: "Beijing has rejected …"."""
    PLACE = "place"
    """A country, or a town in it, as the scene or the goal of a journey: "in Washington", "a trip to Beijing"."""
    DESCRIPTION = "description"
    """"the US Secretary of State", "the ministry", "US forces", "the two countries"."""
    PRONOUN = "pronoun"
    """"he", "its"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Tokens `doc[start:end]` that refer to an actor.

    Attributes:
        actor: Index in `Cast.actors`.
        start: First token.
        end: Token after the last one.
        form: See `MentionForm`.
        others: Further actors of a group mention ("the two countries"), may be empty.
    """

    actor: int
    start: int
    end: int
    form: MentionForm
    others: tuple[int, ...] = ()

    @property
    def is_pronoun(self) -> bool:
        """Whether the mention is a pronoun."""
        return self.form is MentionForm.PRONOUN

    @property
    def is_place(self) -> bool:
        """Whether the mention names where, not who."""
        return self.form is MentionForm.PLACE

    @property
    def all_actors(self) -> tuple[int, ...]:
        """Every actor that the mention refers to; one, but for group mentions."""
        return (self.actor, *self.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """All actors of an article and where they are mentioned.

    Attributes:
        actors: In order of first mention; an actor's id is its index.
        mentions: In text order; they never overlap.
        media: Ids of actors that only carry news (a platform, a newspaper, a news agency).
        own_voice: Tokens outside quotation marks ("we", "our") by which a statement names its speaker.
        speaker: Id of the state in whose voice the text is written; None for a report.
        home: Id of the country that a report is set in; None where two share it.
    """

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    media: frozenset[int] = frozenset()
    own_voice: frozenset[int] = frozenset()
    speaker: int | None = None
    home: int | None = None
    _by_token: dict[int, Mention] = field(init=False, repr=False, compare=False)
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_token = {i: mention for mention in self.mentions for i in range(mention.start, mention.end)}
        object.__setattr__(self, "_by_token", by_token)
        object.__setattr__(self, "_starts", tuple(mention.start for mention in self.mentions))

    def mention_at(self, token_i: int) -> Mention | None:
        """Return the mention that covers a token, None where there is none."""
        return self._by_token.get(token_i)

    def at(self, token_i: int) -> int | None:
        """Return the id of the actor whose mention covers a token (resolved pronouns included), else None."""
        mention = self._by_token.get(token_i)
        return None if mention is None else mention.actor

    def all_at(self, token_i: int) -> tuple[int, ...]:
        """Return the ids of every actor whose mention covers a token: several in "the two countries"."""
        mention = self._by_token.get(token_i)
        return () if mention is None else mention.all_actors

    def in_span(self, start_token: int, end_token: int) -> tuple[Mention, ...]:
        """Return the mentions that begin in `doc[start_token:end_token]`, in text order."""
        return self.mentions[bisect_left(self._starts, start_token) : bisect_left(self._starts, end_token)]

    def country_of(self, actor_id: int) -> CountryCode | None:
        """Return the side that an actor acts for, None where the article doesn't tell."""
        return self.actors[actor_id].country

    def countries_of(self, actor_ids: Iterable[int]) -> tuple[CountryCode, ...]:
        """Return the known sides of several actors, each once, in the order given."""
        codes = (self.actors[actor_id].country for actor_id in actor_ids)
        return tuple(dict.fromkeys(code for code in codes if code is not None))

    def is_medium(self, actor_id: int) -> bool:
        """Return whether an actor only carries news: no party to any event."""
        return actor_id in self.media
