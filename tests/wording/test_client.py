"""Reaching a language model: what it is sent, and how every way of failing ends in one error, in time."""

import json

import pytest

from bot.model.errors import WordingError
from bot.wording.client import LanguageModel
from tests.wording.scripted import Script, broken_off, completion, never, says, sends, serving, without_end

ASKED = [{"role": "user", "content": "Say something."}]
LATE = 0.3


def model(url: str, *, key: str | None = None, timeout_s: float = 10.0) -> LanguageModel:
    return LanguageModel(url=url, name="small", key=key, timeout_s=timeout_s)


async def test_it_is_asked_for_one_calm_answer() -> None:
    async with serving(says("Kari Lund met Pablo Reyes.")) as api:
        answer = await model(f"{api.url}/", key="a.secret").complete(ASKED)
    assert answer == "Kari Lund met Pablo Reyes."
    assert api.keys == ["Bearer a.secret"]
    (body,) = api.asked
    assert (body["model"], body["messages"], body["temperature"], body["stream"]) == ("small", ASKED, 0, False)
    assert 0 < body["max_tokens"] <= 1000


async def test_without_a_key_none_is_sent() -> None:
    async with serving(says("Yes.")) as api:
        await model(api.url).complete(ASKED)
    assert api.keys == [None]


def test_the_key_is_not_shown() -> None:
    assert "secret" not in repr(model("http://127.0.0.1", key="a.secret"))


@pytest.mark.parametrize(
    ("script", "kind", "tries"),
    [
        pytest.param(sends("{}", status=500), "status_5xx", 2, id="an error of the server, twice"),
        pytest.param(sends("{}", status=401), "status_401", 1, id="a wrong key"),
        pytest.param(sends("{}", status=429), "status_429", 1, id="too many requests"),
        pytest.param(sends("", status=307, Location="/elsewhere"), "status_307", 1, id="a redirect is not followed"),
        pytest.param(sends("I am well, thank you."), "malformed", 1, id="no JSON"),
        pytest.param(sends("[" * 100_000), "malformed", 1, id="JSON without a bottom"),
        pytest.param(sends("[]"), "malformed", 1, id="a list"),
        pytest.param(sends('{"choices": []}'), "malformed", 1, id="no choice"),
        pytest.param(sends('{"choices": {"0": "x"}}'), "malformed", 1, id="choices of another shape"),
        pytest.param(sends(json.dumps(completion(None))), "malformed", 1, id="no text"),
        pytest.param(sends(json.dumps(completion(["a"]))), "malformed", 1, id="text of another shape"),
        pytest.param(sends(json.dumps(completion(" \n"))), "malformed", 1, id="a blank text"),
        pytest.param(sends(json.dumps(completion("Lund"))[:-9]), "malformed", 1, id="JSON cut short"),
        pytest.param(broken_off, "refused", 2, id="a connection cut short"),
        pytest.param(without_end, "too_large", 1, id="a body without an end"),
    ],
)
async def test_every_failure_is_one_error(script: Script, kind: str, tries: int) -> None:
    async with serving(script) as api:
        with pytest.raises(WordingError) as caught:
            await model(api.url).complete(ASKED)
    assert (caught.value.kind, len(api.asked)) == (kind, tries)


async def test_a_second_try_may_succeed() -> None:
    async with serving(sends("{}", status=503), says("Kari Lund met Pablo Reyes.")) as api:
        assert await model(api.url).complete(ASKED) == "Kari Lund met Pablo Reyes."


async def test_it_is_not_waited_for_longer_than_set() -> None:
    async with serving(never) as api:
        with pytest.raises(WordingError, match="timeout"):
            await model(api.url, timeout_s=LATE).complete(ASKED)
    assert len(api.asked) == 1


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/v1", "http://", "http://[::bad"])
async def test_nobody_there(url: str) -> None:
    with pytest.raises(WordingError) as caught:
        await model(url).complete(ASKED)
    assert caught.value.kind == "refused"
