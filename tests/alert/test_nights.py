"""Fourteen nights as whole runs, from files to mailbox: nothing false, nothing missed, nothing repeated.

Nights 2 to 7 are the ledger's rows of the first one again, under their dates: what a usual source has brought.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.errors import Exit, GateFailed
from flows.ledger import Ledger
from tests.conftest import ROOT, Night, RunNight

from .receivers import Hook, Mailbox, mail_server, web_server

FIRST = date(2026, 11, 2)
GOOD = {"wire.test": 8, "post.test": 6}
TOWNS = ("Lodz", "Quito", "Bergen", "Accra", "Osaka", "Perth", "Leeds", "Porto")
TEXT = """The council of {town} met on Monday to settle the budget for road {number} and the school beside it.

"We will repair road {number} before the winter comes," said Ada Ng, the mayor of {town}, after the vote.

Her deputy, Omar Diaz, told {source} that the work in {town} would take {number} days and cost less than last year.
"""
GARBLED = "\ufffd" * 10
"""Two in a hundred characters of such a text: what a wrong decoding leaves of its quotation marks."""


def on(day: int) -> date:
    return FIRST + timedelta(days=day - 1)


def write(file: Path, day: int, brought: dict[str, int], count_garbled: int) -> Path:
    """A file of that night's articles: source -> how many, of which `count_garbled` in all cannot be read."""
    named = [(source, number) for source, count in brought.items() for number in range(count)]
    lines = []
    for position, (source, number) in enumerate(named):
        town, road = TOWNS[number % len(TOWNS)], 1000 * day + number
        record: dict[str, Any] = {"id": f"{day}-{number}", "source": source, "title": f"Road {road} in {town}"}
        text = TEXT.format(town=town, number=road, source=source) + GARBLED * (position < count_garbled)
        record |= {"text": text, "authors": ["Ada Lind"], "published_at": f"{on(day)}T01:00:00Z"}
        lines.append(json.dumps(record))
    file.write_text("\n".join(lines), "utf-8")
    return file


@dataclass
class House:
    """A warehouse, what runs its nights, and the channels on which they are told."""

    warehouse: Path
    run_night: RunNight
    mail: Mailbox
    hook: Hook

    def night(self, day: int, brought: dict[str, int], *, count_garbled: int = 0) -> Exit:
        """One run of a night; every input is accounted for, published or not, and what is not leaves the file."""
        published = self.warehouse / "onrecord.duckdb"
        before = published.read_bytes() if published.exists() else b""
        file = write(self.warehouse.parent / "night.jsonl", day, brought, count_garbled)
        # One shard, which stays in this process.
        said = {"shard_words": 100_000, "alert_to": f"{self.mail.address} {self.hook.address}"}
        at = datetime.combine(on(day), datetime.min.time(), UTC) + timedelta(hours=2)
        try:
            self.run_night(self.warehouse, file, night=on(day), started_at=at, **said)
            ended = Exit.DONE
        except GateFailed:
            assert published.read_bytes() == before
            ended = Exit.GATE_FAILED
        self.require_accounts(sum(brought.values()), ended)
        return ended

    def require_accounts(self, inputs: int, ended: Exit) -> None:
        """The newest run says how it ended, and that each of its inputs ended in one outcome."""
        [run] = Night(self.warehouse, "").ledger("select * from runs order by rowid desc limit 1")
        rows = Night(self.warehouse, "").ledger("select input from outcomes where run_id = ?", run["run_id"])
        assert (run["exit_code"], run["inputs"]) == (ended, inputs)
        assert len(rows) == len({row["input"] for row in rows}) == inputs

    def repeat_first_night(self, days: range) -> None:
        """Give the ledger the first night's run, checks and counts again, under the dates of other nights."""
        with closing(Ledger.open(self.warehouse, ROOT / "sql")) as ledger, ledger.transaction():
            for day in days:
                started_at = datetime.combine(on(day), datetime.min.time(), UTC)
                again = {"run_id": f"{on(day)}.1", "night": on(day), "started_at": started_at}
                for table in ("runs", "source_nights", "checks"):
                    rows = ledger.rows(f"select * from {table} where run_id = ?", [f"{FIRST}.1"])
                    kept = [{**row, **{name: again[name] for name in again.keys() & row.keys()}} for row in rows]
                    ledger.add(table, kept)


@pytest.fixture
def house(run_night: RunNight, tmp_path: Path) -> Iterator[House]:
    with mail_server() as mail, web_server() as hook:
        yield House(tmp_path / "warehouse", run_night, mail, hook)


def test_fourteen_whole_nights_are_told_in_five_messages(house: House) -> None:
    many = {"wire.test": 30, "post.test": 22}
    assert house.night(1, GOOD) is Exit.DONE
    house.repeat_first_night(range(2, 8))
    assert house.night(8, GOOD) is Exit.DONE
    for day in (9, 9, 10):  # broken, tried again, still broken
        assert house.night(day, many, count_garbled=12) is Exit.GATE_FAILED
    assert house.night(11, many) is Exit.DONE
    assert house.night(12, {"wire.test": 8}) is Exit.DONE  # a source is silent
    assert house.night(13, {"wire.test": 3, "post.test": 6}) is Exit.DONE  # another brings less than half
    assert house.night(5, {"wire.test": 2}) is Exit.DONE  # a day is derived again
    assert house.night(14, GOOD) is Exit.DONE

    expected = [
        ("On Record, night of 2026-11-10: 1 opened", "CRITICAL opened: articles_quarantined_share on articles"),
        ("On Record, night of 2026-11-12: 1 resolved", "RESOLVED articles_quarantined_share on articles"),
        ("On Record, night of 2026-11-13: 1 opened", "WARNING opened: source_silent on source_nights (post.test)"),
        ("On Record, night of 2026-11-14: 1 opened, 1 resolved", "WARNING opened: source_volume_low on source_nights"),
        ("On Record, night of 2026-11-15: 1 resolved", "RESOLVED source_volume_low on source_nights (wire.test)"),
    ]
    assert [title for title, _ in house.mail.mails] == [title for title, _ in expected]
    assert [post["title"] for post in house.hook.posts] == [title for title, _ in expected]
    for (_, said), (_, mail), post in zip(expected, house.mail.mails, house.hook.posts, strict=True):
        assert said in mail
        assert said in post["message"]
