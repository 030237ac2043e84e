"""Finds the headline over a text. Knows its shape alone; `headlinese` reads it."""

from bot.reading.parsed import Doc, Span

_MOST_TOKENS = 24
_LEAST_TOKENS = 3
_STOPS = frozenset({".", "!", "?", "…", ";"})


def opening_headline(doc: Doc) -> Span | None:
    """Return the first line of a text, where it may be a headline: short, and without a full stop; else None."""
    end = next((token.i for token in doc if "\n" in token.text and token.i), len(doc))
    start = next((token.i for token in doc[:end] if not token.is_space), end)
    line = doc[start:end]
    if not _LEAST_TOKENS <= len(line) <= _MOST_TOKENS or line[-1].text in {":", ","}:
        return None
    return None if any(token.text in _STOPS for token in line) else line
