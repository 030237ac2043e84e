"""The language that texts are given in: which one is spoken now, and how a text is found in its catalogue.

A text stands in the code in English, marked by `say` and its kin, and is looked up when a card is made. The language
is a context variable: who answers an interaction or composes a digest sets it once (`speaking`), and everything that is
called from there says its texts in it. What is told now and shown later, as an error's sentence is, stays a `Text`
until then. It knows neither files nor Discord.
"""

import gettext
import string
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language and its catalogue."""

    tag: str
    """BCP 47: "en-GB", "zh-TW"."""
    catalogue: gettext.NullTranslations = field(default_factory=gettext.NullTranslations, compare=False, repr=False)
    numeral: Callable[[float, str], str] | None = field(default=None, compare=False, repr=False)
    """Writes a number as the language does, by a format that groups it (",") or has decimals (".1f", "+,.1f"); None for
    the English way."""


ENGLISH = Language(tag="en-GB")
"""What the texts in the code are written in."""

Speaking: TypeAlias = Callable[[str], AbstractContextManager[None]]
"""What makes the language of a BCP 47 tag spoken for a block; who knows no catalogue is handed one."""

_SPOKEN: ContextVar[Language] = ContextVar("language", default=ENGLISH)


def spoken() -> Language:
    """Return the language that is spoken here and now."""
    return _SPOKEN.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Say texts in a language for as long as the block lasts, in what it calls and awaits."""
    token = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def speak(language: Language) -> None:
    """Say texts in a language from here on, in this task and in what it starts."""
    _SPOKEN.set(language)


def in_english(_tag: str) -> AbstractContextManager[None]:
    """Speak English for a block, whatever language is asked for; a `Speaking` for where there are no catalogues."""
    return speaking(ENGLISH)


def say(message: str, /, **values: object) -> str:
    """Return a text in the spoken language.

    Args:
        message: English, a literal in the code so that it is found for the catalogues; values stand as `{name}`.
            Without values it is taken as it is, braces too.
        values: What stands in it.
    """
    return _filled(spoken().catalogue.gettext(message), values)


def say_n(one: str, many: str, count: int, /, **values: object) -> str:
    """Return a text in the spoken language, in the plural form that fits a count, which stands in it as `{n}`.

    Args:
        one: English for a count of one: "{n} event".
        many: English for all others.
        count: Decides the form by the language's own rule.
        values: What else stands in it; an `n` of theirs is shown in place of the bare count.
    """
    return _filled(spoken().catalogue.ngettext(one, many, count), {"n": count, **values})


def say_as(sense: str, message: str, /, **values: object) -> str:
    """Return a text that is one word in English and several elsewhere, by its sense ("month: May", "button")."""
    return _filled(spoken().catalogue.pgettext(sense, message), values)


def noted(message: str) -> str:
    """Mark a text for the catalogues that is kept in a table and said later, by `say(TABLE[key])`."""
    return message


def noted_as(sense: str, message: str) -> str:
    """Mark a text with its sense that is kept in a table and said later, by `say_as(sense, TABLE[key])`."""
    return message


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is told before it is known who is shown it; `str()` of it says it in the language spoken then.

    It may stand in another text as a value, be a constant of a module, and cross the border of a process.
    """

    message: str
    many: str | None = None
    """English for all counts but one; None where the text counts nothing."""
    count: int = 0
    sense: str | None = None
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        values = dict(self.values)
        if self.many is not None:
            return say_n(self.message, self.many, self.count, **values)
        if self.sense is not None:
            return say_as(self.sense, self.message, **values)
        return say(self.message, **values)


def told(message: str, /, **values: object) -> Text:
    """Return a text that is said when it is shown; the arguments are those of `say`."""
    return Text(message, values=tuple(values.items()))


def told_n(one: str, many: str, count: int, /, **values: object) -> Text:
    """Return a text that is said when it is shown, in a count's plural form; the arguments are those of `say_n`."""
    return Text(one, many, count, values=tuple(values.items()))


def told_as(sense: str, message: str, /, **values: object) -> Text:
    """Return a text that is said when it is shown, by its sense; the arguments are those of `say_as`."""
    return Text(message, sense=sense, values=tuple(values.items()))


def recalled(kept: str) -> str:
    """Return a sentence that the store keeps in English in the spoken language, as it is where that has none for it."""
    return say(kept) if kept else kept


def english_of(text: Text | str) -> str:
    """Return a text as the log and the store take it, whatever is spoken now."""
    with speaking(ENGLISH):
        return str(text)


def numeral(value: float, form: str = ",") -> str:
    """Return a number as the spoken language writes it: "1,204", "1.204"; the format is that of `format`."""
    write = spoken().numeral
    return format(value, form) if write is None else write(value, form)


class _Filling(string.Formatter):
    """Fills in values, numbers as the spoken language writes them."""

    def format_field(self, value: object, format_spec: str) -> str:
        is_written = isinstance(value, int | float) and ("," in format_spec or "." in format_spec)
        return numeral(value, format_spec) if is_written else super().format_field(value, format_spec)  # type: ignore[arg-type]


_FILLING = _Filling()


def _filled(text: str, values: dict[str, object]) -> str:
    if not values:
        return text
    return text.format(**values) if spoken().numeral is None else _FILLING.vformat(text, (), values)
