"""Which language a picture's words are in: the spoken one, where the shipped fonts have its letters, else English."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from bot.cards.chart_style import SCRIPTS
from bot.model.language import ENGLISH, Language, speaking, spoken

_DRAWN = frozenset({"en-GB", "en-US", "de", "es-ES", "fr", "pt-BR", "ru", "qps", *SCRIPTS})
"""Tags whose letters the shipped fonts have. The card's own words, and the alternative text, are in any."""

P = ParamSpec("P")
R = TypeVar("R")


def picture_language() -> Language:
    """Return the language for the words in a picture."""
    return spoken() if spoken().tag in _DRAWN else ENGLISH


def lettered(make: Callable[P, R]) -> Callable[P, R]:
    """Let a function that makes a picture's values say its words in a language that can be drawn."""

    @wraps(make)
    def made(*args: P.args, **kwargs: P.kwargs) -> R:
        with speaking(picture_language()):
            return make(*args, **kwargs)

    return made
