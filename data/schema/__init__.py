"""The store's tables, by aggregate, under one metadata. Queries live in the aggregates' own modules of `data`."""

from data.schema.articles import article, sentence
from data.schema.base import NOBODY, STARTER, metadata
from data.schema.copies import article_copy, article_version, former_report, hidden_outlet, text_band, text_sketch
from data.schema.decisions import event_decision, event_decision_report, quiz_item_decision
from data.schema.digests import digest_ledger, outbox, outbox_event
from data.schema.events import actor_name, event, event_change, event_moved, event_pair, event_party, event_report
from data.schema.feeds import feed, feed_entry, feed_follow, feed_key, feed_want
from data.schema.guilds import departure, guild_settings, settings_change
from data.schema.packs import pack, pack_entry
from data.schema.quizzes import (
    quiz_answer,
    quiz_daily,
    quiz_item,
    quiz_item_choice,
    quiz_item_event,
    quiz_memory,
    quiz_plan,
    quiz_player,
    quiz_round,
    quiz_session,
)
from data.schema.records import imported_record, record_import
from data.schema.reports import mistake_report
from data.schema.source_changes import source_change
from data.schema.topics import entry_facts, topic, topic_change, topic_draft

__all__ = [
    "NOBODY",
    "STARTER",
    "actor_name",
    "article",
    "article_copy",
    "article_version",
    "departure",
    "digest_ledger",
    "entry_facts",
    "event",
    "event_change",
    "event_decision",
    "event_decision_report",
    "event_moved",
    "event_pair",
    "event_party",
    "event_report",
    "feed",
    "feed_entry",
    "feed_follow",
    "feed_key",
    "feed_want",
    "former_report",
    "guild_settings",
    "hidden_outlet",
    "imported_record",
    "metadata",
    "mistake_report",
    "outbox",
    "outbox_event",
    "pack",
    "pack_entry",
    "quiz_answer",
    "quiz_daily",
    "quiz_item",
    "quiz_item_choice",
    "quiz_item_decision",
    "quiz_item_event",
    "quiz_memory",
    "quiz_plan",
    "quiz_player",
    "quiz_round",
    "quiz_session",
    "record_import",
    "sentence",
    "settings_change",
    "source_change",
    "text_band",
    "text_sketch",
    "topic",
    "topic_change",
    "topic_draft",
]
