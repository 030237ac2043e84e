import pytest

from bot.sources.charsets import decode

_META = b'<meta charset="windows-1251">'


@pytest.mark.parametrize(
    ("body", "declared", "text"),
    [
        pytest.param("Łódź – “café”".encode(), None, "Łódź – “café”", id="UTF-8"),
        pytest.param("Łódź".encode(), "iso-8859-1", "Łódź", id="UTF-8 under a wrong name"),
        pytest.param("café".encode("utf-8-sig"), None, "café", id="byte order mark"),
        pytest.param("café".encode("utf-16"), "utf-8", "café", id="UTF-16 with its mark"),
        pytest.param("“café”".encode("cp1252"), "iso-8859-1", "“café”", id="Latin 1 is read as Windows-1252"),
        pytest.param("Привет".encode("koi8-r"), "koi8-r", "Привет", id="declared"),
        pytest.param(_META + "Привет".encode("cp1251"), None, _META.decode() + "Привет", id="declared within"),
        pytest.param("Привет".encode("koi8-r"), "no-such-charset", None, id="unknown name is no error"),
        pytest.param(b"\xff\xfe\xfd", "utf-8", None, id="garbage is no error"),
        pytest.param(b"", None, "", id="empty"),
    ],
)  # fmt: skip
def test_decode(body: bytes, declared: str | None, text: str | None) -> None:
    decoded = decode(body, declared)
    assert isinstance(decoded, str)
    assert text is None or decoded == text
