"""/events and /event show, as members use them."""

import pytest

from tests.discord.conftest import Newsroom
from tests.discord.looking import buttons_of, fill, select_of, shown_by, text_of

MEETINGS = ". ".join(
    f"On {day} March 2024, Norwegian Foreign Minister Kari Lund met Chilean President Pablo Reyes in Oslo"
    for day in range(1, 12)
)


async def hand_in(newsroom: Newsroom, text: str, published: str = "2024-03-20") -> None:
    form = await newsroom.bob.slash(newsroom.general, "article add")
    await fill(newsroom.bob, form, title="Lund meets Reyes", date_of_publication=published, text=text + ".")


async def test_the_pair_s_timeline_is_newest_first_by_month(newsroom: Newsroom) -> None:
    card = shown_by(await newsroom.bob.slash(newsroom.general, "events"))
    shown = text_of(card)
    assert "newest first" in shown
    assert shown.index("### June 2023") < shown.index("### May 2023") < shown.index("### February 2023")
    assert "planned" in shown
    assert "alleged" in shown


async def test_an_article_s_timeline_is_oldest_first(newsroom: Newsroom) -> None:
    (choice,) = await newsroom.bob.autocomplete(newsroom.general, "events", "article", "blinken")
    card = shown_by(await newsroom.bob.slash(newsroom.general, "events", article=choice["value"]))
    shown = text_of(card)
    assert "oldest first" in shown
    assert shown.index("### February 2023") < shown.index("### June 2023")


@pytest.mark.parametrize(
    ("options", "seen", "unseen"),
    [
        pytest.param({"actor": "Raimondo"}, "Raimondo", "Kritenbrink", id="by actor"),
        pytest.param({"period": "2023-05"}, "Raimondo", "Kritenbrink", id="by month"),
        pytest.param({"kind": "REQUEST"}, "urges", "Raimondo", id="by kind"),
        pytest.param({"words": "balloon"}, "balloon", "Raimondo", id="by words"),
        pytest.param({"country": "China"}, "Kritenbrink", "Norway", id="by country"),
        pytest.param({"country": "china", "other": "u.s."}, "China – 🇺🇸", "Norway", id="by pair, in the order typed"),
    ],
)
async def test_filters(newsroom: Newsroom, options: dict[str, str], seen: str, unseen: str) -> None:
    shown = text_of(shown_by(await newsroom.bob.slash(newsroom.general, "events", **options)))
    assert seen in shown
    assert unseen not in shown


async def test_nothing_left_says_so(newsroom: Newsroom) -> None:
    card = shown_by(await newsroom.bob.slash(newsroom.general, "events", country="Norway", other="Chile"))
    assert "No events yet" in text_of(card)


async def test_pages_turn_on_the_same_card(newsroom: Newsroom) -> None:
    await hand_in(newsroom, MEETINGS)
    card = shown_by(await newsroom.bob.slash(newsroom.general, "events", country="Norway", other="Chile"))
    assert "Page 1 of 2" in text_of(card)
    assert buttons_of(card)["‹ Newer"]["disabled"]
    first = text_of(card)
    await newsroom.carol.click(card, label="Older ›")
    assert "Page 2 of 2" in text_of(card)
    assert "**1 Mar**" in text_of(card)
    assert buttons_of(card)["Older ›"]["disabled"]
    await newsroom.carol.click(card, label="‹ Newer")
    assert text_of(card) == first


async def test_dates_are_told_as_people_write_them(newsroom: Newsroom) -> None:
    await hand_in(
        newsroom,
        "Norwegian Foreign Minister Kari Lund met Chilean President Pablo Reyes in Oslo last week. "
        "In February, Chile imposed sanctions on Norwegian salmon farms. Chile had attacked a Norwegian ship",
    )
    asked = {"country": "Norway", "other": "Chile"}
    shown = text_of(shown_by(await newsroom.bob.slash(newsroom.general, "events", **asked))).replace("\u00a0", " ")
    assert "### March 2024\n💬 **week of 11 Mar** · Talks" in shown
    assert "### February 2024\n⛔ **Feb** · Sanctions" in shown
    assert "### Date not given\n💥 **by 20 Mar 2024** · Use of force" in shown
    month = text_of(shown_by(await newsroom.bob.slash(newsroom.general, "events", period="2024-02", **asked)))
    assert "-# February 2024 · all kinds · 1 event" in month


async def test_a_kind_is_chosen_on_the_card(newsroom: Newsroom) -> None:
    card = shown_by(await newsroom.bob.slash(newsroom.general, "events"))
    await newsroom.bob.select(card, ["REQUEST"], custom_id=select_of(card, "Kind")["custom_id"])
    assert "Kritenbrink" not in text_of(card)
    assert "urges" in text_of(card)
    await newsroom.bob.select(card, ["all"], custom_id=select_of(card, "Kind")["custom_id"])
    assert "Kritenbrink" in text_of(card)


async def test_an_event_opens_for_one_reader_with_its_sentence(newsroom: Newsroom) -> None:
    card = shown_by(await newsroom.bob.slash(newsroom.general, "events", actor="Kritenbrink"))
    picker = select_of(card, "Open an event")
    result = await newsroom.bob.select(card, [picker["options"][0]["value"]], custom_id=picker["custom_id"])
    assert result.ephemeral
    assert "> Daniel Kritenbrink, the US Assistant Secretary of State" in text_of(shown_by(result))


async def test_an_event_by_its_number(newsroom: Newsroom) -> None:
    page = text_of(shown_by(await newsroom.bob.slash(newsroom.general, "events")))
    number = page.split(" · E", 1)[1].split("\n", 1)[0]
    result = await newsroom.bob.slash(newsroom.general, "event show", number=f"e{number}")
    assert f"E{number}" in text_of(shown_by(result))


async def test_a_plan_and_its_outcome_lead_to_each_other(newsroom: Newsroom) -> None:
    minister, president = "Norwegian Foreign Minister Kari Lund", "Chilean President Pablo Reyes"
    await hand_in(newsroom, f"{minister} will meet {president} in Oslo on 25 March 2024. Snow is expected")
    await hand_in(newsroom, f"{minister} met {president} in Oslo on 25 March 2024. It snowed", "2024-03-26")
    await hand_in(newsroom, f"In March 2024, {minister} met {president} in Oslo. Spring came", "2024-03-27")
    page = await newsroom.bob.slash(newsroom.general, "events", country="Norway", other="Chile")
    picker = select_of(shown_by(page), "Open an event")
    plan, deed = [
        text_of(
            shown_by(await newsroom.bob.select(shown_by(page), [one["value"]], custom_id=picker["custom_id"]))
        ).replace("\u00a0", " ")
        for one in picker["options"]
    ]
    assert "**Announced** · 20 March 2024: Kari Lund is due to meet Pablo Reyes in Oslo." in deed
    assert "**Reported by** · 2 outlets" in deed
    assert "says March 2024" in deed
    assert "**Took place** · 25 March 2024: Kari Lund meets Pablo Reyes in Oslo." in plan


@pytest.mark.parametrize(
    ("command", "options", "words"),
    [
        ("event show", {"number": "first"}, "E147"),
        ("event show", {"number": "E999999"}, "not in the store"),
        ("events", {"country": "Atlantis"}, "not one country"),
        ("events", {"country": "China", "other": "PRC"}, "two different countries"),
        ("events", {"period": "last spring"}, "no period"),
    ],
)
async def test_wrong_input_is_said_to_one_person(
    newsroom: Newsroom, command: str, options: dict[str, str], words: str
) -> None:
    notice = shown_by(await newsroom.bob.slash(newsroom.general, command, **options))
    assert notice.ephemeral
    assert words in text_of(notice)


async def test_suggestions(newsroom: Newsroom) -> None:
    async def offered(option: str, typed: str) -> list[str]:
        choices = await newsroom.bob.autocomplete(newsroom.general, "events", option, typed)
        return [choice["name"] for choice in choices]

    assert (await offered("country", "chin"))[0] == "China"
    assert await offered("actor", "kri") == ["Daniel Kritenbrink"]
    assert "Last 30 days" in await offered("period", "")
    assert "2023" in await offered("period", "202")
