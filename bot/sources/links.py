"""Finds the link in what a person typed or posted."""

import re

_LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_FEW_WORDS = 30
"""Beside a link, so many words are a remark on it; more are a text of their own."""
_PAIRS = {")": "(", "]": "[", "}": "{"}


def looks_like_link(text: str) -> str | None:
    """Return the link that a message is about; None where the message is a text of its own.

    Args:
        text: What was typed or posted; angle brackets round a link and masked links ("[title](https://…)") are seen
            through.

    Returns:
        The first http(s) link where at most thirty words stand beside it, without the punctuation after it.
    """
    match = _LINK.search(text)
    if match is None or sum(1 for _ in _WORD.finditer(_LINK.sub(" ", text))) > _FEW_WORDS:
        return None
    return _trimmed(match.group())


def _trimmed(link: str) -> str:
    """Return a link without closing punctuation; a bracket stays where the link opened it ("/wiki/Ur_(city)")."""
    while link:
        last = link[-1]
        is_unopened = last in _PAIRS and link.count(last) > link.count(_PAIRS[last])
        if last not in ".,;:!?'*_~|" and not is_unopened:
            break
        link = link[:-1]
    return link
