"""`python -m bot read`: articles in, readings out, for a person or as JSON lines (docs/reading.md)."""

import argparse
import os
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TextIO

from tqdm import tqdm

from bot.model.errors import BackchannelError, CannotReadError, InvalidInputError, RefusalCode, RefusalReason
from bot.model.reading import ArticleText, Reading
from bot.pages import article_of_file
from bot.reader import load_model, read_article, read_articles
from bot.reading.contract import answers, dump, error_to_json, to_json, to_terminal
from data.reference import load_gazetteer

_PLAIN = {"", ".txt", ".text"}
_WIDEST = 100
_TOGETHER = 64
"""Lines of a file that are taken at once."""


def read_command(options: argparse.Namespace) -> int:
    """Run the command.

    Args:
        options: As `bot.__main__` parses them.

    Returns:
        0, or 1 where an article could not be read.

    Raises:
        BackchannelError: Nothing at all can be read: the options contradict each other, the model is missing.
    """
    if options.jsonl == bool(options.files):
        raise InvalidInputError(user_text="Name one or more files, or give JSON lines with --jsonl.")
    command = _Command(options, published=_day(options.published))
    if options.jsonl:
        return command.lines(sys.stdin, sys.stdout)
    if options.format == "json" or (options.format is None and len(options.files) > 1):
        return command.files_as_json(options.files)
    return command.files_as_text(options.files)


class _Command:
    def __init__(self, options: argparse.Namespace, *, published: date | None) -> None:
        self._options = options
        self._published = published
        self._nlp = load_model(options.model)
        self._gazetteer = load_gazetteer()

    def read(self, article: ArticleText) -> Reading:
        return read_article(article, self._nlp, self._gazetteer, words=self._options.words)

    def _read_many(self, articles: Iterable[ArticleText]) -> Iterator[Reading | CannotReadError]:
        return read_articles(articles, self._nlp, self._gazetteer, words=self._options.words)

    def lines(self, source: TextIO, target: TextIO) -> int:
        """Read JSON lines; order is kept, an unreadable article gives its error on its line.

        Some are read together where they come from a file; who writes them one by one gets each answer at once.
        """
        has_failed = False
        together = _TOGETHER if _is_file(source) else 1
        found = answers(source, self._read_many, together=together)
        for answer in tqdm(found, unit=" articles", file=sys.stderr, disable=None):
            has_failed |= not answer.is_read
            print(answer.line, file=target, flush=True)
        return int(has_failed)

    def files_as_json(self, files: Iterable[str]) -> int:
        """Print one JSON object a file."""
        has_failed = False
        for name in files:
            try:
                article, is_extracted = self._load(name)
                print(dump(to_json(self.read(article), with_text=is_extracted)))
            except BackchannelError as error:
                has_failed = True
                print(dump(error_to_json(name, _as_refusal(error))))
        return int(has_failed)

    def files_as_text(self, files: Iterable[str]) -> int:
        """Print a person's view of each file."""
        has_failed = False
        width = min(_WIDEST, shutil.get_terminal_size((80, 24)).columns)
        for name in files:
            try:
                article, _ = self._load(name)
                print(to_terminal(self.read(article), width))
            except BackchannelError as error:
                has_failed = True
                print(f"{name}: {error.user_text}", file=sys.stderr)
        return int(has_failed)

    def _load(self, name: str) -> tuple[ArticleText, bool]:
        """Return the article of a file, and whether its text was extracted from a page or document."""
        path = Path(name)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise InvalidInputError(user_text=f"The file can't be opened: {error.strerror}.") from error
        if path.suffix.lower() in _PLAIN and (text := _decoded(data)) is not None:
            return self._article(name, text, None, self._published, None, None), False
        found = article_of_file(data, name=path.name, today=datetime.now(UTC).date())
        published = self._published or found.published
        return self._article(name, found.text, found.title, published, found.source, found.url), True

    def _article(
        self, name: str, text: str, title: str | None, published: date | None, source: str | None, url: str | None
    ) -> ArticleText:
        given = self._options
        return ArticleText(
            id=name,
            text=text,
            title=given.title or title,
            published=published,
            source=given.source or source,
            url=given.url or url,
        )


def _decoded(data: bytes) -> str | None:
    """Return a plain text exactly as it stands in its file; None where it is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _is_file(source: TextIO) -> bool:
    """Return whether lines come from a file, and from nobody who waits for the answer to one before the next."""
    try:
        return stat.S_ISREG(os.fstat(source.fileno()).st_mode)
    except OSError:  # nothing that the system knows
        return False


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInputError(user_text=f"“{text}” is no day. Example: 2023-06-14") from error


def _as_refusal(error: BackchannelError) -> CannotReadError:
    if isinstance(error, CannotReadError):
        return error
    return CannotReadError(RefusalCode.BAD_INPUT, RefusalReason.MALFORMED, error.user_text)
