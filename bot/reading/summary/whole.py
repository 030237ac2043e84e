"""Whether a stretch is one whole sentence of the article: no fragment, caption, label or heading run into it."""

import re
from typing import Final

from bot.reading.lexicon import load_words
from bot.reading.parsed import Token
from bot.reading.summary.draft import Draft
from bot.reading.summary.material import Material, leaves_open

_FURNITURE: Final = load_words("summary")["furniture"]
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_CLOSED: Final = frozenset({"DET", "PRON", "AUX", "ADP", "SCONJ", "CCONJ", "ADV"})
_COMMON_TAGS: Final = frozenset({"NNS", "JJ", "JJR", "VBN", "VBG", "VBD", "RB", "CD"})
_FINITE: Final = frozenset({"VBZ", "VBP", "VBD", "MD"})
_OPENERS: Final = load_words("sentences")["openers"]
_MARKS: Final = frozenset({'"', "'"})
_GLUED: Final = re.compile(r'\w"\w|[a-z]\.[A-Z][a-z]|^\d+/\d+\b|^\d+\.(?: |$)|(?:^|\s)[a-z]+ \d\.$')


def is_whole(draft: Draft, material: Material) -> bool:
    """Return whether a sentence is a statement with a finite verb and its subject, its quotation marks in pairs.

    Args:
        draft: The draft, with what was left out of it.
        material: The article.
    """
    kept = draft.tokens
    tokens = [token for token in kept if token.i not in material.quoted]
    if not tokens or [token.text for token in tokens].count('"') % 2:
        return False
    last = next((t for t in reversed(kept) if t.text not in {'"', "'", ")"}), kept[-1])
    if last.text in {"?", ":", ";", ","}:
        return False
    if any(t.lower_ == "according" for t in tokens):
        tokens = kept
    return any(t.tag_ in _FINITE and _has_subject(t) for t in tokens)


def _has_subject(verb: Token) -> bool:
    """Return whether a finite verb, the verb that it helps or the one that it is joined to has a subject.

    "Who" and "which" are none: what is left of "Brazil, which borders both" is no sentence. Where the parse gives a
    sentence's main verb no subject, a noun before it will do.
    """
    heads = [verb, verb.head] if verb.dep_ in {"aux", "auxpass"} else [verb]
    heads += [h.head for h in heads if h.dep_ == "conj"]
    subjects = [c for h in heads for c in h.children if c.dep_ in _SUBJECTS]
    if subjects:
        return any(c.tag_ not in {"WDT", "WP"} for c in subjects)
    return verb.dep_ == "ROOT" and any(t.pos_ in {"NOUN", "PROPN"} for t in verb.doc[verb.sent.start : verb.i])


def is_printed_well(draft: Draft) -> bool:
    """Return whether a sentence is one, and the article's own: no words about the page, no caption run into it.

    Nor is one that opens a quotation in single marks and leaves its end to another, an item of a list, or one in which
    marks or capitals show that two were glued together.

    Args:
        draft: The draft as it is printed.
    """
    printed = draft.doc[draft.start : draft.end].text
    if any(words in printed.lower() for words in _FURNITURE) or _GLUED.search(printed):
        return False
    return not _is_run_together(draft) and not leaves_open(draft.doc, draft.start, draft.end)


def _is_run_together(draft: Draft) -> bool:
    """Return whether a capital in mid-sentence shows that a caption without its full stop runs into a sentence.

    It is the capital of a word that has none of its own ("… in the port It was …"), after a word without one, or a
    heading in capitals.
    """
    tokens = draft.doc.tokens[draft.start + 1 : draft.end]
    if any(_begins_anew(t) or _ends_unmarked(t) or _follows_quotation(t) for t in tokens):
        return True
    shouted = [t.is_upper and t.is_alpha and len(t.text) > 1 for t in tokens]
    return any(all(shouted[i : i + 3]) for i, is_loud in enumerate(shouted[:-2]) if is_loud)


def _ends_unmarked(token: Token) -> bool:
    """Return whether a whole clause stands before another with no mark nor word between: "A ran home B was there"."""
    if token.dep_ != "ccomp" or token.head.i < token.i or not any(c.dep_ in _SUBJECTS for c in token.children):
        return False
    last = token.right_edge
    is_bare = not last.is_punct and last.nbor().is_title
    return is_bare and not any(c.dep_ == "mark" for c in token.children)


def _begins_anew(token: Token) -> bool:
    """Return whether a capital in mid-sentence begins a new one: that of a small word, or of one that is no name."""
    if not token.is_title or token.ent_type_ or token.text == "I":
        return False
    before = token.nbor(-1)
    following = token.nbor() if token.i + 1 < len(token.doc) else token
    if not (following.is_alpha and following.is_lower):
        return False
    if token.pos_ in _CLOSED and (token.text != "A" or token.tag_ == "DT"):
        return before.text == ")" or before.is_alpha or before.is_digit
    if not before.is_alpha or before.pos_ in {"DET", "ADJ", "ADP"} or before.text.endswith("-"):
        return False
    if token.lower_ in _OPENERS and before.is_lower and before.pos_ in {"NOUN", "ADV", "NUM", "VERB"}:
        return True
    is_subject = token.tag_ == "NN" and token.dep_ in _SUBJECTS
    is_team = token.tag_ == "NNS" and before.pos_ == "PROPN"
    return (token.tag_ in _COMMON_TAGS or is_subject) and not is_team and before.pos_ in {"NOUN", "PROPN", "ADV", "NUM"}


def _follows_quotation(token: Token) -> bool:
    """Return whether a new sentence follows a closing mark with no stop between: "'close to his heart' The paper …"."""
    if not token.is_title or token.pos_ not in _CLOSED:
        return False
    before = token.nbor(-1)
    if before.text not in _MARKS or before.tag_ == "POS" or not before.whitespace_ or before.i == 0:
        return False
    return not before.nbor(-1).is_punct and not before.nbor(-1).whitespace_
