from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from multidict import CIMultiDict

from bot.sources import headers
from bot.sources.answers import Validators

_NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
_DAY = 86_400.0


@pytest.mark.parametrize(
    ("fields", "fresh_s"),
    [
        pytest.param({}, None, id="nothing said"),
        pytest.param({"cache-control": "max-age=600"}, 600.0, id="max-age"),
        pytest.param({"Cache-Control": 'public, MAX-AGE="600", foo'}, 600.0, id="quoted, among others"),
        pytest.param({"Cache-Control": "max-age=600", "Age": "100"}, 500.0, id="already aged"),
        pytest.param({"Cache-Control": "max-age=600", "Age": "900"}, 0.0, id="stale on arrival"),
        pytest.param({"Cache-Control": "max-age=600, no-cache"}, 0.0, id="no-cache"),
        pytest.param({"Cache-Control": "no-store"}, 0.0, id="no-store"),
        pytest.param({"Cache-Control": "s-maxage=600"}, None, id="for shared caches only"),
        pytest.param({"Cache-Control": "max-age=many"}, 0.0, id="no number"),
        pytest.param({"Cache-Control": "max-age=" + "9" * 400}, 365 * _DAY, id="without end"),
        pytest.param({"Expires": "Fri, 01 Mar 2024 13:00:00 GMT"}, 3600.0, id="expires"),
        pytest.param(
            {"Expires": "Fri, 01 Mar 2024 13:00:00 GMT", "Date": "Fri, 01 Mar 2024 12:30:00 GMT"},
            1800.0,
            id="by its own date",
        ),
        pytest.param(
            {"Expires": "Fri, 01 Mar 2024 13:00:00 GMT", "Cache-Control": "max-age=5"}, 5.0, id="max-age first"
        ),
        pytest.param({"Expires": "0"}, 0.0, id="expired by custom"),
        pytest.param({"Expires": "Fri, 01 Mar 1999 13:00:00 GMT"}, 0.0, id="expired"),
    ],
)
def test_for_how_long_an_answer_stays_good(fields: dict[str, str], fresh_s: float | None) -> None:
    assert headers.fresh_for_s(CIMultiDict(fields), _NOON) == fresh_s


@pytest.mark.parametrize(
    ("value", "wait_s"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("0", 0.0),
        ("90", 90.0),
        ("31536000", _DAY),
        ("9" * 5000, _DAY),
        ("Fri, 01 Mar 2024 12:01:00 GMT", 60.0),
        ("Fri, 01 Mar 2024 14:01:00 +0200", 60.0),
        ("Friday, 01-Mar-24 12:01:00 GMT", 60.0),
        ("Fri, 01 Mar 2024 11:00:00 GMT", 0.0),
        ("Sun, 01 Mar 2054 12:00:00 GMT", _DAY),
        ("Fri, 31 Feb 2024 12:00:00 GMT", None),
        ("Fri, 01 Mar 99999 12:00:00 GMT", None),
    ],
)
def test_for_how_long_a_server_wants_to_be_left_alone(value: str | None, wait_s: float | None) -> None:
    assert headers.retry_after_s(value, _NOON) == wait_s


@pytest.mark.parametrize(
    ("value", "kind", "charset"),
    [
        (None, "", None),
        ("", "", None),
        ("text/html", "text/html", None),
        (" Text/HTML ; Charset=UTF-8", "text/html", "utf-8"),
        ('text/html; a=b; charset="koi8-r"', "text/html", "koi8-r"),
        ("html", "", None),
        ("text/html; charset=", "text/html", None),
        ("application/atom+xml;type=feed", "application/atom+xml", None),
        ("a/b/c", "", None),
        ("te\udcffxt/html", "", None),
    ],
)
def test_content_type(value: str | None, kind: str, charset: str | None) -> None:
    assert (headers.media_type(value), headers.charset(value)) == (kind, charset)


@pytest.mark.parametrize("odd", ["", "  ", "a\r\nCookie: b", "é", "\udcff", '"' + "a" * 2000 + '"', "a\0b"])
def test_validators_that_could_not_be_sent_back_are_not_kept(odd: str) -> None:
    assert headers.validators({"ETag": odd, "Last-Modified": "x"}) == Validators(etag=None, modified="x")


@given(st.text(max_size=80), st.sampled_from(["Cache-Control", "Expires", "Age", "Date", "ETag", "Last-Modified"]))
def test_no_field_breaks_the_reading_of_fields(value: str, name: str) -> None:
    fields = CIMultiDict({"Expires": "Fri, 01 Mar 2024 13:00:00 GMT", name: value})
    fresh_s, wait_s = headers.fresh_for_s(fields, _NOON), headers.retry_after_s(value, _NOON)
    assert fresh_s is None or 0 <= fresh_s <= 365 * _DAY
    assert wait_s is None or 0 <= wait_s <= _DAY
    assert headers.charset(value) != ""
    given_ = headers.validators(fields)
    assert all(one is None or (one.isascii() and one.isprintable()) for one in (given_.etag, given_.modified))
