"""What came back from a language model, as sentences: forgiving in form, since what they say is checked anyway."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from bot.model.errors import WordingError

_MOST_SENTENCES: Final = 8
"""Sentences of an answer that are looked at: more are a model that doesn't stop."""
_LONGEST: Final = 400
_THOUGHTS: Final = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_NOTES: Final = re.compile(r"\s*[\[(]\d{1,2}(?:\s*[,;–-]\s*\d{1,2})*[\])](?=[.,]?$)")
_EMPHASIS: Final = re.compile(r"\*\*|__|`")


def content_of(answer: object) -> str:
    """Return the text of the first choice of a chat completion.

    Raises:
        WordingError: It has another shape, or no text.
    """
    try:
        content: Any = answer["choices"][0]["message"]["content"]  # type: ignore[index]
    except (KeyError, IndexError, TypeError) as error:
        raise WordingError("malformed") from error
    if not isinstance(content, str) or not content.strip():
        raise WordingError("malformed")
    return content


def sentences_of(content: str) -> tuple[str, ...]:
    """Return the sentences of an answer.

    Args:
        content: Lines, with bullets, numbers, notes or emphasis, or a list in JSON, fenced or not.

    Returns:
        At most eight, each once, in order, blanks at their ends and empty or overlong ones left out.
    """
    found = dict.fromkeys(line for line in map(_bare, _lines(_THOUGHTS.sub("", content))) if 0 < len(line) <= _LONGEST)
    return tuple(found)[:_MOST_SENTENCES]


def _lines(content: str) -> Iterator[str]:
    lines = [line for line in content.splitlines() if not line.strip().startswith("```")]
    try:
        listed = json.loads("\n".join(lines))
    except (ValueError, RecursionError):
        yield from (line for line in lines if not line.strip().endswith(":"))
        return
    if isinstance(listed, dict):
        listed = next((value for value in listed.values() if isinstance(value, list)), [])
    yield from (entry for entry in listed if isinstance(entry, str)) if isinstance(listed, list) else ()


def _bare(line: str) -> str:
    bare = _EMPHASIS.sub("", line).strip()
    bare = _NOTES.sub("", re.sub(r"^(?:[-*•–]|\d{1,2}[.)]|\[\d{1,2}\])\s+", "", bare))
    return bare.strip()
