"""The table of fuzz targets. A new one: a module with a `Target`, and its name in `TARGETS`."""

from tests.fuzz.codes import CODES
from tests.fuzz.documents import DOCX, PDF
from tests.fuzz.feeds import DISCOVERY, FEEDS, LISTS
from tests.fuzz.fields import FIELDS, PACKING, ROBOTS
from tests.fuzz.filters import FILTERS
from tests.fuzz.ids import IDS
from tests.fuzz.pages import CHARSETS, PAGES
from tests.fuzz.readings import READINGS
from tests.fuzz.target import Target
from tests.fuzz.urls import URLS
from tests.fuzz.wire import WIRE

TARGETS: dict[str, Target] = {
    one.name: one
    for one in (
        URLS, PAGES, CHARSETS, PDF, DOCX, ROBOTS, FIELDS, PACKING, WIRE, FEEDS, LISTS, DISCOVERY, FILTERS,
        CODES, IDS, READINGS,
    )
}  # fmt: skip
