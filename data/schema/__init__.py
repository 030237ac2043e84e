"""The store's tables, by aggregate, under one metadata. Queries live in the aggregates' own modules of `data`."""

from data.schema.articles import article, sentence
from data.schema.base import NOBODY, STARTER, metadata
from data.schema.decisions import event_decision, event_decision_report, quiz_item_decision
from data.schema.digests import digest_ledger, outbox, outbox_event
from data.schema.events import actor_name, event, event_change, event_moved, event_pair, event_party, event_report
from data.schema.guilds import guild_settings, settings_change
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
from data.schema.reports import mistake_report

__all__ = [
    "NOBODY",
    "STARTER",
    "actor_name",
    "article",
    "digest_ledger",
    "event",
    "event_change",
    "event_decision",
    "event_decision_report",
    "event_moved",
    "event_pair",
    "event_party",
    "event_report",
    "guild_settings",
    "metadata",
    "mistake_report",
    "outbox",
    "outbox_event",
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
    "sentence",
    "settings_change",
]
