"""Counts with what they count, as whole labels, for words that several cards share; others stand with their card."""

from bot.model.language import numeral, say, say_n


def events_counted(count: int) -> str:
    """Return "1 event", "2 events"."""
    return say_n("{n} event", "{n} events", count, n=numeral(count))


def reports_counted(count: int) -> str:
    """Return "1 report", "2 reports"."""
    return say_n("{n} report", "{n} reports", count, n=numeral(count))


def entries_counted(count: int) -> str:
    """Return "1 entry", "2 entries"."""
    return say_n("{n} entry", "{n} entries", count, n=numeral(count))


def questions_counted(count: int) -> str:
    """Return "1 question", "2 questions"."""
    return say_n("{n} question", "{n} questions", count, n=numeral(count))


def page_of(page: int, pages: int) -> str:
    """Return which page of how many is shown, from 1: "Page 2 of 3"."""
    return say("Page {page} of {pages}", page=page, pages=pages)
