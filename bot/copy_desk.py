"""The copy desk: has a language model word an article's summary, has each sentence checked, and keeps what passes.

Whatever goes wrong, the offline summary stands and only the log tells. Logs hold counts, never words of an article or
of the model.
"""

import logging
from collections import Counter
from dataclasses import replace

from bot.model.errors import BackchannelError, WordingError
from bot.model.reading import Reading
from bot.reading_pool import ReadingPool
from bot.wording.answer import sentences_of
from bot.wording.client import LanguageModel
from bot.wording.compose import compose
from bot.wording.prompt import LONGEST_ARTICLE, messages_for

_LOG = logging.getLogger(__name__)


class CopyDesk:
    """The desk between a language model, which may say anything, and the reader, who checks it."""

    def __init__(self, model: LanguageModel, readers: ReadingPool) -> None:
        """Take where the model is reached, and the process that reads."""
        self._model = model
        self._readers = readers

    async def reword(self, reading: Reading) -> Reading:
        """Return a reading with a summary that the model worded, or the same one where that can't be had.

        Args:
            reading: With its offline summary.

        Returns:
            Every sentence of a new summary is supported by the article; title, events and the rest are as they were.
        """
        try:
            return await self._reword(reading)
        except WordingError as error:
            _LOG.warning("wording_failed kind=%s", error.kind)
        except BackchannelError as error:
            _LOG.warning("wording_failed kind=check error=%s", type(error).__name__)
        return reading

    async def _reword(self, reading: Reading) -> Reading:
        if len(reading.article.text) > LONGEST_ARTICLE:
            raise WordingError("article_too_long")
        proposed = sentences_of(await self._model.complete(messages_for(reading)))
        verdicts = await self._readers.check(reading, proposed)
        dropped = Counter(str(verdict.doubt) for verdict in verdicts if verdict.doubt is not None)
        reasons = ",".join(f"{name}:{count}" for name, count in sorted(dropped.items())) or "none"
        kept = len(verdicts) - dropped.total()
        summary = compose(reading, verdicts, worded_by=self._model.name)
        if summary is None:
            _LOG.info("wording_unused kept=%d dropped=%d reasons=%s", kept, dropped.total(), reasons)
            return reading
        _LOG.info("wording_used kept=%d dropped=%d reasons=%s", kept, dropped.total(), reasons)
        return replace(reading, summary=summary)
