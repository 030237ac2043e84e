"""Reaches a language model behind an OpenAI-compatible API, bounded in time and bytes."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import aiohttp

from bot.model.errors import WordingError
from bot.wording.answer import content_of
from bot.wording.prompt import Message

_MOST_BYTES: Final = 200_000
_MOST_TOKENS: Final = 600
_TRIES: Final = 2
_CHUNK: Final = 16_384


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageModel:
    """Where a language model is reached.

    Attributes:
        url: Base address of the API, with or without a slash at its end.
        name: What the API calls the model.
        key: Its key, None where it asks for none; never shown.
        timeout_s: Seconds for one article, a second try included.
    """

    url: str
    name: str
    key: str | None = field(default=None, repr=False)
    timeout_s: float = 60.0

    async def complete(self, messages: Sequence[Message]) -> str:
        """Ask for a completion, once more where the connection or the server failed.

        Args:
            messages: The chat so far.

        Returns:
            The answer's text, not empty.

        Raises:
            WordingError: It took too long, can't be reached, answers with an error or with something else.
        """
        try:
            async with asyncio.timeout(self.timeout_s):
                return await self._ask(messages)
        except TimeoutError as error:
            raise WordingError("timeout") from error

    async def _ask(self, messages: Sequence[Message]) -> str:
        body = {
            "model": self.name,
            "messages": list(messages),
            "temperature": 0,
            "max_tokens": _MOST_TOKENS,
            "stream": False,
        }
        for attempt in range(1, _TRIES + 1):
            try:
                return content_of(_decoded(await self._post(body)))
            except WordingError as error:
                if attempt == _TRIES or error.kind not in {"refused", "status_5xx"}:
                    raise
        raise AssertionError

    async def _post(self, body: dict[str, object]) -> bytes:
        headers = {} if self.key is None else {"Authorization": f"Bearer {self.key}"}
        url = f"{self.url.rstrip('/')}/chat/completions"
        try:
            async with (
                aiohttp.ClientSession(headers=headers, timeout=aiohttp.ClientTimeout(total=None)) as session,
                session.post(url, json=body, allow_redirects=False) as response,
            ):
                if response.status != 200:
                    raise WordingError("status_5xx" if response.status >= 500 else f"status_{response.status}")
                return await _bounded(response.content)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise WordingError("refused") from error


async def _bounded(stream: aiohttp.StreamReader) -> bytes:
    """Return a body; raises `WordingError` as soon as it is longer than any answer."""
    body = bytearray()
    async for chunk in stream.iter_chunked(_CHUNK):
        body += chunk
        if len(body) > _MOST_BYTES:
            raise WordingError("too_large")
    return bytes(body)


def _decoded(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise WordingError("malformed") from error
