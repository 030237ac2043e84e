"""Dates of events in public news and statements, told again in our own words: what an editor would note."""

from datetime import date

import pytest

from bot.model.dates import UNDATED, DateRange
from tests.reading.events.conftest import Reader

TRAVEL = """\
Deputy Secretary of State Wendy Sherman will travel to China July 25-26 and to Oman July 27.

In Oman, Sherman will meet with Deputy Foreign Minister Khalifa Al Harthy."""

VISAS = """\
The United States rejects attempts by Chinese officials to silence activists abroad.

Today's measure imposes visa restrictions on Chinese officials."""

ENVOYS = """\
On April 5 Special Representative for North Korea Sung Kim met with the Chinese envoy Liu Xiaoming in Washington.

Kim condemned North Korea's March 24 missile launch."""

SHOAL = "The United States supports the Philippines against China's conduct near Second Thomas Shoal."

CYBER = """\
On Saturday Albania's government blamed Iran for a cyberattack on Friday evening.

On Wednesday Prime Minister Edi Rama accused Iran of an earlier attack against Albania on July 15. \
He also said Albania was severing diplomatic ties with Iran.

On Friday the United States imposed sanctions against Iran's intelligence ministry. NATO also denounced the attack.

In 2013 Albania agreed to host members of an Iranian opposition group."""

AIRLINE = """\
Germany on Monday banned the Iranian airline Mahan Air from its airports.

Earlier in the month the European Union had imposed sanctions on Iran.

German firms have announced plans to pull out of Iran.

Last year President Donald Trump withdrew the United States from the nuclear treaty with Iran."""

RESCUE = """\
On Friday, fishermen rescued 700 people off Indonesia.

The navy brought them ashore.

Thailand has recently cracked down on human trafficking.

US spokesman Jeff Rathke urged Malaysia and Indonesia not to turn away boats."""

GULF = """\
Yesterday, President Hassan Rouhani of Iran said the United States should leave the Gulf. \
He also announced a security plan for the Gulf.

Rouhani spoke at a parade in Tehran.

Saudi Arabia has accused Iran of an attack on its oil plants."""

OFFENSIVE = """\
Late on Sunday, Syrian Kurdish forces announced an agreement with Syria's government \
after Turkey began a military offensive in Syria on Wednesday.

The United States on Sunday announced a complete withdrawal of its troops from Syria.

On October 6, President Donald Trump and Turkish President Recep Tayyip Erdogan spoke on the phone.

European Union members condemned the operation."""

CHIPS = """\
Dutch minister Liesje Schreinemacher yesterday wrote that the Netherlands will restrict chip exports to China.

The step follows months of talks.

The United States imposed export restrictions on China in October.

Schreinemacher told reporters last November that the Dutch government was having talks with the United States.

China has criticised the restrictions."""

FLIGHTS = """\
On Friday, the US government announced new restrictions on flights to Cuba.

The rules take effect on December 10."""

CALL = """\
US Secretary of State Antony Blinken and Chinese Foreign Minister Qin Gang spoke by telephone today.

Qin urged the United States to respect China's concerns, his ministry said.

Blinken will visit China this week.

In February, Blinken cancelled a trip to Beijing after US forces shot down a Chinese balloon.

China has since rejected Washington's offers of talks.

Last week, US diplomat Daniel Kritenbrink visited China.

In May, US Commerce Secretary Gina Raimondo met with her Chinese counterpart Wang Wentao in Washington."""

LETTER = """\
On Friday Chad closed its border with Libya. Chad's premier sent a letter asking Niger's premier for help; the help \
came later the same day."""

FACTS = [
    (LETTER, "2024-05-15", "asks", "2024-05-10"),
    (TRAVEL, "2021-07-21", "travel to China", "2021-07-25 2021-07-26"),
    (TRAVEL, "2021-07-21", "travel to Oman", "2021-07-27"),
    (TRAVEL, "2021-07-21", "Al Harthy", "2021-07-27"),
    (VISAS, "2022-03-21", "rejects", "2022-03-21"),
    (ENVOYS, "2022-04-05", "meets", "2022-04-05"),
    (ENVOYS, "2022-04-05", "condemns", "2022-04-05"),
    (SHOAL, "2022-06-17", "supports", "2022-06-17"),
    (CYBER, "2022-09-12", "blames", "2022-09-10"),
    (CYBER, "2022-09-12", "accuses", "2022-09-07"),
    (CYBER, "2022-09-12", "severs", "2022-09-07"),
    (CYBER, "2022-09-12", "imposes", "2022-09-09"),
    (CYBER, "2022-09-12", "denounces", None),
    (CYBER, "2022-09-12", "agrees", "2013-01-01 2013-12-31"),
    (AIRLINE, "2019-01-23", "bans", "2019-01-21"),
    (AIRLINE, "2019-01-23", "sanctions", "2019-01-01 2019-01-31"),
    (AIRLINE, "2019-01-23", "pull out", None),
    (AIRLINE, "2019-01-23", "withdraws", "2018-01-01 2018-12-31"),
    (RESCUE, "2015-05-18", "cracks down", None),
    (RESCUE, "2015-05-18", "urges", None),
    (GULF, "2019-09-23", "should", "2019-09-22"),
    (GULF, "2019-09-23", "announces", "2019-09-22"),
    (GULF, "2019-09-23", "accuses", None),
    (OFFENSIVE, "2019-10-15", "agreement", "2019-10-13"),
    (OFFENSIVE, "2019-10-15", "offensive", "2019-10-09"),
    (OFFENSIVE, "2019-10-15", "withdrawal", "2019-10-13"),
    (OFFENSIVE, "2019-10-15", "on the phone", "2019-10-06"),
    (OFFENSIVE, "2019-10-15", "condemn", None),
    (CHIPS, "2023-03-09", "restrict chip exports", None),
    (CHIPS, "2023-03-09", "imposes export restrictions", "2022-10-01 2022-10-31"),
    (CHIPS, "2023-03-09", "talks", "2022-11-01 2022-11-30"),
    (CHIPS, "2023-03-09", "criticises", None),
    (FLIGHTS, "2019-10-27", "announces", "2019-10-25"),
    (CALL, "2023-06-14", "speak", "2023-06-14"),
    (CALL, "2023-06-14", "urges", "2023-06-14"),
    (CALL, "2023-06-14", "is due to visit China", "2023-06-12 2023-06-18"),
    (CALL, "2023-06-14", "cancels", "2023-02-01 2023-02-28"),
    (CALL, "2023-06-14", "balloon", "2023-02-01 2023-02-28"),
    (CALL, "2023-06-14", "rejects", "2023-02-01 2023-06-14"),
    (CALL, "2023-06-14", "visits", "2023-06-05 2023-06-11"),
    (CALL, "2023-06-14", "Raimondo", "2023-05-01 2023-05-31"),
]


@pytest.mark.parametrize(
    ("text", "published", "words", "days"), FACTS, ids=[f"{published} {words}" for _, published, words, _ in FACTS]
)
def test_dates_the_event_as_a_reader_would(
    told: Reader, text: str, published: str, words: str, days: str | None
) -> None:
    article = told(text, date.fromisoformat(published))
    when = next(event.when for event in article.events if words in event.headline)
    if days is None:
        assert when == UNDATED
    else:
        first, *rest = (date.fromisoformat(day) for day in days.split())
        assert when.range == DateRange(start=first, end=rest[0] if rest else first)
