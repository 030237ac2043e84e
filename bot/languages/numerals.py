"""How languages write numbers: the Unicode CLDR's signs for thousands, decimals and minus, as Babel has them."""

import re
from collections.abc import Callable
from functools import partial

from babel import Locale
from babel.core import UnknownLocaleError
from babel.numbers import format_decimal

_FORM = re.compile(r"(?P<sign>[+]?)(?P<group>,?)(?:\.(?P<digits>\d+)f)?")


def numeral_of(tag: str) -> Callable[[float, str], str] | None:
    """Return what writes numbers in a language; None for one that the CLDR doesn't know, which has them as English."""
    try:
        return partial(_written, Locale.parse(tag, sep="-"))
    except (UnknownLocaleError, ValueError):
        return None


def _written(locale: Locale, value: float, form: str) -> str:
    """Return a number in a locale's way.

    Args:
        locale: Whose signs are used.
        value: The number.
        form: Of Python's `format`: "," groups, ".1f" has decimals, "+" a sign. Any other is English.
    """
    found = _FORM.fullmatch(form)
    if found is None:
        return format(value, form)
    digits = int(found["digits"] or 0)
    whole = "#,##0" if found["group"] else "0"
    pattern = f"{whole}.{'0' * digits}" if digits else whole
    if found["sign"]:
        pattern = f"+{pattern};-{pattern}"
    return str(format_decimal(value, format=pattern, locale=locale, decimal_quantization=True))
