"""Sentences: where they end in news, and which lines are none."""

import time

import pytest
from spacy.language import Language

from bot.reading.credits import is_credit, without_dateline
from bot.reading.sentences import borders, parse, split
from bot.reading.text import normalise


def cut(text: str) -> list[str]:
    shaped = normalise(text).text
    return [shaped[s.start : s.end] for s in borders(shaped)]


@pytest.mark.parametrize(
    "sentences",
    [
        pytest.param(["The U.S. envoy left.", "Nobody followed."], id="U.S. within"),
        pytest.param(["He lives in the U.S.", "The others left."], id="U.S. at the end"),
        pytest.param(["Mr. J. P. Okafor met Gen. Ruiz.", "Both smiled."], id="titles and initials"),
        pytest.param(["They met at 5 p.m. Monday.", "It rained."], id="hours before a day"),
        pytest.param(["They met at 5 p.m.", "Okafor left first."], id="hours at the end"),
        pytest.param(["It cost $3.5 million, or No. 2 on the list.", "Then it fell."], id="numbers"),
        pytest.param(["The firm Acme Corp. of Ohio paid.", "It lost."], id="company within"),
        pytest.param(['"Will it hold?" Okafor asked.', '"Nobody knows."'], id="question before its speaker"),
        pytest.param(['"Stop!" the minister shouted.', "The crowd left."], id="cry before its speaker"),
        pytest.param(['"We will stay."', "The minister left."], id="a quotation that ends a sentence"),
        pytest.param(["Talks broke down...", "They may resume."], id="dots before an opener"),
        pytest.param(["It began on Feb. 3 and on Sept. 4 it ended.", "A year passed."], id="months"),
        pytest.param(
            ["Okafor said no.", "Nobody sat.", "Then the sun set etc.", "It rained."], id="words like abbreviations"
        ),
        pytest.param(["1. Ships left the port.", "More will follow."], id="numbering"),
        pytest.param(["The vote (it was the third.) failed.", "It was close."], id="a stop before lower case"),
    ],
)
def test_ends_sentences_where_a_reader_would(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


def test_ends_a_sentence_without_a_space() -> None:
    assert cut("The deal is off.Ministers went home.") == ["The deal is off.", "Ministers went home."]


def test_keeps_a_quotation_and_its_attribution_together_without_a_space() -> None:
    assert cut("“I spoke with the envoy, tonight”said Okafor on the network. “We agreed”added the envoy.") == [
        '"I spoke with the envoy, tonight" said Okafor on the network.',
        '"We agreed" added the envoy.',
    ]


def test_a_line_break_always_ends_a_sentence() -> None:
    assert cut("Envoys met\nThey talked") == ["Envoys met", "They talked"]


@pytest.mark.parametrize(
    "line",
    [
        "Source: DN",
        "By Jane Roe and Ali Haddad, Reuters",
        "By JANE ROE",
        "Office of the Spokesperson",
        "The below is attributable to Spokesperson Ann Lee:",
        "(Reporting by Ann Lee in Oslo; Editing by Bo Ek)",
        "Photo: Getty Images",
        "© 2024 Example Media. All rights reserved.",
        "Last updated: 3 May 2024",
        "14 June 2023, 10:30 GMT",
        "By Jane Roe | June 14, 2023",
        "Published on March 3, 2023",
        "Updated 3 March 2023 10:30 GMT",
        "2023-06-14 08:12",
        "Geneva, 14 June 2023",
        "OSLO, June 14 (Reuters)",
        "Follow us on Twitter",
        "Read more: Who is the new envoy?",
    ],
)
def test_knows_credit_lines(line: str) -> None:
    assert is_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the war was over.",
        "By then, the envoy had left.",
        "Sources close to the talks said a deal was near.",
        "Photos by satellites show ships near the reef.",
        "Copyright law was changed by the parliament.",
        "Reporting by the press was restricted, the ministry said.",
        "The office of the president said nothing.",
        "Sponsored by Qatar, the talks went on.",
        "Statement by the minister drew anger in Rome.",
        "Related talks were put off.",
        "Published on March 3, 2023, the report drew anger in Rome.",
        "March 3, 2023 was a Friday.",
        "On March 3, 2023.",
    ],
)
def test_keeps_sentences_that_look_like_credits(line: str) -> None:
    assert not is_credit(line)


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("GENEVA, May 3 (Reuters) - The envoys met.", "The envoys met."),
        ("TEL AVIV, Israel (AP) _ Talks began in Oslo.", "Talks began in Oslo."),
        ("GENEVA (AP) _ The envoys met.", "The envoys met."),
        ("WASHINGTON (AP) — Talks began.", "Talks began."),
        ("Oslo, 3 May (AFP) - Talks began.", "Talks began."),
        ("HONG KONG - Talks began.", "Talks began."),
        ("Oslo, 3 May 2023 - Talks began.", "Talks began."),
        ("LONDON — June 14, 2023 — Talks began.", "Talks began."),
        ("(Reuters, March 3) Talks began.", "Talks began."),
        ("March 3 (UPI) -- Talks began.", "Talks began."),
        ("MOSCOW, March 3. /TASS/. Talks began.", "Talks began."),
        ("June 14, 2023 - Talks began.", "June 14, 2023 - Talks began."),
        ("Paris, June 14 - Talks began.", "Paris, June 14 - Talks began."),
        ("On June 14, 2023 - Talks began.", "On June 14, 2023 - Talks began."),
        ("NATO - The alliance - said no.", "NATO - The alliance - said no."),
        ("US - China talks began.", "US - China talks began."),
        ("The minister - Ann Lee - left.", "The minister - Ann Lee - left."),
    ],
)
def test_leaves_out_datelines(line: str, rest: str) -> None:
    assert line[without_dateline(line) :] == rest


@pytest.mark.parametrize("place", ["Suva, Fiji", "New York, United States"])
def test_leaves_out_a_place_and_its_country_before_the_first_sentence_only(place: str) -> None:
    line = f"{place} — Talks began in Oslo."
    assert line[without_dateline(line, opens=True) :] == "Talks began in Oslo."
    assert without_dateline(line) == 0


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param("June 14, 2023 - Talks began.\nThey went on.", "June 14, 2023 - ", id="before the first sentence"),
        pytest.param("June 14, 2023 - Talks began.\nJune 20, 2023 - They went on.", None, id="in a list of days"),
        pytest.param("Talks began in Oslo at last.\nJune 14, 2023 - They went on.", None, id="further down"),
    ],
)
def test_a_day_and_a_stroke_are_a_dateline_before_the_first_sentence_only(text: str, first: str | None) -> None:
    cuts = cut(text)
    assert (first is None) is (cuts == text.split("\n"))
    assert first is None or cuts[:2] == [first.strip(), "Talks began."]


def test_leaves_out_what_is_no_sentence(nlp: Language) -> None:
    text = (
        "By Ann Lee\nOSLO, May 3 (Reuters) - Norway and Chile signed a treaty.\nWhat comes next\n"
        "• Both parliaments must agree\nAnn Lee, Department Spokesperson\nSource: Example"
    )
    doc = parse(normalise(text).text, nlp)
    assert [doc.text[s.start : s.end] for s in split(doc)] == [
        "Norway and Chile signed a treaty.",
        "Both parliaments must agree",
    ]


def test_the_parser_keeps_to_the_borders(nlp: Language) -> None:
    doc = parse('"Will it hold?" Okafor asked. The U.S. left at 5 p.m. Ruiz stayed.\nNobody spoke', nlp)
    assert [s.text.strip() for s in doc.sents] == [
        '"Will it hold?" Okafor asked.',
        "The U.S. left at 5 p.m.",
        "Ruiz stayed.",
        "Nobody spoke",
    ]


@pytest.mark.parametrize("unit", ["a", '"', ". ", "A. ", "(", "U.S. ", "?! ", "A.", "by A ", "A "], ids=repr)
def test_takes_time_that_grows_no_faster_than_the_text(unit: str) -> None:
    started = time.process_time()
    borders(unit * 30_000)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Moslem separatists in the south offered to release a bishop.", "offered"),
        ("Kenya petitioned Chad to open its border.", "petitioned"),
    ],
)
def test_parses_words_that_the_model_hardly_knows(nlp: Language, text: str, verb: str) -> None:
    doc = parse(text, nlp)
    assert [token.text for token in doc if token.dep_ == "ROOT"] == [verb]
    assert doc.text == text


def test_knows_air_bases_from_the_basis_of_something(nlp: Language) -> None:
    doc = parse("Chad opened its air bases to Mali.", nlp)
    assert doc[4].lemma_ == "base"
