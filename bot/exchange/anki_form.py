"""Questions on what is recorded as an Anki deck. Pure but for a file in the system's folder for such.

A note's guid comes of the fact that is asked, so a deck that is imported again updates its notes and doubles none.

Source: genanki 0.13 (guids, and ids of models and decks that stay the same); Anki's manual, "Packaged decks".
"""

import hashlib
import html
import io
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import genanki  # type: ignore[import-untyped]  # it has no annotations

from bot.model.countries import Dyad, Gazetteer
from bot.model.quiz import SourcedQuestion
from bot.model.stored import EventSource

_MODEL_ID: Final = 1_701_414_008
_FIELDS: Final = ("Question", "Options", "Answer", "Explanation", "Source")
_STYLE: Final = """
.card { font-family: "Noto Sans", sans-serif; font-size: 20px; text-align: left; max-width: 40em; margin: 0 auto; }
.options, .source { font-size: 16px; } .source { margin-top: 1em; opacity: 0.8; } .answer { font-weight: 600; }
blockquote { margin: 0.5em 0; padding-left: 0.8em; border-left: 3px solid #2BA39B; }
"""


def deck(made: Sequence[SourcedQuestion], pair: Dyad, gazetteer: Gazetteer, *, at: datetime, owner: int) -> bytes:
    """Return a deck as an .apkg file.

    Args:
        made: Questions; two on one fact in one way are one note.
        pair: What it is about.
        gazetteer: For the deck's name.
        at: When it is made, aware: of two notes of one guid, Anki keeps the newer.
        owner: The server that it is for, 0 for none.
    """
    sides = " – ".join(gazetteer.country(code).short for code in (pair.first, pair.second))
    whole = genanki.Deck(_number(f"deck {owner} {pair.key}"), f"Backchannel::{sides}")
    for one in made:
        whole.add_note(_note(one, owner))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "collection.anki2"
        # Not `write_to_file`, which leaves its own copy behind among the system's temporary files.
        with closing(sqlite3.connect(path)) as connection:
            genanki.Package(whole).write_to_db(connection.cursor(), at.timestamp(), count(int(at.timestamp() * 1000)))
            connection.commit()
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(path, "collection.anki2")
            archive.writestr("media", "{}")
    return out.getvalue()


def guid_of(one: SourcedQuestion, owner: int) -> str:
    """Return what names a note in every collection: the kind of question and the fact that it asks."""
    guid: str = genanki.guid_for("backchannel", owner, one.question.kind.value, one.question.fact)
    return guid


def _model() -> genanki.Model:
    front = '<div class="question">{{Question}}</div><div class="options">{{Options}}</div>'
    back = (
        '{{FrontSide}}<hr id="answer"><div class="answer">{{Answer}}</div><div>{{Explanation}}</div>'
        '<div class="source">{{Source}}</div>'
    )
    return genanki.Model(
        _MODEL_ID,
        "Backchannel question",
        fields=[{"name": name} for name in _FIELDS],
        templates=[{"name": "Question", "qfmt": front, "afmt": back}],
        css=_STYLE,
    )


def _note(one: SourcedQuestion, owner: int) -> genanki.Note:
    question = one.question
    if question.is_placed:
        pairs = zip(question.options, question.placing, strict=True)
        answer = [f"{question.targets[place]}: {option}" for option, place in pairs]
    else:
        answer = [question.options[question.key]]
    return genanki.Note(
        model=_model(),
        guid=guid_of(one, owner),
        fields=[
            html.escape(question.stem),
            _list(question.options),
            html.escape(answer[0]) if len(answer) == 1 else _list(answer),
            html.escape(question.explanation),
            "".join(_quoted(one.sources)),
        ],
        tags=["backchannel", question.kind.value],
    )


def _list(items: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li>{html.escape(item)}</li>" for item in items) + "</ul>"


def _quoted(sources: Sequence[EventSource]) -> Iterator[str]:
    """Yield each sentence with where it was printed, once."""
    for report in dict.fromkeys(sources):
        printed = report.source or report.title
        where = html.escape(printed)
        if report.url is not None and urlsplit(report.url).scheme in {"http", "https"}:
            where = f'<a href="{html.escape(report.url)}">{where}</a>'
        day = f" · {report.published.isoformat()}" if report.published else ""
        yield f"<blockquote>{html.escape(report.sentence)}</blockquote>{where}{day}"


def _number(name: str) -> int:
    """Return a number between 2³⁰ and 2³¹ that a name always has, as Anki wants of decks."""
    return (1 << 30) + int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) % (1 << 30)
