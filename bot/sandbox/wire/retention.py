"""What the sandbox forgets, so that it can run for weeks in the same memory."""

from collections.abc import MutableSequence
from typing import Any

from bot.sandbox.simcord_private import Backend, forget_ids, trim_blobs

LOG_LENGTH = 500
MESSAGES_PER_CHANNEL = 1000
INTERACTIONS_KEPT = 500
UPLOAD_BYTES = 128 * 1024 * 1024
EVERY_CHANGES = 200


class Retention:
    """Trims simcord's records every few changes; the newest of everything stays."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._changes = 0

    def note_change(self) -> None:
        """Count a request or an event, and tidy up when it is time."""
        self._changes += 1
        if self._changes >= EVERY_CHANGES:
            self._changes = 0
            self.trim()

    def trim(self) -> None:
        """Forget what is beyond the limits."""
        backend = self._backend
        _keep_newest(backend.transcript, LOG_LENGTH)
        _keep_newest(backend.http_requests, LOG_LENGTH)
        for messages in backend.messages.values():
            _keep_newest_keys(messages, MESSAGES_PER_CHANNEL)
        _keep_newest_keys(backend.interactions, INTERACTIONS_KEPT)
        _keep_newest_keys(backend.interaction_tokens, INTERACTIONS_KEPT)
        forget_ids(backend)
        trim_blobs(backend, UPLOAD_BYTES)


def _keep_newest(records: MutableSequence[Any], limit: int) -> None:
    del records[: max(0, len(records) - limit)]


def _keep_newest_keys(records: dict[Any, Any], limit: int) -> None:
    for key in list(records)[: max(0, len(records) - limit)]:
        del records[key]
