"""Which language a text is in. English is told by its function words; other languages are named for the refusal."""

import re
import unicodedata
from collections import Counter
from typing import Final

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
    "af": "Afrikaans", "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan",
    "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French", "ga": "Irish",
    "gl": "Galician", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian",
    "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "ko": "Korean",
    "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ms": "Malay", "nb": "Norwegian", "nl": "Dutch",
    "nn": "Norwegian", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sl": "Slovene", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "ta": "Tamil", "th": "Thai", "tl": "Filipino", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def _script(text: str) -> str | None:
    """Return the language that the script of most letters suggests; None for Latin script or no letters."""
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
