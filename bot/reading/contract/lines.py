"""Lines of JSON: an article a line in, a reading or a refusal a line out, in the same order."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from bot.model.errors import CannotReadError, RefusalCode, RefusalReason
from bot.model.reading import ArticleText, Reading
from bot.reading.contract.encode import error_to_json, to_json

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one line of input gave.

    Attributes:
        line: A line of JSON without its line feed: a reading, or `{"id", "error"}`.
        is_read: Whether it is a reading.
    """

    line: str
    is_read: bool


def _malformed(message: str) -> CannotReadError:
    return CannotReadError(RefusalCode.BAD_INPUT, RefusalReason.MALFORMED, message)


def _load(line: str) -> dict[str, Any]:
    """Parse a line into an object."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _malformed("This line is not JSON.") from error
    if not isinstance(value, dict):
        raise _malformed("An article is a JSON object with “id” and “text”.")
    return value


def _text_of(value: dict[str, Any], key: str) -> str | None:
    """Return an optional text of an article."""
    found = value.get(key)
    if found is not None and not isinstance(found, str):
        raise _malformed(f"“{key}” must be a text or null.")
    return found


def _published(value: dict[str, Any]) -> date | None:
    """Return the day of publication."""
    found = value.get("published")
    if found is None:
        return None
    try:
        if isinstance(found, str) and _DAY.fullmatch(found):
            return date.fromisoformat(found)
    except ValueError as error:
        raise _malformed("“published” names a day that is not in the calendar.") from error
    raise _malformed("“published” must be a day such as 2023-06-14, or null.")


def parse_article(line: str) -> ArticleText:
    """Read an article from a line of JSON.

    Args:
        line: `{"id", "text", "title"?, "published"?, "source"?, "url"?}`; other keys are ignored.

    Returns:
        The article, its text unchanged.

    Raises:
        CannotReadError: `bad_input`: not JSON, a key missing or of the wrong type, or no text.
    """
    value = _load(line)
    article_id, text = value.get("id"), value.get("text")
    if not isinstance(article_id, str):
        raise _malformed("“id” must be a text.")
    if not isinstance(text, str):
        raise _malformed("“text” must be a text.")
    if not text.strip():
        raise CannotReadError(RefusalCode.BAD_INPUT, RefusalReason.EMPTY, "There is no text to read.")
    return ArticleText(
        id=article_id,
        text=text,
        title=_text_of(value, "title"),
        published=_published(value),
        source=_text_of(value, "source"),
        url=_text_of(value, "url"),
    )


def _id_of(line: str) -> str | None:
    """Return the id that a line names, however wrong the rest of it is; None where there is none."""
    try:
        found = _load(line).get("id")
    except CannotReadError:
        return None
    return found if isinstance(found, str) else None


def dump(value: dict[str, Any]) -> str:
    """Return one line of JSON that any terminal or file can take."""
    line = json.dumps(value, ensure_ascii=False)
    has_surrogate = re.search("[\ud800-\udfff\u2028\u2029\x85]", line) is not None
    return json.dumps(value) if has_surrogate else line


def answers(
    lines: Iterable[str],
    read: Callable[[Iterable[ArticleText]], Iterator[Reading | CannotReadError]],
    *,
    together: int = 1,
) -> Iterator[Answer]:
    """Read an article a line, in order; what can't be read gives its refusal and the rest go on.

    Args:
        lines: Lines of JSON; blank ones are passed over.
        read: Reads articles, in order.
        together: Lines that are taken before the first of them is answered, where there are so many.

    Yields:
        An answer for each line that is not blank.
    """
    waiting = (line for line in lines if line.strip())
    while some := list(islice(waiting, together)):
        asked = [_parsed(line) for line in some]
        found = read([each for each in asked if isinstance(each, ArticleText)])
        for line, each in zip(some, asked, strict=True):
            outcome = next(found) if isinstance(each, ArticleText) else each
            if isinstance(outcome, CannotReadError):
                yield Answer(line=dump(error_to_json(_id_of(line), outcome)), is_read=False)
            else:
                yield Answer(line=dump(to_json(outcome)), is_read=True)


def _parsed(line: str) -> ArticleText | CannotReadError:
    try:
        return parse_article(line)
    except CannotReadError as error:
        return error
