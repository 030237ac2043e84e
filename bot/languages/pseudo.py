"""A language that nobody speaks, made of the English at hand: it shows what is not translated, and what doesn't fit.

Each text has accents, is two fifths longer, and stands in brackets: "⟦Ôþéñ ··⟧". Values stand in it as they are.
"""

import gettext
import string

from bot.model.language import Language

_OPEN, _CLOSE = "⟦", "⟧"
_ACCENTED = str.maketrans("aceghijklnorstuwyzACEGHIJKLNORSTUWYZ", "àçéĝĥîĵķļñôŕšťûŵýžÀÇÉĜĤÎĴĶĻÑÔŔŠŤÛŴÝŽ")
_LONGER = 0.4
_FILL = "·"


def pseudo(text: str) -> str:
    """Return an English text in the language that nobody speaks; `{name}` and what is no word of it stay."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return f"{_OPEN}{text}{_CLOSE}"
    said = "".join(_part(*part) for part in parts)
    return f"{_OPEN}{said}{_FILL * round(len(said) * _LONGER)}{_CLOSE}"


def _part(words: str, name: str | None, form: str | None, turned: str | None) -> str:
    # `/events` and links stay: they are no words, and a card without them could not be used.
    kept = " ".join(
        one if one.startswith(("/", "</", "http", "**/")) else one.translate(_ACCENTED) for one in words.split(" ")
    )
    escaped = kept.replace("{", "{{").replace("}", "}}")
    if name is None:
        return escaped
    return f"{escaped}{{{name}{f'!{turned}' if turned else ''}{f':{form}' if form else ''}}}"


class _Pseudo(gettext.NullTranslations):
    """Makes each text when it is asked for."""

    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return pseudo(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)


PSEUDO = Language(tag="qps", catalogue=_Pseudo())
"""The language; cards give its dates, numbers and countries in Russian, which has no letter in common with English."""
