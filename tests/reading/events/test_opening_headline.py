"""The headline over an article is read as the sentence that it stands for; the article below tells the same in full."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from bot.reading.headlinese import mended
from bot.reading.opening import opening_headline
from bot.reading.parsed import Doc
from bot.reading.sentences import mark
from tests.reading.events.conftest import Reader

BODY = "\n\nThe morning was cold and clear in most of the region, and the streets were empty.\n"

LINES = [
    ("Chad expels Libyan ambassador", "SANCTION", ["TCD"], ["LBY"]),
    ("Rebels seize town in eastern Congo", "ASSAULT|COERCE", ["COD"], ["COD"]),
    ("Norway, Chile sign fisheries pact", "SUPPORT", ["NOR"], ["CHL"]),
    ("Peru, Ecuador to hold border talks", "AGREE", ["PER"], ["ECU"]),
    ("Three soldiers killed in ambush in northern Mali", "ASSAULT", ["MLI"], ["MLI"]),
    ("Opposition leader arrested in Tunis", "COERCE", ["TUN"], ["TUN"]),
    ("Kenyan president: Sudan must open border", "REQUEST", ["KEN"], ["SDN"]),
    ("Russian drones hit port in Ukraine, Kyiv says", "ASSAULT", ["RUS"], ["UKR"]),
    ("Taliban free two Danish engineers", "RETREAT", ["AFG"], ["DNK"]),
    ("Philippines protests Chinese patrols", "ACCUSE", ["PHL"], ["CHN"]),
    ("Chile, Bolivia water talks resume in Lima", "CONSULT", ["CHL"], ["BOL"]),
    ("Japan to send medical aid to Tonga", "AGREE", ["JPN"], ["TON"]),
    ("Kenya Deports Ugandan Activist", "COERCE", ["KEN"], ["UGA"]),
    ("Peru President Visits Beijing to Boost Trade", "CONSULT", ["PER"], ["CHN"]),
]


@pytest.mark.parametrize(("line", "kinds", "source", "target"), LINES, ids=[row[0] for row in LINES])
def test_a_headline_is_read_as_a_sentence(
    told: Reader, line: str, kinds: str, source: list[str], target: list[str]
) -> None:
    article = told(line + BODY)
    assert article.types
    assert article.first.type.value in kinds.split("|")
    assert article.sides(article.first) == (source, target)
    assert article.first.sentence == 0


def test_to_before_the_verb_is_the_future(told: Reader) -> None:
    assert told("Peru, Ecuador to hold border talks" + BODY).first.status.value == "planned"


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("Chad expels Libyan envoy", "Chad on Monday ordered the Libyan envoy, Ali Hamdan, to leave within two days."),
        ("Kenya Deports Ugandan Activist", "Kenya has deported a Ugandan activist, Moses Okello, to Kampala."),
        ("Rebels free hostages in Colombia", "Rebels in Colombia released six hostages on Thursday."),
    ],
)
def test_an_article_that_tells_its_headline_in_full_has_one_event(told: Reader, line: str, body: str) -> None:
    article = told(f"{line}\n\n{body}\n")
    assert len(article.events) == 1
    assert article.first.sentence == 1


@pytest.mark.parametrize(
    "line",
    [
        "Chad expelled the Libyan ambassador.",
        "The trade talks",
        "Weather: rain",
        "What next for Chad?",
        "Photo: A. Lund",
    ],
)
def test_no_event_is_made_of_other_first_lines(told: Reader, line: str) -> None:
    assert all(event.sentence > 0 or line.endswith(".") for event in told(line + BODY).events)


WORDS = st.sampled_from([
    "Chad", "Norway,", "Mali", "US", "rebels", "talks", "killed", "to", "hold", "expels", ":", "free", "seize", "in",
    "envoy", "Two", "soldiers", "and", "Kyiv", "says", "Deports", "President", "must", '"', "-", "on", "trade",
])  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, min_size=1, max_size=14))
def test_mending_changes_no_word_and_nothing_below(nlp: Language, words: list[str]) -> None:
    text = " ".join(words) + "\n\nNorway visited Chad on Monday.\n"
    raw = nlp(mark(nlp.make_doc(text)))
    plain = Doc(raw)
    opening = opening_headline(plain)
    end = 0 if opening is None else opening.end
    before = [(token.tag_, token.dep_, token.head.i) for token in plain[end:]]
    doc = mended(raw, nlp)
    assert doc.text == text
    assert [(token.tag_, token.dep_, token.head.i) for token in doc[end:]] == before
    assert doc.raw is raw or all(ent.end <= end or ent.start >= end for ent in doc.ents)
