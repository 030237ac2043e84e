"""Names for the numbers that pass between rooms, so that one can't be taken for another."""

from typing import NewType

ArticleId = NewType("ArticleId", int)
"""A row of the store's `article` table."""

EventId = NewType("EventId", int)
"""A row of the store's `event` table; shown to people as E147."""

RecordId = NewType("RecordId", int)
"""A row of the store's `imported_record` table; shown to people as R12."""

QuizId = NewType("QuizId", int)
"""A row of the store's `quiz_session` table."""

ItemId = NewType("ItemId", int)
"""A row of the store's `quiz_item` table: one question of the bank."""

TopicId = NewType("TopicId", int)
"""A row of the store's `topic` table: a filter of what a server's feeds bring."""

DecisionId = NewType("DecisionId", int)
"""A row of the store's `event_decision` table."""

OutboxId = NewType("OutboxId", int)
"""A row of the store's `outbox` table."""

GuildId = NewType("GuildId", int)
"""Discord snowflake of a server."""

ChannelId = NewType("ChannelId", int)
"""Discord snowflake of a channel or thread."""

UserId = NewType("UserId", int)
"""Discord snowflake of a user."""

RoleId = NewType("RoleId", int)
"""Discord snowflake of a role."""

MessageId = NewType("MessageId", int)
"""Discord snowflake of a message."""

CountryCode = NewType("CountryCode", str)
"""ISO 3166-1 alpha-3; "IGO" / "NGO" for bodies of no state (PLOVER's sector codes); "XEU" and the like for unions."""

FeedId = NewType("FeedId", int)
"""A row of the store's `feed` table: one address, whatever the number of servers that follow it."""

EntryId = NewType("EntryId", int)
"""A row of the store's `feed_entry` table."""
