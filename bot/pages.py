"""From a page or a file to the article in it, or to why there is none. Runs where reading does, without its model."""

from datetime import date

from bot.model.errors import CannotReadError
from bot.reading.abstain import refuse_page
from bot.sources.answers import Page
from bot.sources.extract import ExtractedPage, extract_file, extract_page


def article_of_page(page: Page, *, today: date) -> ExtractedPage:
    """Take the article out of a fetched page.

    Args:
        page: As `Web.page` gives it.
        today: A publication date after this day is not believed.

    Raises:
        CannotReadError: It is broken, encrypted, without a text, or something else than an article.
    """
    return _checked(extract_page(page, today=today))


def article_of_file(body: bytes, *, name: str, today: date) -> ExtractedPage:
    """Take the article out of a file.

    Args:
        body: Its bytes.
        name: Its name as sent; the ending decides where the bytes don't.
        today: A publication date after this day is not believed.

    Raises:
        InvalidInputError: A kind of file that is not read.
        CannotReadError: It is too large, broken, encrypted, without a text, or something else than an article.
    """
    return _checked(extract_file(body, name=name, today=today))


def _checked(found: ExtractedPage) -> ExtractedPage:
    if found.view is not None:
        try:
            refuse_page(found.view, found.text)
        except CannotReadError as error:
            error.concern(title=found.title or found.view.title or None, url=found.url)
            raise
    return found
