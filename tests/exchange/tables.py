"""Rows of the tables that are imported, made by hand: each has the columns of the real one and values of our own."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

POLECAT_COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
ICEWS_COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
_COUNTRIES = ("USA", "CHN", "RUS", "DEU", "FRA", "JPN", "IND", "BRA", "ZAF", "TUR", "IRN", "ROM")
_CODES = ("042", "051", "112", "1243", "173", "195", "036", "0841", "163", "057")


def gdelt_row(
    number: int | str = 1,
    day: str = "20230614",
    code: str = "042",
    source: tuple[str, str, str] = ("BEIJING", "CHN", "GOV"),
    target: tuple[str, str, str] = ("UNITED STATES", "USA", ""),
    place: str = "Beijing, Beijing, China",
    url: str = "https://news.example/world/visit-1",
    added: str = "",
) -> str:
    """One line of the event table of GDELT 2.0; each side by name, country and role."""
    row = [""] * 61
    row[0], row[1], row[2], row[3] = str(number), day, day[:6], day[:4]
    row[6], row[7], row[12] = source
    row[16], row[17], row[22] = target
    row[25], row[26], row[27], row[28], row[29], row[30] = "1", code, code[:3], code[:2], "1", "1.9"
    row[51], row[52], row[59], row[60] = "4", place, added or f"{day}120000", url
    return "\t".join(row)


def headed(columns: Sequence[str], *rows: dict[str, str], mark: str = "\t") -> str:
    """A table with its header; each row by column names, the others empty."""
    lines = [mark.join(columns), *(mark.join(row.get(name, "") for name in columns) for row in rows)]
    return "\n".join(lines) + "\n"


def gdelt_lines(count: int, *, share: float, seed: int = 1, one_pair: bool = False) -> Iterator[str]:
    """Many lines, of which a share is between two countries; the others have one side without a country or at home."""
    pick = random.Random(seed)
    for number in range(count):
        first, second = ("CHN", "USA") if one_pair else pick.sample(_COUNTRIES, 2)
        if pick.random() >= share:
            second = pick.choice(("", first, "AFR"))
        day = date(2015, 2, 18) + timedelta(days=pick.randrange(3000))
        yield gdelt_row(
            number=410000000 + number,
            day=f"{day:%Y%m%d}",
            code=pick.choice(_CODES),
            source=(f"{first} MINISTER", first, "GOV"),
            target=(f"{second} PRESIDENT", second, "GOV") if second else ("", "", ""),
            url=f"https://www.outlet{pick.randrange(500)}.example/{day.year}/a-story-of-{number}.html",
        )
