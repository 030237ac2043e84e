"""Where an article's sentences begin and end, and which lines are none of its sentences.

Rules over the normalised text alone, so that the parser can be told the borders before it parses (`parse`) and cannot
attach a word across one. Credit lines, bylines, datelines and bare headings are left out of the list: nothing is ever
read from them, and the index of a sentence counts what a reader would count.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc as RawDoc

from bot.model.reading import Span
from bot.reading.credits import is_credit, without_dateline
from bot.reading.headlinese import mended
from bot.reading.lexicon import load_words
from bot.reading.parsed import Doc, Token
from bot.reading.publication import opening_with_a_day

_END = re.compile(
    r"""(?P<stop>[.!?…]+)(?P<close>["')\]}]*)(?P<gap>\ +|(?=[A-Z][a-z]+\b(?!\.)|["(][A-Z]))""", re.VERBOSE
)
_SEAM = re.compile(
    r"(?<=[a-z0-9)%]) (?=(?:An?|The|He|She|They|This|These|There|His|Her|It|In|After|All|Some|When|But|And|At|Despite"
    r"|Like|According|Another|For|No|Without|That|Although|Since|On|While|As|By) [a-z0-9])"
)
_INVITATION = re.compile(r"(?:scroll down|click here|watch)(?: \w+){0,3} video(?::| ) ?(?=[A-Z])", re.IGNORECASE)
_BEFORE_LETTER = re.compile(
    r"\b(?:vitamin|hepatitis|group|plan|type|class|grade|level|section|serie|series|division|option|team|pool|category|influenza"
    r"|league|list|nurse|patient|witness|player|officer|victim|suspect"
    r"|complainant|man|woman|child|company|the|a|an|of|in|to|and|or|than|for|with|by|from|as) $",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"[A-Za-z][A-Za-z.&'-]*$")
_BULLET = re.compile(r"[\s•·▪‣*–—-]+(?=\S)")
_NUMBERING = re.compile(r"\(?(?:\d{1,2}|[ivx]{1,4}|[A-Za-z])$")

_TEXTS = 64
"""Texts of which it is kept where their sentences begin: each is judged, parsed and read, some at a time."""

_WORDS = load_words("sentences")
_NEVER_LAST = _WORDS["never_last"]
_MAY_BE_LAST = _WORDS["may_be_last"]
_BEFORE_NUMBER = _WORDS["before_number"]
_OPENERS = _WORDS["openers"]

_AFTER_HOURS = re.compile(
    r"(?:[A-Z]{2,5}\b|Eastern|Central|Pacific|Mountain|Greenwich|Universal|Beijing|Moscow|local|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)
_SAYS = (
    r"(?:said|says|say|told|tells|asked|asks|added|adds|wrote|writes|tweeted|replied|answered|insisted|warned|declared"
    r"|stated|noted|demanded|shouted|cried|exclaimed|wondered|continued|concluded|recalled|argued|remarked|posted)\b"
)
_TURN = re.compile(
    r"^(?:(?:Q|A|QUESTION|ANSWER|MODERATOR|Question|Answer|Moderator|Reporter|REPORTER)"
    r"|(?:(?:Mr|Ms|Mrs|Dr|MR|MS|MRS)\.? )?[A-Z][\w.'-]*(?: (?:[A-Z][\w.'-]*|al|bin|de|of|the)){0,5}): +(?=[A-Z\"'])",
    re.MULTILINE,
)
_NAMED_SPEAKER = re.compile(rf"(?:(?:the|The|[A-Z][\w.'-]*|of|and|for|de|bin|al-\w+)\s+){{1,8}}{_SAYS}")
_TODAYS = {
    "moslem": "muslim", "moslems": "muslims", "guerilla": "guerrilla", "guerillas": "guerrillas", "rumania": "romania",
    "rumanian": "romanian", "kampuchea": "cambodia", "kampuchean": "cambodian", "azeri": "azerbaijani",
    "petitioned": "asked", "beseeched": "asked", "implored": "asked",
}  # fmt: skip
"""Older spelling or rare word → one of today that the model knows and that is built into sentences alike."""
_LEMMAS = {"bases": "base"}
"""Plurals whose lemma the model gets wrong in the news: air bases, not the basis of something."""


def _is_border(text: str, found: re.Match[str]) -> bool:
    """Return whether a sentence ends at a full stop, question or exclamation mark and what closes after it."""
    after = text[found.end() : found.end() + 90]
    opening = after.lstrip("\"'([")
    if not opening or not (opening[0].isupper() or opening[0].isdigit() or opening[0] in "$€£¥#@"):
        return False
    first = re.match(r"[A-Za-z']*", opening)
    opens = first is not None and first.group().lower() in _OPENERS
    if found["close"] and '"' in found["close"] + after[:1] and found["stop"][-1] in "!?":
        return not _NAMED_SPEAKER.match(after)
    if found["stop"] in {"…", "...", ".."} and not found["close"]:
        return opens or after[0] in "\"'("
    if found["stop"] != "." or found["close"]:
        return True
    return _ends_at_stop(text, found, opening, opens=opens)


def _ends_at_stop(text: str, found: re.Match[str], opening: str, *, opens: bool) -> bool:
    """Return whether a bare full stop ends a sentence rather than an abbreviation, an initial or a number."""
    before = text[max(0, found.start() - 30) : found.start()]
    line_start = text.rfind("\n", max(0, found.start() - 5), found.start()) + 1
    if found.start() - line_start <= 4 and _NUMBERING.fullmatch(text[line_start : found.start()].strip() or "-"):
        return False
    tail = _WORD_BEFORE.search(before)
    word = tail.group() if tail else ""
    low = word.lower()
    if low in _NEVER_LAST:
        return False
    if low in {"a.m", "p.m"}:
        return not _AFTER_HOURS.match(opening) and not opening[0].isdigit()
    if len(word) == 1 and word.isupper():
        return opens and word != "A"
    if low in _BEFORE_NUMBER and opening[0].isdigit():
        return False
    if (low in _MAY_BE_LAST and word[0].isupper()) or re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word):
        return opens
    return True


def _seams(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where a caption without a full stop runs into a sentence: "a towel on her face An old woman was …".

    It shows by the capital of a word that has none within a sentence, between small words and outside quotations.
    """
    if text[start:end].rstrip("\"')]")[-1:] not in {".", "!", "?"}:
        return
    if (invitation := _INVITATION.match(text, start, end)) is not None:
        yield invitation.end()
    for found in _SEAM.finditer(text, start, end):
        is_quoted = text.count('"', start, found.start()) % 2 == 1
        if not is_quoted and not _BEFORE_LETTER.search(text, max(start, found.start() - 20), found.end()):
            yield found.end()


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of each line."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def is_transcript(text: str) -> bool:
    """Return whether a normalised text gives what several people say in turn, each line with its speaker."""
    return bool(_turns(text))


def _turns(text: str) -> dict[int, int]:
    """Return the lines of a transcript that begin with who speaks ("Ana Horvat: …"), and how long that is.

    One such line alone is no transcript.
    """
    found = {match.start(): match.end() - match.start() for match in _TURN.finditer(text)}
    return found if len(found) > 1 else {}


@lru_cache(maxsize=_TEXTS)
def borders(text: str) -> tuple[Span, ...]:
    """Cut a text into stretches, one a sentence, a credit line or a heading, in order and without gaps of words.

    Args:
        text: Normalised text.

    Returns:
        Spans without blanks at their ends, sorted, not overlapping; empty for an empty text.
    """
    spans: list[Span] = []
    opening = opening_with_a_day(text)
    turns = _turns(text)
    for start, end in _lines(text):
        at = start
        cuts = []
        lead = without_dateline(text[start:end], opens=start == opening) or turns.get(start, 0)
        if lead:
            cuts.append(start + lead)
        cuts += [m.end() for m in _END.finditer(text, start + lead, end) if m.end() < end and _is_border(text, m)]
        cuts += _seams(text, start + lead, end)
        for cut in [*sorted(cuts), end]:
            stretch = text[at:cut]
            if stretch.strip():
                left = at + len(stretch) - len(stretch.lstrip())
                spans.append(Span(start=left, end=at + len(stretch.rstrip())))
            at = cut
    return tuple(spans)


_BEGINS, _GOES_ON = 1, -1
"""What spaCy keeps of a token: whether a sentence begins with it. All are set at once; for each that is set alone it
would look through all tokens for a parse."""


def mark(doc: RawDoc) -> RawDoc:
    """Tell the parser where the sentences begin, so that it attaches no word across a border.

    Args:
        doc: Tokens of a normalised text, not yet parsed; it is changed.

    Returns:
        The same document.
    """
    starts = {0, *(span.start for span in borders(doc.text))}
    marks: Any = np.array([_BEGINS if token.idx in starts else _GOES_ON for token in doc], dtype=np.int64)
    return doc.from_array(["SENT_START"], marks.astype(np.uint64).reshape(-1, 1)) if len(doc) else doc


def parse(text: str, nlp: Language, *, may_open: bool = True) -> Doc:
    """Parse a normalised text within the borders of its sentences.

    Args:
        text: Normalised text.
        nlp: The spaCy pipeline.
        may_open: Whether its first line may be the headline over an article.

    Returns:
        Its parse; the parser's own sentences agree with `borders`.
    """
    return _finished(nlp(_begun(text, nlp)), nlp, may_open=may_open)


def parse_many(texts: Sequence[str], nlp: Language) -> Iterator[Doc]:
    """Parse normalised texts together, each as `parse` does; takes less time than one after the other."""
    for raw in nlp.pipe([_begun(text, nlp) for text in texts], batch_size=len(texts)):
        yield _finished(raw, nlp, may_open=True)


def _begun(text: str, nlp: Language) -> RawDoc:
    return mark(_respelt(nlp.make_doc(text)))


def _finished(raw: RawDoc, nlp: Language, *, may_open: bool) -> Doc:
    doc = mended(raw, nlp) if may_open else Doc(raw)
    for token in doc:
        if token.lower_ in _LEMMAS:
            token.lemma_ = _LEMMAS[token.lower_]
    return doc


def _respelt(doc: RawDoc) -> RawDoc:
    """Let the model read older spellings, which it hardly knows, as today's; the text stays."""
    for token in doc:
        if token.norm_ in _TODAYS:
            token.norm_ = _TODAYS[token.norm_]
    return doc


def _says_something(tokens: Sequence[Token]) -> bool:
    """Return whether a line without a full stop at its end is a sentence all the same: a statement with its verb."""
    if tokens and tokens[0].tag_ in {"WP", "WRB", "WDT"}:
        return False
    return any(t.dep_ in {"nsubj", "nsubjpass", "expl"} and t.head.pos_ in {"VERB", "AUX"} for t in tokens)


def split(doc: Doc) -> tuple[Span, ...]:
    """Find the sentences of an article.

    Args:
        doc: Parse of a normalised text.

    Returns:
        Sorted spans that do not overlap, bullets and datelines left out. Credit lines, bylines and headings (lines
        without a full stop at the end and without a finite verb) are not among them.
    """
    text = doc.text
    turns = {start: len(text[start : start + length].rstrip()) + 1 for start, length in _turns(text).items()}
    found = []
    for span in borders(text):
        start = span.start + _bullet(text[span.start : span.end])
        tokens = doc.tokens[bisect_left(doc.starts, start) : bisect_left(doc.starts, span.end)]
        line = text[start : span.end]
        if span.start in turns and span.end == span.start + turns[span.start] - 1:
            continue
        is_dateline = line.isupper() and line.endswith(":")
        if is_credit(line) or is_dateline or not any(c.isalpha() for c in line):
            continue
        if line.rstrip("\"')]")[-1:] in {".", "!", "?", "…", ":", ";", ","} or _says_something(tokens):
            found.append(Span(start=start, end=span.end))
    return tuple(found)


def _bullet(line: str) -> int:
    """Return the length of the bullet that a line begins with."""
    match = _BULLET.match(line)
    return match.end() if match else 0
