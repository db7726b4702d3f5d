"""A warehouse of a few articles over two nights, with hostile names in it, and a browser that reads its site."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from flows.ledger import Ledger
from flows.load.database import open_stage
from flows.load.publish import PUBLISHED
from flows.load.schema import prepare
from flows.site.build import Built, build_site
from flows.site.search import find_program
from flows.site.serve import make_server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

ROOT = Path(__file__).parents[2]
HOSTILE = "<script>alert(1)</script>"
ESCAPING = "../../etc"
FIRST_NIGHT = datetime(2026, 11, 20, 2, tzinfo=UTC)
SECOND_NIGHT = datetime(2026, 11, 21, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Said:
    """A quote of an article: its words, the speaker as written, the speaker's name, the cue."""

    words: str
    written: str
    name: str
    cue: str = "said"
    kind: str = "direct"
    confidence: float = 0.97
    label: str = "PERSON"


@dataclass(frozen=True)
class Article:
    """An article of the test warehouse."""

    article_id: str
    text: str
    source: str = "The Estuary Post"
    title: str | None = "A headline"
    day: int | None = 19
    url: str | None = "https://estuary.test/1"
    said: Sequence[Said] = ()
    names: Sequence[tuple[str, str]] = ()
    seen: datetime = FIRST_NIGHT
    facts: dict[str, Any] = field(default_factory=dict)


ARTICLES = (
    Article(
        "aa01",
        "“I asked for a bridge and you have brought me a cathedral,” said Nuala Byrne, the mayor. "
        "Ruane Group did not answer. Byrne said that the council would vote in Galway.",
        title="Footbridge to cost 4.8 million",
        said=(
            Said("I asked for a bridge and you have brought me a cathedral,", "Nuala Byrne", "Nuala Byrne"),
            Said("the council would vote in Galway", "Byrne", "Nuala Byrne", kind="indirect", confidence=0.7),
        ),
        names=(("Ruane Group", "ORG"), ("Galway", "GPE")),
    ),
    Article(
        "aa02",
        "“The bridge was never meant to be a cathedral at any price,” said Tomas Ruane of Ruane Group in Galway.",
        source="Lantern Wire",
        title="Builder answers the mayor",
        day=20,
        url="https://lantern.test/2",
        said=(Said("The bridge was never meant to be a cathedral at any price,", "Tomas Ruane", "Tomas Ruane"),),
        names=(("Ruane Group", "ORG"), ("Galway", "GPE")),
        seen=SECOND_NIGHT,
    ),
    Article(
        "aa03",
        f"“Nobody escapes a well written page, whatever it is called,” said {HOSTILE} in Galway.",
        source=ESCAPING,
        title=f"{HOSTILE}\u202e</title>",
        day=21,
        url="javascript:alert(1)",
        said=(Said("Nobody escapes a well written page, whatever it is called,", HOSTILE, HOSTILE),),
        names=(("Galway", "GPE"),),
        seen=SECOND_NIGHT,
    ),
    Article("aa04", "Rain fell on the estuary.", title=None, day=None, url=None),
)

_QUOTE_COLUMNS = (
    "quote_id, article_id, kind, text, start_char, end_char, segments, cue, cue_start, cue_end, cue_class, speaker,"
    " speaker_entity_id, speaker_text, speaker_start, speaker_end, speaker_form, speaker_role, resolution, confidence,"
    " rule, is_unclosed"
)
_MENTION_COLUMNS = "mention_id, article_id, entity_id, entity_name, kind, label, text, start_char, end_char"
_COPIED = (
    "articles(article_id, source, url, title, authors, published_at, published_on, language, text, word_count,"
    " text_hash, record_hash, version, copy_of, first_seen_at, loaded_at, run_id, extractor)"
)


def write_warehouse(folder: Path, articles: Sequence[Article] = ARTICLES, extra: str = "") -> Path:
    """Write a published file and a ledger of these articles; `extra` is SQL on the file before it is closed."""
    folder.mkdir(parents=True, exist_ok=True)
    with open_stage(folder / PUBLISHED) as stage:
        prepare(stage, ROOT / "sql", ROOT / "seeds")
        for article in articles:
            _insert(stage, article)
        _count_entities(stage)
        nights = sorted({article.seen for article in articles})
        _write_ledger(folder, stage, nights)
        if extra:
            stage.execute(extra)
    return folder


def _insert(stage: duckdb.DuckDBPyConnection, article: Article) -> None:
    at = datetime(2026, 11, article.day, 9, tzinfo=UTC) if article.day else None
    values: list[Any] = [article.article_id, article.source, article.url, article.title, [], at, at and at.date()]
    values += [
        "en",
        article.text,
        len(article.text.split()),
        article.text[:20],
        "r",
        1,
        None,
        article.seen,
        article.seen,
        "run",
        "x",
    ]
    stage.execute(f"insert into main.{_COPIED} values ({', '.join('?' * len(values))})", values)
    stage.execute(
        "insert into main.article_versions by name"
        " select article_id, version, text, text_hash, first_seen_at as seen_from, null as seen_to"
        " from main.articles where article_id = ?",
        [article.article_id],
    )
    for place, said in enumerate(article.said):
        _insert_quote(stage, article, place, said)
    for name, label in article.names:
        _insert_mention(stage, article, name, name, label)


def _insert_quote(stage: duckdb.DuckDBPyConnection, article: Article, place: int, said: Said) -> None:
    start = article.text.index(said.words)
    end = start + len(said.words)
    speaker = nearest(article.text, said.written, start, end)
    cue = nearest(article.text, said.cue, start, end)
    quote_id = f"{article.article_id}q{place}"
    values = [quote_id, article.article_id, said.kind, said.words, start, end, [{"start_char": start, "end_char": end}]]
    values += [said.cue, cue, cue + len(said.cue), "speech", said.name, entity_id(said.name), said.written, speaker]
    values += [speaker + len(said.written), "name", None, "explicit", said.confidence, "after", False]
    stage.execute(f"insert into main.quotes ({_QUOTE_COLUMNS}) values ({', '.join('?' * len(values))})", values)
    _insert_mention(stage, article, said.written, said.name, said.label)
    for name, _ in article.names:
        if name in said.words:
            mention_id = f"{article.article_id}{entity_id(name)}"
            stage.execute("insert into main.quote_mentions values (?, ?, ?)", [quote_id, mention_id, entity_id(name)])


def nearest(text: str, words: str, start: int, end: int) -> int:
    """Where the words stand nearest to a stretch of the text."""
    places = [match.start() for match in re.finditer(re.escape(words), text)]
    return min(places, key=lambda place: max(start - place, place - end))


def _insert_mention(stage: duckdb.DuckDBPyConnection, article: Article, written: str, name: str, label: str) -> None:
    start = article.text.index(written)
    mentioned = entity_id(name)
    values = [f"{article.article_id}{mentioned}", article.article_id, mentioned, name, "name", label, written]
    stage.execute(
        f"insert into main.mentions ({_MENTION_COLUMNS}) values ({', '.join('?' * 9)})",
        [*values, start, start + len(written)],
    )


def entity_id(name: str) -> str:
    """The id of an entity of the test warehouse."""
    return "e" + name.encode().hex()[:12]


def _count_entities(stage: duckdb.DuckDBPyConnection) -> None:
    stage.execute("""
        insert into main.entities by name
        select
            entity_id, any_value(entity_name) as name, any_value(label) as label, []::varchar[] as aliases,
            min(articles.first_seen_at) as first_seen_at, count(*) as mention_count,
            count(distinct article_id) as article_count
        from main.mentions join main.articles using (article_id)
        group by entity_id
    """)


def _write_ledger(folder: Path, stage: duckdb.DuckDBPyConnection, nights: Sequence[datetime]) -> None:
    with Ledger.open(folder, ROOT / "sql") as ledger:
        for started_at in nights:
            run_id = ledger.start_run(
                started_at.date(), started_at, None, software_version="0", model="m", extractor="x"
            )
            ledger.update_run(run_id, status="published", seconds=12.5)
            stage.execute(
                "insert into ops.runs by name select ? as run_id, ? as night, ? as started_at, 12.5 as seconds,"
                " 'published' as status, 1 as pid, 'h' as host, '0' as software_version, 'm' as model,"
                " 'x' as extractor",
                [run_id, started_at.date(), started_at],
            )


def build(folder: Path, **options: Any) -> Built:
    """Build the site of a test warehouse."""
    with Ledger.read(folder) as ledger:
        return build_site(folder, ledger, **options)


def contents(folder: Path, *, is_search: bool = False) -> dict[str, bytes]:
    """Path -> bytes of every file of a site; those of the search index only if asked for."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    found = {str(path.relative_to(folder)): path.read_bytes() for path in files}
    return {path: content for path, content in found.items() if is_search or not path.startswith("search/")}


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with its site. Tests only read it."""
    folder = write_warehouse(tmp_path_factory.mktemp("site") / "warehouse")
    build(folder)
    return folder


@pytest.fixture(scope="session")
def site(warehouse: Path) -> Path:
    """The folder of the site."""
    return warehouse / "site"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address at which the site is served."""
    with make_server(site, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Headless Chromium, from Debian's package or another on the PATH.

    For one module: Playwright keeps an event loop in this thread, in which no later test could run one of its own.
    """
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        pytest.skip("no Chromium on the PATH (Debian: apt-get install chromium)")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    quiet += ["--disable-component-update", "--disable-sync"]
    with api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=quiet, chromium_sandbox=False)
        yield launched
        launched.close()


@dataclass
class Visit:
    """A page in the browser, and all that it complained of or asked of another machine."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a path of the site."""
        self.page.goto(self.address + path, wait_until="load")
        return self.page

    def note_message(self, message: ConsoleMessage) -> None:
        """Note what the page writes to the console."""
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def note_error(self, error: Exception) -> None:
        """Note an error of a script."""
        self.complaints.append(str(error))

    def note_request(self, request: Request) -> None:
        """Note a request to another machine."""
        if is_elsewhere(request.url, self.address):
            self.complaints.append(request.url)

    def note_failure(self, request: Request) -> None:
        """Note a request that failed, except one of the site that the browser dropped when it left the page."""
        is_dropped = request.failure == "net::ERR_ABORTED" and not is_elsewhere(request.url, self.address)
        if not is_dropped:
            self.complaints.append(f"failed: {request.url}")


@pytest.fixture
def open_visit(browser: Browser, address: str) -> Iterator[Callable[..., Visit]]:
    """A function that opens a browser window; its keywords are those of a browser context (width, colours)."""
    contexts: list[BrowserContext] = []

    def visit(**options: Any) -> Visit:
        context = browser.new_context(**options)
        context.set_default_timeout(120_000)  # a busy machine takes a minute where an idle one takes a blink
        contexts.append(context)
        opened = Visit(context.new_page(), address)
        opened.page.on("console", opened.note_message)
        opened.page.on("pageerror", opened.note_error)
        opened.page.on("request", opened.note_request)
        opened.page.on("requestfailed", opened.note_failure)
        return opened

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def visit(open_visit: Callable[..., Visit]) -> Visit:
    """One window of usual width."""
    return open_visit()


def is_elsewhere(url: str, address: str) -> bool:
    """Whether a request goes to anybody but the site."""
    return not url.startswith((address, "data:", f"blob:{address}"))


@pytest.fixture
def needs_search() -> None:
    """Skip where Pagefind has no program for this machine."""
    if find_program() is None:
        pytest.skip("no Pagefind program for this machine")
