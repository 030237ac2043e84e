"""What tests of stored quizzes share."""

from collections.abc import AsyncIterator

import pytest

from data.store import Store


@pytest.fixture
async def store(store_url: str) -> AsyncIterator[Store]:
    opened = await Store.open(store_url)
    yield opened
    await opened.close()
