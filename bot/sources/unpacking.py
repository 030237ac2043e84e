"""Content-Encoding → bytes, a piece at a time, so that a bomb is stopped at its limit and never unpacked whole."""

import zlib
from collections.abc import Iterator
from typing import Final

from bot.sources import failures

_PIECE: Final = 64 * 1024
_GZIP: Final = 16 + zlib.MAX_WBITS
_MOST_MEMBERS: Final = 100
"""Gzip files one behind the other that count as one; there is no use for more than a few."""


class Unpacker:
    """Undoes one encoding. Only one is undone: nobody encodes a page twice but to do harm."""

    def __init__(self, encoding: str) -> None:
        """Take the Content-Encoding field.

        Raises:
            FetchError: It is none of gzip and deflate, or more than one.
        """
        self._encoding = encoding.strip().lower().removeprefix("x-") or "identity"
        if self._encoding not in {"identity", "gzip", "deflate"}:
            raise failures.not_understood("content encoding")
        self._machine = zlib.decompressobj(_GZIP) if self._encoding == "gzip" else None
        self._head = b""
        self._members = 1

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield what the next bytes unpack to, in pieces of at most 64 kB; the caller counts, and may stop.

        Raises:
            FetchError: They are not in that encoding.
        """
        if self._encoding == "identity":
            yield data
            return
        if self._machine is None:
            self._head += data
            if len(self._head) < 2:
                return
            data, self._machine = self._head, _deflater(self._head)
        try:
            while data:
                if self._machine.eof:
                    if self._encoding != "gzip" or not data.startswith(b"\x1f"):
                        return  # some servers pad what they send
                    self._machine = self._next_member()
                yield self._machine.decompress(data, _PIECE)
                data = self._machine.unconsumed_tail or self._machine.unused_data
            while piece := self._machine.decompress(b"", _PIECE):
                yield piece
        except zlib.error as error:
            raise failures.not_understood("broken compression") from error

    def finish(self) -> None:
        """Check that the end was seen.

        Raises:
            FetchError: The bytes broke off before it.
        """
        is_begun = self._encoding == "gzip" or bool(self._head)
        if is_begun and (self._machine is None or not self._machine.eof):
            raise failures.broken_off()

    def _next_member(self) -> "zlib._Decompress":
        self._members += 1
        if self._members > _MOST_MEMBERS:
            raise failures.not_understood("too many members")
        return zlib.decompressobj(_GZIP)


def _deflater(head: bytes) -> "zlib._Decompress":
    """Return a machine for what "deflate" means: zlib's format, as RFC 9110 has it, or the bare one of some servers."""
    is_zlib = head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0
    return zlib.decompressobj(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)
