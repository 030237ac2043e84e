"""What reports of imports call the reasons and faults."""

from bot.model.records import BadRow, LeftOut

LEFT: dict[LeftOut, str] = {
    LeftOut.NO_COUNTRY: "one side has no country",
    LeftOut.NO_STATE: "one side is a region or no country that is known here",
    LeftOut.ONE_COUNTRY: "both sides are of one country",
    LeftOut.NOT_CODED: "a bare statement, which PLOVER does not code",
}
BAD: dict[BadRow, str] = {
    BadRow.COLUMNS: "another number of columns than the table has",
    BadRow.ENCODING: "no text in UTF-8",
    BadRow.LENGTH: "a line longer than any of such a table",
    BadRow.KEY: "no event's id",
    BadRow.DAY: "no day of the calendar",
    BadRow.CODE: "an event code that is not known",
}
