"""Codes of settings: any text gives settings that hold, or is refused in words; with a right sum, too."""

import json
from base64 import urlsafe_b64encode

from bot.model.errors import InvalidInputError
from bot.model.ids import GuildId
from bot.model.settings import GuildSettings
from bot.setting_codes import VERSION, _sum, code_of, edit_of_code
from data.reference import load_gazetteer
from tests.fuzz.target import Target, told

_NEW = GuildSettings(guild=GuildId(1))


def _check(data: bytes) -> None:
    """Try the bytes as a pasted text, and as what a code says that is otherwise whole."""
    _check_text(data.decode("utf-8", "replace"))
    _check_text(f"BC{VERSION}-{urlsafe_b64encode(data + _sum(data)).rstrip(b'=').decode()}")


def _check_text(typed: str) -> None:
    try:
        edit = edit_of_code(typed, load_gazetteer())
    except InvalidInputError as refused:
        told(refused)
        return
    settings = edit(_NEW)
    assert edit_of_code(code_of(settings), load_gazetteer())(_NEW) == settings


def _body(settings: GuildSettings) -> bytes:
    from tests.settings.test_codes import unpacked

    return json.dumps(unpacked(code_of(settings)), separators=(",", ":")).encode()


CODES = Target(
    name="codes",
    seeds=(code_of(_NEW).encode(), _body(_NEW)),
    words=(
        *(b"BC1-", b"BC2-", b"USACHN", b"NORCHL ", b'"off"', b'"weekly"', b"UTC", b"Europe/Oslo", b"/etc/localtime"),
        *(b"null", b"true", b"[]", b"{}", b"[[[[", b"1e999", b"-1", b"99999999999999999999", b'""', b"\\ud800", b"NaN"),
    ),
    check=_check,
)
