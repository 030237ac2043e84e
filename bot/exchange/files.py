"""Tables in files, line by line: plain, in a zip or gzip archive, never more in memory than one line.

Nothing here knows what a line means. A file is read as it is, whatever its name says.
"""

import gzip
import hashlib
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from bot.model.errors import InvalidInputError
from bot.model.records import BadRow

MOST_LINE = 1 << 16
"""Bytes of a line; the longest fields of these tables are addresses and lists of names."""
MOST_UNPACKED = 100
"""How many times its own size an archive may unpack to; tables of text come to a tenth of it."""
FREE_UNPACKED = 1 << 22
"""Bytes that an archive may unpack to whatever its size."""
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_EMPTY_ZIP = b"PK\x05\x06"
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file; `text` is a fault where it could not be read."""

    number: int
    """1-based."""
    text: str | BadRow
    """Without its end."""


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal; blocks.

    Raises:
        InvalidInputError: It can't be read.
    """
    with _readable(path), path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_lines(path: Path) -> Iterator[Line]:
    """Yield the lines of a table's file; blocks.

    Args:
        path: A text file, a gzip file of one, or a zip archive with one.

    Yields:
        Each line that is not empty.

    Raises:
        InvalidInputError: The file can't be opened, is an archive that can't be read, is damaged in the middle, or
            unpacks to far more than a table does.
    """
    with _readable(path), ExitStack() as stack:
        packed = path.stat().st_size
        raw = stack.enter_context(path.open("rb"))
        head = raw.read(len(_ZIP))
        raw.seek(0)
        if head in {_ZIP, _EMPTY_ZIP}:
            unpacked: IO[bytes] | gzip.GzipFile = stack.enter_context(_member(raw))
        elif head.startswith(_GZIP):
            unpacked = gzip.GzipFile(fileobj=raw)
        else:
            yield from _lines(raw, None)
            return
        most = max(FREE_UNPACKED, MOST_UNPACKED * packed)
        # Both have `readinto`, which is all of a raw stream that a buffer asks for.
        buffered = stack.enter_context(io.BufferedReader(cast("io.RawIOBase", unpacked), _CHUNK))
        yield from _lines(buffered, most)


def _lines(stream: io.IOBase, most: int | None) -> Iterator[Line]:
    number = unpacked = 0
    try:
        while data := stream.readline(MOST_LINE + 1):
            number += 1
            is_whole = len(data) <= MOST_LINE or data.endswith(b"\n")
            unpacked += len(data)
            while not data.endswith(b"\n") and len(data) > MOST_LINE:
                data = stream.readline(MOST_LINE + 1)
                unpacked += len(data)
                _check_size(unpacked, most)
            _check_size(unpacked, most)
            text = _decoded(data) if is_whole else BadRow.LENGTH
            if text:
                yield Line(number, text)
    except (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, gzip.BadGzipFile) as error:
        raise InvalidInputError(
            f"damaged after line {number}",
            user_text=f"The archive is damaged or cut off after line {number:,}. What stood before is kept; "
            "fetch the file again and import it whole.",
        ) from error


def _check_size(unpacked: int, most: int | None) -> None:
    if most is not None and unpacked > most:
        raise InvalidInputError(
            f"unpacked to {unpacked} bytes",
            user_text=f"The archive unpacks to more than {MOST_UNPACKED} times its size, which no table does. "
            "Nothing more of it was read.",
        )


def _decoded(data: bytes) -> str | BadRow:
    try:
        return data.rstrip(b"\r\n").decode("utf-8")
    except UnicodeDecodeError:
        return BadRow.ENCODING


@contextmanager
def _member(raw: IO[bytes]) -> Iterator[IO[bytes]]:
    """Open the one file of a zip archive.

    Raises:
        InvalidInputError: The archive is broken, holds none or several, or needs a password.
    """
    try:
        archive = zipfile.ZipFile(raw)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:  # ValueError: a name that is no text
        raise InvalidInputError(
            "broken zip", user_text="The zip archive is broken or cut off. Fetch it again."
        ) from error
    with archive:
        files = [info for info in archive.infolist() if not info.is_dir() and not info.filename.startswith("__MACOSX/")]
        if len(files) != 1:
            raise InvalidInputError(user_text=f"The zip archive holds {len(files)} files, where one table is expected.")
        try:
            stream = archive.open(files[0])
        except (RuntimeError, NotImplementedError, ValueError, zipfile.BadZipFile) as error:  # a password, or unknown
            raise InvalidInputError(
                str(error), user_text="The zip archive can't be unpacked: it has a password or an unusual packing."
            ) from error
        with stream:
            yield stream


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InvalidInputError(user_text=f"The file {path.name} can't be read: {error.strerror or error}.") from error
