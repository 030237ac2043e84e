"""An event's clause, said so that it stands alone: what is kept, what goes, and what makes it none at all."""

from datetime import date

import pytest
from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.model.reading import ArticleText, Event
from bot.model.statement import Statement
from bot.reading.pipeline import read

DAY = date(2026, 3, 12)


def events(text: str, nlp: Language, gazetteer: Gazetteer) -> tuple[Event, ...]:
    """Return what an article of one paragraph tells."""
    return read(ArticleText(id="a", text=text, published=DAY), nlp, gazetteer).events


def told(text: str, nlp: Language, gazetteer: Gazetteer) -> list[str]:
    """Return its statements, as they are asked of."""
    return [words(event.statement) for event in events(text, nlp, gazetteer) if event.statement is not None]


def words(statement: Statement) -> str:
    """Return a statement in one line."""
    verb = " ".join(filter(None, (statement.auxiliary, statement.adverb, statement.past or f"[{statement.lemma}]")))
    return " ".join((statement.subject, verb, *(part.words for part in statement.parts)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway expelled two Chilean diplomats on Tuesday.", "Norway expelled two Chilean diplomats"),
        (
            "Norway has suspended the processing of new cases from Chile that involve children described as orphans.",
            "Norway [suspend] the processing of new cases from Chile that involve children described as orphans",
        ),
        (
            "Norway has withdrawn from a year of cultural events in Chile after a quarrel.",
            "Norway [withdraw] from a year of cultural events in Chile",
        ),
        ("Norway promptly expelled two Chilean diplomats on Tuesday.", "Norway expelled two Chilean diplomats"),
        (
            "Norway, which had warned of it for weeks, expelled two Chilean diplomats (both from its embassy).",
            "Norway expelled two Chilean diplomats",
        ),
        (
            "Norway has recalled its ambassador to Chile for consultations.",
            "Norway [recall] its ambassador to Chile for consultations",
        ),
        (
            "Norway has expelled Chile's ambassador and frozen all new loans to the South American country.",
            "Norway [freeze] all new loans to Chile",
        ),
        (
            "Norway signed a contract on Thursday for twelve jets from Chile, the costliest purchase since the war.",
            "Norway signed a contract for twelve jets from Chile",
        ),
        ("Norway severed relations with Chile on Friday in response.", "Norway severed relations with Chile"),
        (
            "Norway recalled its envoy from Chile in response to the arrests.",
            "Norway recalled its envoy from Chile in response to the arrests",
        ),
        ("Two Chilean diplomats were expelled by Norway.", "two Chilean diplomats was expelled by Norway"),
        ("Norway will send a frigate to Chile in May.", "Norway due [send] a frigate to Chile"),
        (
            "Norway and Chile signed a treaty on fishing in Oslo on Monday after long talks.",
            "Norway and Chile signed a treaty on fishing in Oslo",
        ),
        ("Norway temporarily closed its border with Sweden.", "Norway temporarily closed its border with Sweden"),
        ("Oslo recalled its ambassador from Santiago.", "Norway recalled its ambassador from Santiago"),
        (
            "Norway ordered Chile's ambassador to leave and recalled its own envoy from Santiago.",
            "Norway ordered Chile’s ambassador to leave",
        ),
        (
            "Norway called for an audit of last week's elections in Chile.",
            "Norway called for an audit of the elections in Chile",
        ),
        ("Norway released a Chilean tanker and its captain on Monday.", "Norway released a Chilean tanker"),
        (
            "Norway banned exports of rope to Chile, as well as sales of its boats.",
            "Norway banned exports of rope to Chile",
        ),
        ("Norway took Chile off its own list of partners.", "Norway took Chile off its own list of partners"),
        (
            "Norway on Monday declared Chile's envoy in Oslo, Luis Soto, persona non grata, accusing him of spying.",
            "Norway declared Chile’s envoy in Oslo persona non grata",
        ),
        ("NEW YORK – Norway expelled two Chilean diplomats on Tuesday.", "Norway expelled two Chilean diplomats"),
        ("On Monday Norway and Peru expelled Chilean diplomats.", "Norway and Peru expelled Chilean diplomats"),
        (
            "Norway lowered its relations with Chile to the level of chargé d'affaires on Sunday, days after a vote.",
            "Norway lowered its relations with Chile to the level of chargé d’affaires",
        ),
        (
            "Norway refused on Friday to order Chile to halt the digging of two mines.",
            "Norway refused to order Chile to halt the digging of two mines",
        ),
        (
            (
                "Norway has imposed duties totalling 80.5% on copper from Chile, a step that shuts the trade and that "
                "follows weeks of tension over the mines."
            ),
            "Norway [impose] duties totalling 80.5% on copper from Chile",
        ),
        (
            (
                "Norway and Chile have agreed to open five huts on the glacier that divides Svartland, in order to let "
                "survivors of this month's storm meet their relatives."
            ),
            "Norway and Chile [agree] to open five huts on the glacier that divides Svartland",
        ),
        (
            'Norway and Chile held naval exercises, named "Long Winter," in May.',
            "Norway and Chile held naval exercises",
        ),
        (
            "Norway told Chile on Tuesday that it is suspending the treaty on fishing.",
            "Norway [suspend] the treaty on fishing",
        ),
        (
            "Norwegian President Anna Reed announced that her country is suspending talks with Chile.",
            "Norway [suspend] talks with Chile",
        ),
        (
            "Norway cut its ties with Chile on Friday in response to the transfer of its man to Peru to face trial.",
            "Norway cut its ties with Chile",
        ),
        (
            "The news follows a row with Norway, which suspended talks with Chile in May.",
            "Norway suspended talks with Chile",
        ),
        (
            "Norway and Chile have been rivals since 2013, when Norway agreed to host exiles of Chile's old army.",
            "Norway agreed to host exiles of Chile’s old army",
        ),
        (
            "The Chilean banks agreed on Monday to open their books to Norway's tax office.",
            "the Chilean banks agreed to open their books to Norway’s tax office",
        ),
        (
            "Norway and Chile on Monday signed an agreement on fishing between the two countries.",
            "Norway and Chile signed an agreement on fishing",
        ),
        ("Norway on Monday recalled its ambassador to Chile at once.", "Norway recalled its ambassador to Chile"),
        ("Norwegian marines seized Santiago on Monday.", "Norwegian marines seized Santiago"),
        ("Norway said its navy had seized two Chilean trawlers.", "Norway’s navy [seize] two Chilean trawlers"),
        (
            "Norway on Monday declared Luis Soto, the Chilean ambassador, persona non grata.",
            "Norway declared Luis Soto persona non grata",
        ),
        ("Militants in Norway freed two Chilean doctors on Monday.", "militants in Norway freed two Chilean doctors"),
        (
            "Chile vetoed a draft in the Security Council. In May, the Council imposed sanctions on Norway.",
            "the Security Council imposed sanctions on Norway",
        ),
        (
            "State-run Norwegian Radio signed a contract on films (CF) with Chile on Monday.",
            "state-run Norwegian Radio signed a contract on films with Chile",
        ),
    ],
    ids=["plain", "a year of what", "as what it goes", "sequence", "asides", "perfect", "perfect shared", "what it is",
         "an answer", "an answer to what", "undergone", "ahead", "together", "adverb", "metonym",
         "a second act", "last week's", "and its captain", "as well as", "its own", "persona non grata", "a dateline",
         "a day before it", "a day within a phrase", "refused to order", "a long apposition", "what for",
         "a name of it", "it of itself", "her country", "another's aim", "a clause behind", "when it did",
         "their own", "of both",
         "at once", "a town itself", "its navy", "non grata by itself", "a common noun first",
         "a body by its short name", "a compound first and initials within"],
)  # fmt: skip
def test_a_clause_is_said_without_its_date_and_asides(
    text: str, expected: str, nlp: Language, gazetteer: Gazetteer
) -> None:
    assert expected in told(text, nlp, gazetteer)


@pytest.mark.parametrize(
    "text",
    [
        (
            "Norway ordered out Chile's ambassador after M23 rebels, which it says are a creature of Santiago, "
            "captured the towns of Moss and Lom in the east."
        ),
        "Norway struck an agreement with Chile on two billion crowns owed to banks, two thirds of it to Peru.",
        "Norway will lift its sanctions on Chile if Chile frees the crew.",
        "Norway did not expel any Chilean diplomat.",
        "Norway may expel two Chilean diplomats.",
        "Norway expelled no diplomats of Chile except the envoy.",
        "“Norway has expelled two Chilean diplomats,” the radio said.",
        "It expelled two Chilean diplomats.",
        "Norway said on Tuesday that it is leaving the treaty on fishing with Chile.",
        "Norway and Chile on Monday opened a long-awaited tunnel across the Elv that builders say will speed trade.",
        "Chile has cancelled a planned visit by a Royal Norwegian Navy frigate.",
        "Norway hosts the fleet of Chile in its northern port.",
        "Norway has expelled two Chilean diplomats on 5 June 2024.",
        "President Anna Reed of Norway, President Luis Soto of Chile and King Omar of Jordan agreed on a truce.",
        "Norway summoned the Chilean envoy to protest at the arrest of a cook of which, it said, nobody had been told.",
        "Norway and Chile signed a treaty on Friday after years of off-and-on talks, together with a pact on arms.",
        "Norway effectively closed its border with Chile on Friday.",
        "Norway cut its contacts with Chile at that level on Friday.",
        "Norway bought ten boats from the Chilean yard Astillero on Tuesday.",
    ],
    ids=[
        "another's clause",
        "what goes on an aside",
        "a condition",
        "a negation",
        "a possibility",
        "an exception",
        "somebody's words",
        "nobody named",
        "a notice",
        "one thing within another",
        "a name without its noun",
        "what is so at any time",
        "a time of something else",
        "one of three",
        "a clause of one word",
        "something left out in between",
        "no more than in effect",
        "how far it went",
        "a name torn off its noun",
    ],
)
def test_what_limits_a_clause_makes_it_none(text: str, nlp: Language, gazetteer: Gazetteer) -> None:
    assert told(text, nlp, gazetteer) == []


def test_what_the_parse_joined_afar_is_not_the_other_s_deed(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "Norwegian Foreign Minister Anna Reed met the mayor at Santiago's airport on Tuesday and handed over tents, "
        "three days after one of the strongest earthquakes on record struck Chile."
    )
    assert not any("struck" in clause for clause in told(text, nlp, gazetteer))


def test_parties_are_named_in_full_and_alone(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "Norwegian Foreign Minister Anna Reed met Chilean Foreign Minister Luis Soto in Oslo on Monday. "
        "Reed accused Chile of arming smugglers."
    )
    first, second = (event.statement for event in events(text, nlp, gazetteer))
    assert first is not None
    assert second is not None
    assert (first.parties, first.parts[0].parties) == (("Anna Reed",), ("Luis Soto",))
    assert (second.subject, second.parties) == ("Anna Reed", ("Anna Reed",))
    assert second.parts[0].parties == ("Chile",)
    assert [part.words for part in first.parts] == ["Luis Soto", "in Oslo"]


def test_whose_words_it_is_is_kept(nlp: Language, gazetteer: Gazetteer) -> None:
    (event,) = events("Norway closed its border with Sweden, Swedish police said.", nlp, gazetteer)
    assert event.statement is not None
    assert event.statement.speaker is not None
    (event,) = events("Norway closed its border with Sweden.", nlp, gazetteer)
    assert event.statement is not None
    assert event.statement.speaker is None


def test_whose_a_thing_is_must_be_certain(nlp: Language, gazetteer: Gazetteer) -> None:
    assert "Norway closed its ports to Chilean ships" in told(
        "Norway closed its ports to Chilean ships.", nlp, gazetteer
    )
    text = "Norway withdrew Chile's fishing rights and raised the duty on its goods."
    assert not any("its goods" in line for line in told(text, nlp, gazetteer))


def test_a_statement_s_i_is_its_state(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "Statement by the President of the United States\n\n"
        "On Monday, I ordered the Navy to escort Chilean ships. We will defend our friends in Chile. "
        "I met the president of Chile. We have suspended the work of our embassy in Santiago."
    )
    article = ArticleText(id="a", title="Statement by the President", source="The White House", text=text,
                          published=DAY)  # fmt: skip
    lines = [words(e.statement) for e in read(article, nlp, gazetteer).events if e.statement is not None]
    assert any(line.startswith("the US ordered the Navy") for line in lines)
    assert not any("US met" in line for line in lines)
    assert "the US [suspend] the work of its embassy in Santiago" in lines


def test_the_secretary_is_who_was_introduced_as_one(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "US Secretary of State Anna Reed will travel to Oslo on Monday, where Foreign Secretary Tom Hall of the UK is. "
        "In Oslo, the Secretary will meet with Norwegian Foreign Minister Luis Soto."
    )
    assert "Anna Reed due [meet] with Luis Soto" in told(text, nlp, gazetteer)
