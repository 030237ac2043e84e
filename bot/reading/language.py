"""Which language a text is in. English is told by its function words; other languages are named for the refusal."""

import re
import unicodedata
from collections import Counter
from typing import Final

from bot.model.language import noted_as
from bot.reading.lexicon import load_words

_ENGLISH = load_words("language")["english"]
_MALAY = load_words("language")["malay"]
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SAMPLE: Final = 20_000
_SURELY_ENGLISH: Final = 0.2
_SURELY_NOT: Final = 0.08
_FEW: Final = 15
_SCRIPTS = {
    "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "CYRILLIC": "ru", "ARABIC": "ar", "HEBREW": "he",
    "GREEK": "el", "THAI": "th", "DEVANAGARI": "hi", "BENGALI": "bn", "TAMIL": "ta", "GEORGIAN": "ka", "ARMENIAN": "hy",
}  # fmt: skip
NAMES = {
    "af": noted_as("language", "Afrikaans"), "ar": noted_as("language", "Arabic"),
    "bg": noted_as("language", "Bulgarian"), "bn": noted_as("language", "Bengali"),
    "bs": noted_as("language", "Bosnian"), "ca": noted_as("language", "Catalan"), "cs": noted_as("language", "Czech"),
    "da": noted_as("language", "Danish"), "de": noted_as("language", "German"), "el": noted_as("language", "Greek"),
    "en": noted_as("language", "English"), "es": noted_as("language", "Spanish"),
    "et": noted_as("language", "Estonian"), "eu": noted_as("language", "Basque"),
    "fa": noted_as("language", "Persian"), "fi": noted_as("language", "Finnish"),
    "fr": noted_as("language", "French"), "ga": noted_as("language", "Irish"), "gl": noted_as("language", "Galician"),
    "he": noted_as("language", "Hebrew"), "hi": noted_as("language", "Hindi"), "hr": noted_as("language", "Croatian"),
    "hu": noted_as("language", "Hungarian"), "hy": noted_as("language", "Armenian"),
    "id": noted_as("language", "Indonesian"), "is": noted_as("language", "Icelandic"),
    "it": noted_as("language", "Italian"), "ja": noted_as("language", "Japanese"),
    "ka": noted_as("language", "Georgian"), "ko": noted_as("language", "Korean"),
    "lt": noted_as("language", "Lithuanian"), "lv": noted_as("language", "Latvian"),
    "mk": noted_as("language", "Macedonian"), "ms": noted_as("language", "Malay"),
    "nb": noted_as("language", "Norwegian"), "nl": noted_as("language", "Dutch"),
    "nn": noted_as("language", "Norwegian"), "no": noted_as("language", "Norwegian"),
    "pl": noted_as("language", "Polish"), "pt": noted_as("language", "Portuguese"),
    "ro": noted_as("language", "Romanian"), "ru": noted_as("language", "Russian"),
    "sk": noted_as("language", "Slovak"), "sl": noted_as("language", "Slovene"),
    "sq": noted_as("language", "Albanian"), "sr": noted_as("language", "Serbian"),
    "sv": noted_as("language", "Swedish"), "sw": noted_as("language", "Swahili"), "ta": noted_as("language", "Tamil"),
    "th": noted_as("language", "Thai"), "tl": noted_as("language", "Filipino"), "tr": noted_as("language", "Turkish"),
    "uk": noted_as("language", "Ukrainian"), "ur": noted_as("language", "Urdu"),
    "vi": noted_as("language", "Vietnamese"), "zh": noted_as("language", "Chinese"),
}  # fmt: skip


def _script(text: str) -> str | None:
    """Return the language that the script of most letters suggests; None for Latin script or no letters."""
    if text.isascii():
        return None
    counts = Counter(unicodedata.name(c, "?").split()[0] for c in text if c.isalpha() and not c.isascii())
    latin = sum(c.isalpha() and c.isascii() for c in text) + counts["LATIN"]
    counts.pop("LATIN", None)
    foreign = sum(counts.values())
    if foreign <= latin:
        return None
    if counts["HIRAGANA"] + counts["KATAKANA"] > foreign // 10:
        return "ja"
    return _SCRIPTS.get(counts.most_common(1)[0][0], "und")


def detect(text: str) -> str:
    """Tell the language of a text.

    Args:
        text: Normalised text; a few words are enough for English, a sentence for others.

    Returns:
        ISO 639-1 code; "en" in doubt, so that an English text full of names is never turned away; "und" for a script
        that is not known here.
    """
    sample = text[:_SAMPLE]
    script = _script(sample)
    if script in {"ru", "ar", None}:
        return _among_many(sample, script)
    return script


def _among_many(sample: str, script: str | None) -> str:
    """Tell languages of one script apart by their function words or, where those are few, by their n-grams."""
    words = [w.lower() for w in _WORD.findall(sample)]
    share = sum(w in _ENGLISH for w in words) / max(1, len(words))
    if script is None and (share >= _SURELY_ENGLISH or len(words) < 5):
        return "en"
    import py3langid  # type: ignore[import-untyped]  # it ships no types

    guess = str(py3langid.classify(sample)[0])
    if guess == "ms" and not _MALAY.intersection(words):
        guess = "id"
    is_odd = guess not in NAMES and len(words) < _FEW  # a sentence full of names is taken for any small language
    if script is None and guess != "en" and (is_odd or share > _SURELY_NOT) and len(words) < 40:
        return "en"
    return guess if script is None or guess != "en" else script


def language_name(code: str) -> str:
    """Return the English name of a language, "another language" for one that is not known here."""
    return NAMES.get(code, "another language")
