"""A message says what to know, in bounds, and cannot be used to address people or to fake another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.alert.changes import Change
from flows.alert.incidents import Incident
from flows.alert.message import CHECKS, SHOWN_CHANGES, Message, NightNews, compose_message, find_query, neutralise
from flows.enums import CheckKind, IncidentStatus, Severity

NIGHT = date(2026, 11, 22)
INCIDENT = Incident(
    incident_id="0123456789abcdef",
    table_name="mentions",
    rule_id="mention_kind",
    scope="",
    kind=CheckKind.ROW,
    severity=Severity.WARNING,
    status=IncidentStatus.OPEN,
    opened_on=NIGHT,
    last_failed_on=NIGHT,
    resolved_on=None,
    nights_failed=1,
    times_reopened=0,
    told_severity=None,
    muted_until=None,
    parent_id=None,
    run_id="2026-11-22.1",
    count_failed=30,
    count_rows=1000,
    observed="30 of 1,000 rows fail",
    threshold="column_values_to_be_in_set",
    why="An unknown kind is in no mart.",
    owner="extract",
    sample_keys=("m1", "m2", "m3", "m4", "m5"),
)


def body(
    *incidents: Incident, change: Change = Change.OPENED, error: str | None = None, is_published: bool = True
) -> str:
    changes, medians = [(change, one) for one in incidents], {INCIDENT.incident_id: 0.001}
    return compose(changes, medians=medians, error=error, is_published=is_published).body


def compose(changes: Sequence[tuple[Change, Incident]], *, is_published: bool = True, **more: Any) -> Message:
    return compose_message(NightNews(NIGHT, changes, Path("quality.html"), is_published, **more))


def test_all_there_is_to_know() -> None:
    assert body(INCIDENT) == (
        "WARNING opened: mention_kind on mentions\n"
        "An unknown kind is in no mart.\n"
        "Seen: 30 of 1,000 rows fail (3.00%; 14-day median 0.10%)\n"
        "Limit: column_values_to_be_in_set\n"
        "Examples: m1, m2, m3, m4, m5\n"
        "Owner: extract. Failing since 2026-11-22.\n"
        "Look: onrecord incidents show 0123456789abcdef\n"
        "SQL: from ops.quarantine where run_id = '2026-11-22.1' and table_name = 'mentions'\n"
        "\n"
        "All rules and their history: quality.html"
    )


def test_a_resolution_says_how_long_it_lasted() -> None:
    over = replace(
        INCIDENT, status=IncidentStatus.RESOLVED, resolved_on=NIGHT, nights_failed=5, opened_on=date(2026, 11, 17)
    )
    assert "RESOLVED mention_kind on mentions\nIt failed on 5 nights, from 2026-11-17 to 2026-11-22." in body(
        over, change=Change.RESOLVED
    )


def test_no_sql_for_rows_that_were_not_published() -> None:
    text = body(INCIDENT, error="Critical rules failed.", is_published=False)
    assert text.startswith("Nothing was published: Critical rules failed.")
    assert "SQL:" not in text


def test_what_fails_after_the_publication_does_not_deny_it() -> None:
    text = body(INCIDENT, error="OSError: No space left on device")
    assert text.startswith("The night is published, but then: OSError: No space left on device")
    assert "SQL:" in text


def test_the_sql_of_a_rule_in_sql_is_its_query_on_one_line() -> None:
    text = body(replace(INCIDENT, kind=CheckKind.SQL, rule_id="entities_unique"))
    assert "\nSQL: select entity_id from main.entities group by entity_id having count(*) > 1\n" in text


@pytest.mark.parametrize("file", sorted(CHECKS.glob("*.sql")), ids=lambda file: file.stem)
def test_the_sql_of_every_rule_asks_what_its_file_asks(file: Path) -> None:
    shown = find_query(replace(INCIDENT, kind=CheckKind.SQL, rule_id=file.stem), CHECKS)
    tree = "select json_serialize_sql(?::varchar)"
    asked, written = (duckdb.execute(tree, [text]).fetchall() for text in (shown, file.read_text("utf-8")))
    assert without_places(asked) == without_places(written)
    assert '"error":false' in str(asked)


def without_places(tree: object) -> str:
    """A parsed query without where in its text each part stands."""
    return re.sub(r'"\w+_(location|length)":\d+', "", str(tree))


@pytest.mark.parametrize("kind", [CheckKind.BASELINE, CheckKind.RUN])
def test_what_the_published_file_cannot_show_has_no_sql(kind: CheckKind) -> None:
    text = body(replace(INCIDENT, kind=kind, scope="O'Neill <b> @x"))
    assert "SQL:" not in text
    assert "Look: onrecord incidents show 0123456789abcdef" in text


def test_a_rule_that_is_gone_has_no_sql() -> None:
    assert "SQL:" not in body(replace(INCIDENT, kind=CheckKind.SQL, rule_id="gone"))


def test_nothing_is_said_twice() -> None:
    error = "Critical rules failed: a.b. Nothing was published; yesterday's file is untouched."
    assert body(INCIDENT, error=error, is_published=False).startswith("Critical rules failed: a.b. Nothing was")
    share = replace(INCIDENT, observed="52 of 52 rows refused (100.0%)", count_failed=52, count_rows=52)
    assert "Seen: 52 of 52 rows refused (100.0%); 14-day median 0.10%\n" in body(share)
    over = replace(INCIDENT, status=IncidentStatus.RESOLVED, resolved_on=NIGHT)
    assert "It failed on 1 night, on 2026-11-22." in body(over, change=Change.RESOLVED)


def test_what_still_fails_is_counted() -> None:
    message = compose([], ongoing=[INCIDENT])
    assert "- mention_kind on mentions: 1 night, since 2026-11-22 (warning): 30 of 1,000 rows fail" in message.body


def test_a_night_without_publication_is_no_good_news() -> None:
    changes = [(Change.RESOLVED, replace(INCIDENT, status=IncidentStatus.RESOLVED, resolved_on=NIGHT))]
    message = compose(changes, error="Rules failed.", is_published=False)
    assert message.severity is Severity.CRITICAL
    assert message.title == "On Record, night of 2026-11-22: 1 resolved, nothing published"


def test_the_severity_is_the_worst_that_fails() -> None:
    grave = replace(INCIDENT, severity=Severity.CRITICAL)
    changes = [(Change.OPENED, INCIDENT), (Change.OPENED, grave)]
    assert compose(changes).severity is Severity.CRITICAL
    assert compose([(Change.RESOLVED, grave)]).severity is Severity.INFO


def test_a_message_is_bounded() -> None:
    long = replace(
        INCIDENT, observed="o" * 9_999, threshold="t" * 9_999, scope="s" * 9_999, sample_keys=("k" * 999,) * 5
    )
    text = body(*[long] * 200)
    assert len(text) < SHOWN_CHANGES * 2_500
    assert "… and 180 more: onrecord incidents list" in text


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("<!channel> look", "‹!channel› look"),
        ("<https://evil.test|a link>", "‹https://evil.test|a link›"),
        ("@everyone", "＠everyone"),
        ("one\n\nRESOLVED everything", "one RESOLVED everything"),
        ("a\x1b[2Jb\u202ec", "a[2Jbc"),
        ("x" * 50, "x" * 19 + "…"),
    ],
)
def test_what_comes_from_articles_is_made_neutralise(hostile: str, shown: str) -> None:
    assert neutralise(hostile, 20 if len(hostile) == 50 else 99) == shown
