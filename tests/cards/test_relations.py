"""The barometer's card: what it says in each state, and the files that go with it."""

import csv
import io
from dataclasses import replace
from typing import Any

import discord
import pytest

from bot.cards import ids
from bot.cards.barometer_words import dotted_words
from bot.cards.chart import relations_alt, relations_chart
from bot.cards.message import NO_MENTIONS, Card, CardLimitError, edited, outgoing, sent
from bot.cards.relations import SCALE, data_card, how_card, relations_card
from bot.cards.words import KINDS
from bot.model.barometer import BarometerPeriod, PairBarometer, Step
from tests.cards import barometers as b
from tests.cards import samples as s


def shown(barometer: PairBarometer, image: bytes | None = b"png") -> str:
    return "\n".join(s.texts(relations_card(barometer, s.GAZETTEER, image))).replace("\u00a0", " ")


def gallery_of(card: Card) -> list[dict[str, Any]]:
    container = card.to_components()[0]
    return [part for part in container["components"] if part["type"] == discord.ComponentType.media_gallery.value]


def test_the_card_reads_like_its_picture() -> None:
    assert shown(b.barometer()) == "\n".join(
        (
            "-# Barometer · 🇳🇴 Norway – 🇨🇱 Chile",
            "## +1.4, on the cooperation side",
            "-# Up 0.5 in a week · 5.7 above the low of −4.3 in late January",
            f"-# {SCALE} · likely between +0.7 and +2.1 · 13 events this week · {dotted_words(Step.WEEK)}",
            "### What moved it",
            "**A** ▼ **Feb** · 💥 Use of force · Kari Lund and Pablo Reyes meet in Oslo.",
            "**B** ▲ **May** · 💬 Talks · Kari Lund and Pablo Reyes meet in Oslo.",
            "**C** ▲ **5–11 Jun** · ✍️ Agreement · Kari Lund and Pablo Reyes meet in Oslo.",
            "**D** ▲ **14 Jun** · 💬 Talks · Kari Lund and Pablo Reyes meet in Oslo.",
            "**E** △ **12–18 Jun** · 💬 Talks · ⏳ **planned** · Kari Lund and Pablo Reyes meet in Oslo.",
        )
    )


def test_too_little_to_draw_lists_what_there_is() -> None:
    text = shown(b.too_little(4), None)
    assert "## Too little to draw: 4 events\n-# Last 6 months · a line needs 10 dated events" in text
    assert "### What is recorded\n**A** ▼" in text
    assert "Scale" not in text
    assert "Too little to draw: 0 events" in shown(b.too_little(0), None)


def test_a_picture_comes_with_its_words_or_not_at_all() -> None:
    (gallery,) = gallery_of(relations_card(b.barometer(), s.GAZETTEER, b"png"))
    (item,) = gallery["items"]
    assert item["media"]["url"] == "attachment://barometer.png"
    assert item["description"] == relations_alt(b.barometer(), s.GAZETTEER)
    bare = relations_card(b.barometer(), s.GAZETTEER, None)
    assert gallery_of(bare) == []
    assert bare.attached == ()
    told = shown(b.barometer(), None)
    assert "Backchannel needs Attach Files in this channel" in told
    assert "dotted" not in told


def test_every_word_of_the_chart_s_labels_stands_in_the_list() -> None:
    text = shown(b.barometer())
    for marker in relations_chart(b.barometer(), s.GAZETTEER).markers:
        (line,) = [line for line in text.splitlines() if line.startswith(f"**{marker.letter}** ")]
        assert marker.word.removesuffix(" (plan)") in line
        assert marker.is_planned == ("**planned**" in line)


def test_every_kind_has_a_word_short_enough_for_a_label() -> None:
    assert all(len(word) <= 14 for _, word in KINDS.values())


def test_all_on_one_side_has_the_same_scale_and_words() -> None:
    text = shown(b.barometer(values=(-3.0,) * 26))
    assert "## −3.0, on the conflict side" in text
    assert SCALE == "Scale −10 conflict to +10 cooperation"
    assert SCALE in text


def test_more_events_than_are_looked_at_are_told() -> None:
    cut = b.barometer(events=5000)
    cut = replace(cut, barometer=replace(cut.barometer, is_cut=True))
    assert "only the newest 5,000 events" in shown(cut)


@pytest.mark.parametrize("asked", BarometerPeriod)
def test_the_period_is_marked_and_the_buttons_mean_this_pair(asked: BarometerPeriod) -> None:
    container = relations_card(b.barometer(asked=asked), s.GAZETTEER, b"png").to_components()[0]
    select, buttons = (row["components"] for row in container["components"] if row["type"] == 1)
    assert ids.RelationsPeriod.parse(select[0]["custom_id"]).pair == s.PAIR
    assert [option["value"] for option in select[0]["options"] if option["default"]] == [asked]
    assert [button["label"] for button in buttons] == ["Events", "How it is made", "Data (CSV)"]
    assert ids.EventsOpen.parse(buttons[0]["custom_id"]).query.pair == s.PAIR
    assert ids.RelationsData.parse(buttons[2]["custom_id"]) == ids.RelationsData(pair=s.PAIR, period=asked)


def test_without_an_event_there_is_no_data() -> None:
    container = relations_card(b.too_little(0), s.GAZETTEER, None).to_components()[0]
    assert [button["disabled"] for button in container["components"][-1]["components"]] == [False, False, True]


def test_files_go_with_their_card() -> None:
    card = relations_card(b.barometer(), s.GAZETTEER, b"png")
    send, edit = sent(card), edited(card)
    assert [file.filename for file in send["files"]] == [file.filename for file in edit["attachments"]]
    assert send["files"][0].fp.read() == b"png"
    assert send["allowed_mentions"] is edit["allowed_mentions"] is NO_MENTIONS
    assert edited(how_card())["attachments"] == []
    with pytest.raises(AssertionError):
        outgoing(card)


def test_an_alternative_text_that_discord_would_refuse_is_found() -> None:
    card = relations_card(b.barometer(), s.GAZETTEER, b"png")
    gallery = next(part for part in card.walk_children() if isinstance(part, discord.ui.MediaGallery))
    gallery.items[0].description = "x" * 1025
    with pytest.raises(CardLimitError, match="1025 characters of a picture's description"):
        sent(card)


def test_the_numbers_can_be_worked_out_again() -> None:
    card = data_card(b.barometer(), b.COUNTED, s.GAZETTEER)
    line, events = (list(csv.DictReader(io.StringIO(file.data.decode()))) for file in card.attached)
    assert [file.name for file in card.attached] == ["barometer-nor-chl-line.csv", "barometer-nor-chl-events.csv"]
    assert len(line) == 26
    assert line[-1] == {
        "first_day": "2024-06-09",
        "last_day": "2024-06-15",
        "value": "1.400",
        "likely_low": "0.700",
        "likely_high": "2.100",
        "events": "9",
    }
    assert events[0] == {
        "event": "E1",
        "first_day": "2024-06-15",
        "last_day": "2024-06-15",
        "type": "CONSULT",
        "score": "2.5",
        "salience": "0.5",
        "sources": "2",
        "weight": "0.6667",
    }
    assert len(data_card(b.too_little(), b.COUNTED, s.GAZETTEER).attached) == 1
