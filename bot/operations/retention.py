"""What was kept long enough, by the clock: full texts are shortened to what proves something, old cards are let go."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bot.model.errors import StoreError
from bot.model.ids import ArticleId
from data import retention
from data.store import Store

_LOG = logging.getLogger(__name__)

_AT_ONCE = 20
"""Articles that are shortened in one transaction: the others' writes wait for it."""
_CARDS_AT_ONCE = 200


class _Retention:
    """What is kept for some days, and no longer."""

    def __init__(self, store: Store, *, days: int, clock: Callable[[], datetime]) -> None:
        """Take the store, how many days all is kept, and what gives the present, aware UTC."""
        self._store = store
        self._days = days
        self._clock = clock

    def _before(self) -> datetime:
        """Return the moment before which all has been kept long enough."""
        return self._clock() - timedelta(days=self._days)


class TextRetention(_Retention):
    """Shortens what is older than the operator lets full texts be kept."""

    async def tick(self) -> None:
        """Shorten what is due; what fails is logged, and tried again at the next look."""
        try:
            await self.shorten()
        except StoreError as error:
            _LOG.warning("texts_not_shortened error=%s", error)

    async def shorten(self) -> int:
        """Shorten the texts that are due, some at once; return how many articles that were.

        Raises:
            StoreError: The store can't be used; what was shortened before stays so.
        """
        before, after, changed = self._before(), ArticleId(0), 0
        while due := await self._store.read(partial(retention.old_texts, before=before, after=after, limit=_AT_ONCE)):
            changed += await self._store.write(partial(retention.shorten, articles=due))
            after = due[-1]
        versions = await self._store.write(partial(retention.drop_versions, before=before))
        entries = await self._store.write(partial(retention.drop_entry_texts, before=before))
        if changed or versions or entries:
            _LOG.info("texts_shortened articles=%d versions=%d entries=%d", changed, versions, entries)
        return changed


class CardRetention(_Retention):
    """Lets the cards go that were posted longer ago than the operator lets them be mended."""

    async def tick(self) -> None:
        """Let go what is due; what fails is logged, and tried again at the next look."""
        try:
            await self.empty()
        except StoreError as error:
            _LOG.warning("cards_not_let_go error=%s", error)

    async def empty(self) -> int:
        """Let the cards go that are due, some at once; return how many that were.

        Raises:
            StoreError: The store can't be used; what was let go before stays so.
        """
        before, gone = self._before(), 0
        while found := await self._store.write(partial(retention.empty_messages, before=before, limit=_CARDS_AT_ONCE)):
            gone += found
        if gone:
            _LOG.info("cards_let_go messages=%d", gone)
        return gone
