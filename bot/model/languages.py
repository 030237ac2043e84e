"""Which languages the bot speaks, and which of them a tag of Discord's or of the store means."""

from collections.abc import Mapping
from typing import Final

LANGUAGES: Final[Mapping[str, str]] = {
    "en-GB": "English",
    "zh-CN": "简体中文",
    "zh-TW": "繁體中文",
    "es-ES": "Español",
    "fr": "Français",
    "pt-BR": "Português do Brasil",
    "de": "Deutsch",
    "ja": "日本語",
    "ko": "한국어",
    "ru": "Русский",
}
"""BCP 47 tags, which are Discord's locales, too; each with the language's name in itself."""

SOURCE: Final = "en-GB"
"""What the texts in the code are written in."""

_SAME: Final[Mapping[str, str]] = {"zh-Hant": "zh-TW", "zh-HK": "zh-TW", "zh-MO": "zh-TW"}
"""Tags whose language is not the first of ours that begins alike."""


def language_of(tag: str) -> str | None:
    """Return the tag of the language of ours that a tag means; None where it means none.

    Args:
        tag: BCP 47, Discord's locale or a setting: "es-419" is "es-ES", "pt" is "pt-BR", "en-US" is "en-GB".
    """
    if tag in LANGUAGES:
        return tag
    if tag in _SAME:
        return _SAME[tag]
    first = tag.partition("-")[0]
    return next((ours for ours in LANGUAGES if ours.partition("-")[0] == first), None)
