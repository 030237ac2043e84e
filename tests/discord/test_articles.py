"""/summary, /article add and the message menu, as members use them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from tests.discord.conftest import Newsroom
from tests.discord.looking import buttons_of, fill, link_of, shown_by, text_of

TALKS = (
    "Norwegian Foreign Minister Kari Lund met her Chilean counterpart, Pablo Reyes, in Oslo on Tuesday to discuss "
    "fishing rights. "
    "Lund said the talks had been useful. In March, Chile accused Norway of breaking a treaty on salmon. "
    "Norway rejected the accusation. Reyes will visit Bergen next week, his ministry said in a statement."
)


async def test_the_latest_article_is_summarised_for_all(newsroom: Newsroom) -> None:
    result = await newsroom.bob.slash(newsroom.general, "summary")
    card = shown_by(result)
    assert not result.ephemeral
    assert "14 June 2023" in text_of(card)
    assert "12 sentences cited" in text_of(card)
    assert list(buttons_of(card)) == [next(iter(buttons_of(card))), "Longer", "Quiz me", "Report"]


async def test_longer_and_shorter_change_the_same_card(newsroom: Newsroom) -> None:
    card = shown_by(await newsroom.bob.slash(newsroom.general, "summary"))
    before = text_of(card)
    await newsroom.carol.click(card, label="Longer")
    assert text_of(card).count("\n- ") > before.count("\n- ")
    await newsroom.carol.click(card, label="Shorter")
    assert text_of(card) == before


async def test_sources_show_the_sentences_to_one_reader(newsroom: Newsroom) -> None:
    card = shown_by(await newsroom.bob.slash(newsroom.general, "summary", length="full"))
    label = next(label for label in buttons_of(card) if label.startswith("Sources"))
    sources = await newsroom.bob.click(card, label=label)
    assert sources.ephemeral
    assert "sentence 1 of 12" in text_of(shown_by(sources))
    assert "spoke by telephone today" in text_of(shown_by(sources))


async def test_titles_are_suggested_and_can_be_chosen(newsroom: Newsroom) -> None:
    (choice,) = await newsroom.bob.autocomplete(newsroom.general, "summary", "article", "phone")
    assert choice["name"] == "Blinken and Qin speak by phone as ties worsen"
    result = await newsroom.bob.slash(newsroom.general, "summary", article=choice["value"])
    assert "Blinken and Qin" in text_of(shown_by(result))


async def test_words_that_no_article_has(newsroom: Newsroom) -> None:
    result = await newsroom.bob.slash(newsroom.general, "summary", article="zebra crossings")
    assert "No article with these words" in text_of(shown_by(result))
    assert newsroom.general.history(viewer=newsroom.carol) == []


async def test_a_pasted_text_is_read(newsroom: Newsroom) -> None:
    form = await newsroom.bob.slash(newsroom.general, "article add")
    added = await fill(
        newsroom.bob, form, title="Lund and Reyes talk fish", date_of_publication="2024-05-14", text=TALKS
    )
    card = shown_by(added)
    assert "Article · added" in text_of(card)
    assert "Lund and Reyes talk fish" in text_of(card)
    summary = shown_by(await newsroom.carol.click(card, label="Summary"))
    assert "Kari Lund" in text_of(summary)
    events = shown_by(await newsroom.carol.click(card, label="Events"))
    assert "oldest first" in text_of(events)
    assert "14 May" in text_of(events)


async def test_a_pasted_text_without_a_day_is_dated_by_its_dateline(newsroom: Newsroom) -> None:
    form = await newsroom.bob.slash(newsroom.general, "article add")
    added = await fill(newsroom.bob, form, text=f"OSLO, May 14, 2024 (Reuters) - {TALKS}")
    card = shown_by(added)
    assert "source not given · 14 May 2024" in text_of(card)
    assert "Dated by its dateline: 14 May 2024" in text_of(card)
    events = shown_by(await newsroom.carol.click(card, label="Events"))
    assert "14 May" in text_of(events)
    summary = shown_by(await newsroom.carol.click(card, label="Summary"))
    assert "source not given · 14 May 2024" in text_of(summary)


async def test_a_day_that_the_dateline_contradicts_is_told(newsroom: Newsroom) -> None:
    form = await newsroom.bob.slash(newsroom.general, "article add")
    text = f"OSLO, May 14 (Reuters) - {TALKS}"
    card = shown_by(await fill(newsroom.bob, form, date_of_publication="2024-05-16", text=text))
    assert "The day given is 16 May 2024, its dateline 14 May 2024; dates are read from the dateline" in text_of(card)
    assert "source not given · 16 May 2024" in text_of(card)
    events = shown_by(await newsroom.carol.click(card, label="Events"))
    assert "14 May" in text_of(events)


async def test_a_text_without_any_day_stays_undated(newsroom: Newsroom) -> None:
    form = await newsroom.bob.slash(newsroom.general, "article add")
    card = shown_by(await fill(newsroom.bob, form, text=f"OSLO, May 14 (Reuters) - {TALKS}"))
    assert "date not given" in text_of(card)
    assert "dateline" not in text_of(card)


async def test_the_same_text_again_is_one_article(newsroom: Newsroom) -> None:
    for state in ("added", "already here"):
        form = await newsroom.bob.slash(newsroom.general, "article add")
        added = await fill(newsroom.bob, form, text=TALKS)
        assert f"Article · {state}" in text_of(shown_by(added))


async def test_another_server_does_not_see_it(newsroom: Newsroom) -> None:
    form = await newsroom.bob.slash(newsroom.general, "article add")
    await fill(newsroom.bob, form, title="Lund and Reyes talk fish", text=TALKS)
    other = newsroom.env.create_guild("Elsewhere")
    channel = other.create_text_channel("general")
    dana = other.add_member(newsroom.env.create_user("dana"))
    offered = await dana.autocomplete(channel, "summary", "article", "")
    assert [choice["name"] for choice in offered] == ["Blinken and Qin speak by phone as ties worsen"]


async def test_a_file_is_read_with_its_day(newsroom: Newsroom) -> None:
    result = await newsroom.bob.slash(
        newsroom.general, "article add", file=("talks.txt", TALKS.encode()), published="2024-05-14"
    )
    assert "14 May 2024" in text_of(shown_by(result))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param({"file": ("photo.png", b"\x89PNG\r\n\x1a\n0000")}, "can’t be read", id="a picture"),
        pytest.param({"file": ("note.txt", b"Too short.")}, "too short", id="three words"),
        pytest.param({"file": ("a.txt", TALKS.encode()), "published": "14 May"}, "is no day", id="a wrong day"),
        pytest.param({"link": "ftp://example.org/a"}, "link", id="another protocol"),
        pytest.param({"link": "http://example.org/a", "file": ("a.txt", b"x")}, "not both", id="two things"),
    ],
)
async def test_what_can_not_be_read_is_said_to_one_person(
    newsroom: Newsroom, options: dict[str, object], words: str
) -> None:
    result = await newsroom.bob.slash(newsroom.general, "article add", **options)
    notice = shown_by(result)
    assert words in text_of(notice)
    assert notice.ephemeral
    assert newsroom.general.history(viewer=newsroom.carol) == []


@asynccontextmanager
async def served(page: str) -> AsyncIterator[str]:
    """Serve one page on this machine; gives its site's address."""

    async def serve(_: web.Request) -> web.Response:
        return web.Response(text=page, content_type="text/html")

    app = web.Application()
    app.router.add_get("/fish", serve)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def test_a_link_is_followed(newsroom: Newsroom) -> None:
    paragraphs = "".join(f"<p>{sentence}.</p>" for sentence in TALKS.split(". "))
    page = (
        "<html><head><title>Lund and Reyes talk fish</title>"
        "<meta property='article:published_time' content='2024-05-14T08:00:00Z'>"
        "<meta property='og:site_name' content='Fjord Post'></head>"
        f"<body><article><h1>Fish</h1>{paragraphs}</article></body></html>"
    )
    async with served(page) as site:
        result = await newsroom.bob.slash(newsroom.general, "article add", link=f"{site}/fish")
        message = await newsroom.carol.send(newsroom.general, f"{site}/fish?utm_source=chat")
        again = await newsroom.carol.context_menu(newsroom.general, "Read this message", message)
    assert "Fjord Post" in text_of(shown_by(result))
    assert "14 May 2024" in text_of(shown_by(result))
    assert "already here" in text_of(shown_by(again))
    assert link_of(shown_by(result)).startswith("http://127.0.0.1")


async def test_a_page_that_is_no_article_is_named_to_one_person(newsroom: Newsroom) -> None:
    page = (
        "<html><head><title>Fjord Post</title></head><body><h1>We value your privacy</h1>"
        "<p>We and our 412 partners use cookies to show you ads.</p><button>Accept all</button></body></html>"
    )
    async with served(page) as site:
        result = await newsroom.bob.slash(newsroom.general, "article add", link=f"{site}/fish")
    notice = shown_by(result)
    assert notice.ephemeral
    assert "This page is a cookie notice" in text_of(notice)
    assert list(buttons_of(notice)) == ["Paste the text", "Open page"]


async def test_an_article_in_another_language_is_named_with_its_title_and_link(newsroom: Newsroom) -> None:
    page = (
        "<html><head><title>Gespräche über Fisch</title></head><body><article><h1>Gespräche über Fisch</h1>"
        "<p>Der Minister traf am Dienstag in Oslo seinen Kollegen aus Chile und sprach mit ihm über die Fischerei.</p>"
        "<p>Beide wollen im Herbst einen Vertrag unterzeichnen. Die Fischer sind damit nicht zufrieden.</p>"
        "</article></body></html>"
    )
    async with served(page) as site:
        message = await newsroom.carol.send(newsroom.general, f"{site}/fish")
        result = await newsroom.bob.context_menu(newsroom.general, "Read this message", message)
    notice = shown_by(result)
    assert "This text is in German" in text_of(notice)
    assert "Gespräche über Fisch" in text_of(notice)
    assert list(buttons_of(notice)) == ["Paste the text", "Open page"]


async def test_the_message_menu_reads_a_message(newsroom: Newsroom) -> None:
    message = await newsroom.carol.send(newsroom.general, TALKS)
    result = await newsroom.bob.context_menu(newsroom.general, "Read this message", message)
    assert "Article · added" in text_of(shown_by(result))


async def test_the_message_menu_refuses_small_talk(newsroom: Newsroom) -> None:
    message = await newsroom.carol.send(newsroom.general, "Good morning, everyone!")
    result = await newsroom.bob.context_menu(newsroom.general, "Read this message", message)
    assert shown_by(result).ephemeral
    assert "Paste the text" in buttons_of(shown_by(result))


QUARREL = (
    "Chile accused Norway on Monday of breaking a treaty on salmon. Chilean Foreign Minister Pablo Reyes said that the "
    "nets of Norwegian ships were too narrow. Norwegian Foreign Minister Kari Lund rejected the accusation in Oslo."
)


LONG_TALKS = (
    f"{TALKS} In January, Norway lowered its tariffs on Chilean fruit. Chile praised Norway for that step. Both "
    "governments agreed to share data on fish stocks. Lund asked Chile to open two ports to Norwegian ships."
)


def page_of(title: str, outlet: str, day: str, text: str) -> str:
    """Return a page of a news site."""
    paragraphs = "".join(f"<p>{sentence}.</p>" for sentence in text.removesuffix(".").split(". "))
    return (
        f"<html><head><title>{title}</title><meta property='article:published_time' content='{day}T08:00:00Z'>"
        f"<meta property='og:site_name' content='{outlet}'></head>"
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


async def test_a_summary_shows_what_another_article_told_before_with_its_source(newsroom: Newsroom) -> None:
    async with served(page_of("Chile accuses Norway", "Andes Wire", "2024-04-30", QUARREL)) as site:
        await newsroom.bob.slash(newsroom.general, "article add", link=f"{site}/fish")
        form = await newsroom.bob.slash(newsroom.general, "article add")
        await fill(
            newsroom.bob, form, title="Lund and Reyes talk fish", date_of_publication="2024-05-14", text=LONG_TALKS
        )
        card = shown_by(await newsroom.bob.slash(newsroom.general, "summary", article="talk fish"))
        told = text_of(card)
        assert "### Earlier in this relation" in told
        assert "📢 **29 Apr 2024** · Accusation · Chile accuses Norway" in told
        assert f"]({site}/fish) (30 April 2024)" in told
        assert "its points are from this article only" in told

        await newsroom.carol.click(card, label="Longer")
        assert "### Earlier in this relation" in text_of(card)
        label = next(label for label in buttons_of(card) if label.startswith("Sources"))
        sources = shown_by(await newsroom.carol.click(card, label=label))
        assert "Where each point comes from" in text_of(sources)
        assert "Andes Wire" not in text_of(sources)

        first = text_of(shown_by(await newsroom.bob.slash(newsroom.general, "summary", article="Andes Wire")))
        assert "29 Apr 2024" not in first


async def test_the_short_summary_is_of_the_article_alone(newsroom: Newsroom) -> None:
    for day, text in (("2024-04-30", QUARREL), ("2024-05-14", TALKS)):
        form = await newsroom.bob.slash(newsroom.general, "article add")
        await fill(newsroom.bob, form, title=f"Of {day}", date_of_publication=day, text=text)
    card = shown_by(await newsroom.bob.slash(newsroom.general, "summary", article="Of 2024-05-14", length="short"))
    assert "Earlier in this relation" not in text_of(card)
    await newsroom.carol.click(card, label="Longer")
    assert "Earlier in this relation" in text_of(card)
