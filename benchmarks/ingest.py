"""How fast articles come in: pages against trafilatura alone, and fetching against what the politeness settings allow.

    python benchmarks/ingest.py [FOLDER OF HTML PAGES]

The figures are ratios within one run. Pages: our pace over trafilatura's on the same pages with metadata (limit: at
least 0.95); the two take turns page by page, so that a busy machine slows both. Lines: our articles per second from
100,000 JSON lines over `polars.read_ndjson` with language identification (limit: at least 0.5). The two take turns file
by file, and each line has another text: identifying one text again and again is faster than any real use. Fetching:
8 local hosts with 100 pages each and 50 ms before each answer; our time over the least that the settings' delay allows
(limit: at most 1.3).
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path

import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from flows.enums import SourceKind
from flows.ingest.fetch.step import FetchJob, fetch
from flows.ingest.options import SEEDS
from flows.ingest.page.page import read_page
from flows.ingest.units import Refused
from flows.records import KNOWN_VERSIONS
from flows.settings import Fetching, Source
from tests.ingest.fetch.site import Request, article, open_site
from tests.ingest.page.test_page import page

LEAST_PACE = 0.95
LEAST_LINES = 0.5
FILES, LINES = 10, 10_000
WORDS = 80
MOST_TIME = 1.3
ROUNDS = 3
HOSTS, PAGES, LATENCY, DELAY = 8, 100, 0.05, 0.1


def pace(pages: list[str]) -> float:
    """Our pages per second of processor time over trafilatura's."""
    import trafilatura

    ours = theirs = 0.0
    for html in pages * ROUNDS:
        began = time.process_time()
        trafilatura.bare_extraction(html, with_metadata=True)
        between = time.process_time()
        with suppress(Refused):
            read_page(html, SEEDS, "en")
        theirs += between - began
        ours += time.process_time() - between
    print(f"pages: ours {len(pages) * ROUNDS / ours:.1f}/s, trafilatura {len(pages) * ROUNDS / theirs:.1f}/s", end=" ")
    return theirs / ours


def lines() -> float:
    """The time of `polars.read_ndjson` with language identification over ours, on the same JSON lines."""
    from flows.ingest.step import ingest
    from flows.ingest.text.language import identify_language

    identify_language("The bridge stays closed.", "en")
    known = pl.DataFrame(schema=KNOWN_VERSIONS)
    ours = theirs = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(FILES):
            path = Path(folder, f"{number}.jsonl")
            path.write_text("".join(json.dumps(row) + "\n" for row in records(number)), "utf-8")
            began = time.process_time()
            for text in pl.read_ndjson(path)["text"]:
                identify_language(text, "en")
            between = time.process_time()
            ingest([path], source=None, known=known, extractor="", folder=Path(folder, "out"), shard_words=1_000_000,
                   progress=lambda done, total: None)  # fmt: skip
            theirs += between - began
            ours += time.process_time() - between
    print(f"lines: ours {FILES * LINES / ours:,.0f}/s, polars {FILES * LINES / theirs:,.0f}/s", end=" ")
    return theirs / ours


def records(number: int) -> Iterator[dict[str, str]]:
    """The records of a file: passages from the sample articles, each with an address of its own."""
    words = " ".join(path.read_text("utf-8") for path in sorted((SEEDS / "articles").glob("*.txt"))).split()
    chance = random.Random(number)
    for line in range(LINES):
        start = chance.randrange(len(words) - WORDS)
        yield {
            "title": f"Bridge {line}",
            "text": " ".join(words[start : start + WORDS]),
            "date": f"2026-03-14T{line % 24:02}:{line % 60:02}:00Z",
            "author": "By Ida Berg",
            "url": f"https://courier.test/{number}/{line}",
        }


def serve(ports: Connection) -> None:
    """The sites, in a process of their own so that they take no time from the fetching; ends with its parent's pipe."""

    def answer(request: Request) -> None:
        time.sleep(LATENCY)
        request.send(article(request.path))

    with ExitStack() as stack:
        sites = [stack.enter_context(open_site()) for _ in range(HOSTS)]
        for site in sites:
            for n in range(PAGES):
                site.serve(f"/{n}", answer)
        ports.send([site.url for site in sites])
        ports.recv()


def politeness() -> float:
    """The time to fetch all pages over the least that the delay between requests to one host allows."""
    ours, theirs = Pipe()
    server = get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    urls = [tuple(f"{site}/{n}" for n in range(PAGES)) for site in ours.recv()]
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        job = FetchJob(
            sources={f"s{n}": Source(kind=SourceKind.PAGE, urls=one, limit=PAGES) for n, one in enumerate(urls)},
            settings=Fetching(delay=DELAY, concurrency=HOSTS, allow_loopback=True),
            folder=Path(folder, "fetched"),
            archive=Path(folder, "raw"),
            state=Path(folder, "fetching"),
            run_id="benchmark",
            started_at=datetime.now(UTC),
        )
        fetched = fetch(job)
        took = time.monotonic() - began
        ours.send("done")
        assert pl.read_parquet(fetched.fetches).filter(outcome="fetched").height == HOSTS * PAGES
    # robots.txt and the pages, each a delay after the one before, and the last one's answer.
    least = PAGES * max(DELAY, LATENCY) + LATENCY
    print(f"fetching: {HOSTS} hosts x {PAGES} pages in {took:.1f} s, at least {least:.1f} s", end=" ")
    return took / least


def main() -> None:
    """Print the ratios; exit 1 if one misses its limit."""
    import trafilatura  # noqa: F401 -- imported before anything is timed

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    files = sorted(folder.glob("*.html")) if folder else []
    pages = [path.read_text("utf-8", "replace") for path in files] or [page(), article("Lund")] * 20
    read_page(page(), SEEDS, "en")
    ratio = pace(pages)
    print(f"ratio {ratio:.2f} (at least {LEAST_PACE})")
    line_ratio = lines()
    print(f"ratio {line_ratio:.2f} (at least {LEAST_LINES})")
    time_ratio = politeness()
    print(f"ratio {time_ratio:.2f} (at most {MOST_TIME})")
    sys.exit(ratio < LEAST_PACE or line_ratio < LEAST_LINES or time_ratio > MOST_TIME)


if __name__ == "__main__":
    main()
