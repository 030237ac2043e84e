"""Files as they come: plain and packed, and all that can be wrong with them, each said in one sentence."""

import gzip
import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.exchange.files import FREE_UNPACKED, MOST_LINE, digest_of, read_lines
from bot.model.errors import InvalidInputError
from bot.model.records import BadRow

TEXT = b"first\nsecond\r\n\nfourth"


def packed(way: int = zipfile.ZIP_DEFLATED, /, **files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def spoiled(*changes: tuple[bytes, int, bytes]) -> bytes:
    """A zip archive whose headers are changed: behind which mark, how far behind it, and to what."""
    data = bytearray(packed(tablé=TEXT))
    for mark, offset, new in changes:
        at = data.index(mark) + offset
        data[at : at + len(new)] = new
    return bytes(data)


FILE, ENTRY = b"PK\x03\x04", b"PK\x01\x02"
"""What stands before a file in a zip archive, and before its line in the list of all."""


def put(folder: Path, data: bytes) -> Path:
    path = folder / "20230614.export.CSV"
    path.write_bytes(data)
    return path


def refusal(folder: Path, data: bytes) -> str:
    with pytest.raises(InvalidInputError) as caught:
        list(read_lines(put(folder, data)))
    return caught.value.user_text


@pytest.mark.parametrize(
    "data", [TEXT, gzip.compress(TEXT), packed(table=TEXT), packed(**{"table": TEXT, "__MACOSX/._table": b"x"})],
    ids=["plain", "gzip", "zip", "zip of a Mac"],
)  # fmt: skip
def test_lines_keep_their_numbers(tmp_path: Path, data: bytes) -> None:
    lines = [(line.number, line.text) for line in read_lines(put(tmp_path, data))]
    assert lines == [(1, "first"), (2, "second"), (4, "fourth")]


def test_a_line_that_is_no_utf_8_is_a_fault_of_its_own(tmp_path: Path) -> None:
    lines = list(read_lines(put(tmp_path, b"a\n\xff\xfe\xe9\nb\n")))
    assert [line.text for line in lines] == ["a", BadRow.ENCODING, "b"]


def test_a_line_without_end_is_passed_over(tmp_path: Path) -> None:
    lines = list(read_lines(put(tmp_path, b"a\n" + b"x" * (3 * MOST_LINE) + b"\nb\n")))
    assert [(line.number, line.text) for line in lines] == [(1, "a"), (2, BadRow.LENGTH), (3, "b")]


def test_the_longest_line_is_read(tmp_path: Path) -> None:
    whole = b"x" * (MOST_LINE - 1) + b"\n"
    assert [len(line.text) for line in read_lines(put(tmp_path, whole + whole))] == [MOST_LINE - 1] * 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(packed(table=TEXT * 50)[:-30], "broken or cut off", id="cut zip"),
        pytest.param(b"PK\x03\x04" + b"\0" * 200, "broken or cut off", id="no zip behind its mark"),
        pytest.param(packed(), "holds 0 files", id="empty zip"),
        pytest.param(packed(a=TEXT, b=TEXT), "holds 2 files", id="two tables"),
        pytest.param(spoiled((ENTRY, 46, b"\xff")), "broken or cut off", id="zip with a name that is no text"),
        pytest.param(spoiled((ENTRY, 6, b"\x63")), "broken or cut off", id="zip of a later version"),
        pytest.param(spoiled((FILE, 30, b"\xff")), "unusual packing", id="zip whose file has a name that is no text"),
        pytest.param(
            spoiled((FILE, 8, b"\x63"), (ENTRY, 10, b"\x63")), "unusual packing", id="zip packed in no known way"
        ),
        pytest.param(gzip.compress(TEXT * 50)[:-12], "damaged or cut off", id="cut gzip"),
        pytest.param(b"\x1f\x8b" + b"\0" * 40, "damaged or cut off", id="no gzip behind its mark"),
    ],
)
def test_broken_archives(tmp_path: Path, data: bytes, words: str) -> None:
    assert words in refusal(tmp_path, data)


@pytest.mark.parametrize("way", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_byte_in_a_zip_is_found(tmp_path: Path, way: int) -> None:
    noise = random.Random(1)
    data = bytearray(packed(way, table="\n".join(str(noise.random()) for _ in range(900)).encode()))
    data[len(data) // 2] ^= 0xFF
    assert "damaged" in refusal(tmp_path, bytes(data)) or "can't be read" in refusal(tmp_path, bytes(data))


def test_a_zip_with_a_password(tmp_path: Path) -> None:
    data = bytearray(packed(table=TEXT))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert "password" in refusal(tmp_path, bytes(data))


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: packed(table=data)], ids=["gzip", "zip"])
@pytest.mark.parametrize("filling", [b"\0", b"a" * 255 + b"\n"], ids=["one endless line", "endless lines"])
def test_a_bomb_is_left_before_it_goes_off(tmp_path: Path, pack: Callable[[bytes], bytes], filling: bytes) -> None:
    data = pack(filling * (FREE_UNPACKED * 2 // len(filling)))
    path = put(tmp_path, data)
    assert len(data) * 100 < FREE_UNPACKED
    seen: list[int] = []
    with pytest.raises(InvalidInputError) as caught:
        seen.extend(line.number for line in read_lines(path))
    assert "more than 100 times its size" in caught.value.user_text
    assert len(seen) <= FREE_UNPACKED // 256 + 1


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError) as caught:
        list(read_lines(tmp_path / "none.CSV"))
    assert caught.value.user_text == "The file none.CSV can't be read: No such file or directory."
    with pytest.raises(InvalidInputError):
        digest_of(tmp_path)
