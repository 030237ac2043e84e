"""How a server's filters are tried and changed: drafts, dry runs, and what was changed and can be undone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.model.ids import TopicId, UserId
from bot.model.plover import EventType
from bot.model.topics import Condition, Effect, EntryFacts, Topic, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a person has typed for a filter and not saved.

    Attributes:
        topic: The filter that is changed; None for a new one.
        name, words, pairs, outlets: As typed, valid or not.
        effect, kinds, weight: As chosen.
    """

    topic: TopicId | None = None
    name: str = ""
    effect: Effect = Effect.LET_IN
    words: str = ""
    pairs: str = ""
    outlets: str = ""
    kinds: frozenset[EventType] = frozenset()
    weight: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenEntry:
    """An entry that a feed of the server brought lately.

    Attributes:
        facts: What is known of it: of its feed, and of its reading where it was read.
        url: Its address; None where it has none.
        seen_at: When the feed first showed it, aware UTC.
    """

    facts: EntryFacts
    url: str | None
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A seen entry, and what filters would have said of it.

    Attributes:
        is_looked_at: False where slow expressions had used up the dry run's time; the verdict then says nothing.
    """

    entry: SeenEntry
    verdict: Verdict
    is_looked_at: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """What filters would have done with the entries that were seen last.

    Attributes:
        tried: Newest first, may be empty.
    """

    tried: tuple[Tried, ...]

    @property
    def passing(self) -> int:
        """How many pass."""
        return sum(each.verdict.passes for each in self.tried)

    @property
    def open(self) -> int:
        """How many would have to be read before that can be said."""
        return sum(each.verdict.undecided for each in self.tried)

    @property
    def left_out(self) -> int:
        """How many were not looked at, since slow expressions had used up the time."""
        return sum(not each.is_looked_at for each in self.tried)

    def fitting(self, topic: TopicId | None) -> int:
        """Return how many entries fit one of the filters; None means the one that is not stored yet."""
        return sum(
            any(j.fits is True and j.topic is not None and j.topic.id == topic for j in each.verdict.judged)
            for each in self.tried
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDraft:
    """What a draft comes to.

    Attributes:
        draft: As typed.
        topic: The filter; None where something is wrong.
        problems: What is wrong, in a sentence each; under None what is wrong with the name.
    """

    draft: Draft
    topic: Topic | None
    problems: Mapping[Condition | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """A draft, and what the server's filters would have done before it and do with it.

    Attributes:
        checked: The draft and what is wrong with it.
        before: A dry run of the filters as they are stored.
        after: The same with the draft; None where something is wrong with it.
    """

    checked: CheckedDraft
    before: DryRun
    after: DryRun | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    """A stored filter, and what it does.

    Attributes:
        topic: The filter.
        with_it: A dry run of the server's filters with it on.
        without: The same without it.
    """

    topic: Topic
    with_it: DryRun
    without: DryRun


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicChange:
    """A change of a server's filters.

    Attributes:
        id: Its number; a later change has a higher one.
        topic: The filter, also one that is gone.
        before: As it was; None where it was new.
        after: As it became; None where it was removed.
        changed_by: Who changed it; None where they were forgotten.
        changed_at: When, aware UTC.
    """

    id: int
    topic: TopicId
    before: Topic | None
    after: Topic | None
    changed_by: UserId | None
    changed_at: datetime

    @property
    def name(self) -> str:
        """The filter's name, as the change left it."""
        named = self.after or self.before
        return named.name if named is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicHistory:
    """A page of changes, newest first.

    Attributes:
        changes: May be empty.
        first: Which one of all the first is, from 1.
        page: From 0.
        pages: At least 1.
    """

    changes: tuple[TopicChange, ...]
    first: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """What undoing a change would do.

    Attributes:
        change: The change.
        now: The filter as it is; None where it is gone.
        before: A dry run of the filters as they are.
        after: A dry run of them with the change undone.
    """

    change: TopicChange
    now: Topic | None
    before: DryRun
    after: DryRun

    @property
    def is_stale(self) -> bool:
        """Whether the filter was changed again since."""
        return rule_of(self.now) != rule_of(self.change.after)

    @property
    def is_done(self) -> bool:
        """Whether undoing it would change nothing any more."""
        return rule_of(self.now) == rule_of(self.change.before)


def rule_of(topic: Topic | None) -> Topic | None:
    """Return a filter without who made and changed it and when; None for none."""
    if topic is None:
        return None
    return replace(topic, created_by=None, created_at=None, changed_by=None, changed_at=None)
