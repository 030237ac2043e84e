"""The gateway's transport compressions, as the client asks for them in its address."""

import json
import zlib
from collections.abc import Callable
from importlib import import_module
from typing import Any

Encoder = Callable[[str], str | bytes]


def encoder_for(compression: str | None) -> Encoder:
    """Make the encoder of one gateway connection.

    Args:
        compression: The query's `compress`: "zlib-stream", "zstd-stream", or None for plain text.

    Returns:
        A function that turns each message into what goes over the wire; it keeps the stream's state.

    Raises:
        ValueError: if the compression is unknown or can't be done by this Python.

    Source: https://discord.com/developers/docs/events/gateway#transport-compression
    """
    if compression is None:
        return str
    if compression == "zlib-stream":
        return _zlib_stream()
    if compression == "zstd-stream":
        return _zstd_stream()
    raise ValueError(f"unknown transport compression {compression!r}")


def _zlib_stream() -> Encoder:
    stream = zlib.compressobj()

    def encode(text: str) -> bytes:
        return stream.compress(text.encode()) + stream.flush(zlib.Z_SYNC_FLUSH)

    return encode


def _zstd_stream() -> Encoder:
    # discord.py asks for zstd where the interpreter offers it: Python 3.14, or with the package zstandard.
    stream: Any
    flush_block: Any
    try:
        zstd = import_module("zstandard")
    except ImportError:
        try:
            zstd = import_module("compression.zstd")
        except ImportError as error:
            raise ValueError("this Python has no zstd") from error
        stream = zstd.ZstdCompressor()
        flush_block = stream.FLUSH_BLOCK

        def encode_standard(text: str) -> bytes:
            return bytes(stream.compress(text.encode(), flush_block))

        return encode_standard
    stream = zstd.ZstdCompressor().compressobj()
    flush_block = zstd.COMPRESSOBJ_FLUSH_BLOCK

    def encode_package(text: str) -> bytes:
        return bytes(stream.compress(text.encode()) + stream.flush(flush_block))

    return encode_package


def to_text(message: dict[str, Any]) -> str:
    """Serialise a gateway message the compact way Discord does."""
    return json.dumps(message, separators=(",", ":"))
