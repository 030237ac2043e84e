"""A timeline's card, with its time line drawn where it is long. Joins the newsroom, the cards and the studio."""

from dataclasses import replace

from bot.cards.events import events_card
from bot.cards.message import Card
from bot.cards.timeline_chart import is_long, timeline_picture
from bot.model.ids import GuildId
from bot.model.stored import EventQuery
from bot.services import Services


async def timeline_card(services: Services, query: EventQuery, guild: GuildId, *, has_files: bool) -> Card:
    """Return one page of a timeline.

    Args:
        services: The use cases.
        query: Its offset says which page; its guild is left out.
        guild: The server.
        has_files: Whether a picture may be sent.

    Raises:
        StoreError: The store can't be read.
        BackchannelError: The time line could not be drawn.
    """
    asked = replace(query, guild=guild)
    page = await services.newsroom.timeline(asked)
    title = None
    if asked.article is not None:
        found = await services.newsroom.article(asked.article, guild)
        title = found.reading.article.title or found.reading.summary.title
    view = await services.newsroom.long_view(asked)
    image = None
    if has_files and page.events and is_long(view):
        palette = (await services.digests.settings(guild)).digest.palette
        image = await services.studio.draw_of(
            (view.fingerprint, replace(asked, offset=0, guild=None), palette, title),
            lambda: timeline_picture(view, asked, services.gazetteer, palette, title),
        )
    records = await services.exchange.some_records(asked.pair, guild)
    return events_card(page, asked, services.gazetteer, article_title=title, records=records, view=view, image=image)
