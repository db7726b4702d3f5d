"""Fourteen nights against a real mail server and a real webhook: nothing false, nothing missed, nothing repeated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.alert.step import Alerted, Audience, EndedNight, alert
from flows.enums import Severity
from flows.ledger import Ledger
from tests.rows import make_check

from .receivers import Hook, Mailbox, mail_server, web_server
from .test_baselines import night as usual

ROOT = Path(__file__).parents[2]
FIRST = date(2026, 11, 2)
STOPPED = "Critical rules failed: mentions.mentions_people_found."


@dataclass
class House:
    """A ledger and the channels that its nights are told on."""

    ledger: Ledger
    mail: Mailbox
    hook: Hook
    sql_failing: int = 0

    def night(
        self,
        day: int,
        brought: dict[str, int] | None,
        *,
        people: bool = True,
        heartbeat: str = "",
        to: str | None = None,
    ) -> Alerted:
        """One run: source -> articles (None: the gate stopped it); `people`: whether the critical rule is met."""
        on = FIRST + timedelta(days=day - 1)
        run_id = self.ledger.start_run(
            on, datetime.combine(on, datetime.min.time(), UTC), None, software_version="0", model="m", extractor="x"
        )
        self.ledger.add("checks", [critical(people), in_sql(self.sql_failing)], run_id=run_id)
        arrivals = None if brought is None else {source: usual(count) for source, count in brought.items()}
        addresses = [self.mail.address, self.hook.address] if to is None else to.split()
        alerted = alert(
            self.ledger,
            EndedNight(run_id, on, arrivals, STOPPED if brought is None else None),
            Audience(addresses, Severity.WARNING, heartbeat),
            baselines=ROOT / "expectations" / "baselines.csv",
            page=Path("site/quality.html"),
        )
        self.ledger.update_run(run_id, status="published" if brought is not None else "gate_failed")
        return alerted

    def deliveries(self) -> list[tuple[str, int]]:
        rows = self.ledger.rows("select status, attempts from deliveries order by night, channel")
        return [(row["status"], row["attempts"]) for row in rows]


def critical(people: bool) -> dict[str, Any]:
    why = "A thousand mentions and not one person: the labels are mapped wrongly."
    facts = {"table_name": "mentions", "kind": "table", "severity": "critical", "count_failed": 0, "count_rows": 4000}
    return make_check("mentions_people_found", is_passed=people, why=why, observed="4000", threshold="PERSON", **facts)


def in_sql(count_failed: int) -> dict[str, Any]:
    return {
        **critical(True),
        "rule_id": "mention_vocabulary",
        "kind": "sql",
        "severity": "warning",
        "is_passed": not count_failed,
        "count_failed": count_failed,
        "observed": f"{count_failed} failing rows",
        "threshold": "no failing row",
    }


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with Ledger.open(tmp_path, ROOT / "sql") as ledger, mail_server() as mail, web_server() as hook:
        yield House(ledger, mail, hook)


GOOD = {"wire": 100, "post": 40}


def test_fourteen_nights_are_told_in_five_messages(house: House) -> None:
    said: dict[float, Alerted] = {}
    for day in range(1, 9):
        said[day] = house.night(day, GOOD)
    said[9] = house.night(9, None, people=False)
    said[9.5] = house.night(9, None, people=False)  # the retry of the same night
    said[10] = house.night(10, None, people=False)
    said[11] = house.night(11, GOOD)
    said[12] = house.night(12, {"wire": 101})
    said[13] = house.night(13, {"wire": 50, "post": 41})
    said[13.5] = house.night(5, {"wire": 3})  # a day derived again
    said[14] = house.night(14, GOOD)

    expected = {
        9: ("On Record, night of 2026-11-10: 1 opened", "mentions_people_found on mentions"),
        11: ("On Record, night of 2026-11-12: 1 resolved", "mentions_people_found on mentions"),
        12: ("On Record, night of 2026-11-13: 1 opened", "source_silent on source_nights (post)"),
        13: ("On Record, night of 2026-11-14: 1 opened, 1 resolved", "source_volume_low on source_nights (wire)"),
        14: ("On Record, night of 2026-11-15: 1 resolved", "source_volume_low on source_nights (wire)"),
    }
    titles = [title for title, _ in expected.values()]
    assert [title for title, _ in house.mail.mails] == titles
    assert [post["title"] for post in house.hook.posts] == titles
    for (_, subject), (_, mail), post in zip(expected.values(), house.mail.mails, house.hook.posts, strict=True):
        assert subject in mail
        assert subject in post["message"]
    assert {day for day, alerted in said.items() if alerted.message} == set(expected)
    assert house.deliveries() == [("sent", 1)] * 10


def test_a_message_says_what_to_know(house: House) -> None:
    for day in range(1, 9):
        house.night(day, GOOD)
    house.night(9, None, people=False)
    text = house.hook.posts[0]["message"]
    for said in (
        f"Nothing was published: {STOPPED}",
        "CRITICAL opened: mentions_people_found on mentions",
        "the labels are mapped wrongly",
        "Owner: extract. Failing since 2026-11-10.",
        "Look: onrecord incidents show ",
        "site/quality.html",
    ):
        assert said in text
    assert house.hook.posts[0]["type"] == "failure"


def test_what_still_fails_is_a_line_in_the_next_message(house: House) -> None:
    for day in range(1, 9):
        house.night(day, GOOD)
    house.night(9, {"wire": 100})
    house.night(10, {"wire": 100})
    house.night(11, {"wire": 30})
    text = house.hook.posts[-1]["message"]
    assert len(house.hook.posts) == 2
    assert (
        "Still failing:\n- source_silent on source_nights (post): 3 nights, since 2026-11-10 (warning): no article"
        in text
    )


def test_forty_silent_sources_are_one_incident(house: House) -> None:
    sources = {f"s{number}": 50 for number in range(40)}
    for day in range(1, 9):
        house.night(day, sources)
    house.night(9, {"s0": 50})
    assert [post["title"] for post in house.hook.posts] == ["On Record, night of 2026-11-10: 1 opened"]
    assert "Seen: 39 of 40 sources fail" in house.hook.posts[0]["message"]


def test_a_night_is_not_judged_while_it_is_filling(house: House) -> None:
    for day in range(1, 9):
        house.night(day, {"wire": 50})
        house.night(day, {"wire": 50})
    assert house.night(9, {"wire": 45}).message is None
    assert house.night(9, {"wire": 52}).message is None
    assert house.night(10, {"wire": 20}).message is None
    assert house.night(10, {"wire": 20}).message is not None


def test_a_night_that_is_made_up_for_later_is_not_judged(house: House) -> None:
    for day in (*range(1, 10), 11, 12):
        house.night(day, GOOD)
    assert house.night(10, {"wire": 3}).message is None


def test_a_delivery_that_fails_is_sent_the_next_night_once(house: House) -> None:
    house.hook.is_down = True
    first = house.night(1, None, people=False)
    assert first.count_failed == 1
    assert len(house.mail.mails) == 1
    retried = house.night(1, None, people=False)
    assert retried.count_failed == 0, "the same night must not try again"
    rows = house.ledger.rows("select status, error, channel from deliveries where status = 'failed'")
    assert len(rows) == 1
    assert "s3cr3t-token" not in str(rows)
    house.hook.is_down = False
    house.night(2, None, people=False)
    house.night(3, None, people=False)
    assert [post["title"] for post in house.hook.posts] == ["On Record, night of 2026-11-02: 1 opened"]
    assert len(house.mail.mails) == 1
    assert house.deliveries() == [("sent", 2), ("sent", 1)]


def test_a_delivery_that_never_succeeds_is_given_up_and_what_lasts_is_told_anew(house: House) -> None:
    house.hook.is_down = True
    for day in range(1, 6):
        house.night(day, None, people=False, to=house.hook.address)
        assert house.deliveries() == [("given_up" if day == 5 else "failed", day)]
    house.night(6, None, people=False, to=house.hook.address)
    house.hook.is_down = False
    house.night(7, None, people=False, to=house.hook.address)
    house.night(8, None, people=False, to=house.hook.address)
    assert [post["title"] for post in house.hook.posts] == ["On Record, night of 2026-11-07: 1 opened"]
    assert house.deliveries() == [("given_up", 5), ("sent", 2)]


def test_a_delivery_that_fails_is_tried_once_a_night(house: House) -> None:
    house.hook.is_down = True
    for day, attempts in ((1, 1), (2, 2), (2, 2), (2, 2), (3, 3), (3, 3)):
        house.night(day, None, people=False, to=house.hook.address)
        assert house.deliveries() == [("failed", attempts)]


def test_what_is_owed_to_a_wrong_address_is_owed_to_the_corrected_one(house: House) -> None:
    house.mail.refuses = "550 5.1.1 no such user"
    wrong, right = house.mail.address, f"{house.mail.address}&name=Desk"
    house.night(1, None, people=False, to=f"{wrong} {house.hook.address}")
    house.mail.refuses = ""
    for day in (2, 3):
        house.night(day, None, people=False, to=f"{right} {house.hook.address}")
    title = "On Record, night of 2026-11-02: 1 opened"
    assert [subject for subject, _ in house.mail.mails] == [title]
    assert [post["title"] for post in house.hook.posts] == [title]
    assert sorted(house.deliveries()) == [("given_up", 1), ("sent", 1), ("sent", 1)]


def test_a_first_channel_is_told_what_is_open_once(house: House) -> None:
    for day in (1, 2):
        alerted = house.night(day, None, people=False, to="")
        assert (alerted.message is not None) is (day == 1)
    assert house.ledger.rows("select count(*) as told from incidents where told_severity is not null") == [{"told": 0}]
    for day in (3, 4):
        house.night(day, None, people=False, to=house.hook.address)
    assert [post["title"] for post in house.hook.posts] == ["On Record, night of 2026-11-04: 1 opened"]


def test_failing_rows_in_sql_are_told_again_when_they_grow(house: House) -> None:
    for day, count in enumerate((1, 1, 4, 4, 3, 4, 0), start=1):
        house.sql_failing = count
        house.night(day, GOOD, to=house.hook.address)
    assert [post["title"].partition(": ")[2] for post in house.hook.posts] == ["1 opened", "1 worse", "1 resolved"]
    assert "4 failing rows" in house.hook.posts[1]["message"]


def test_what_is_muted_is_named_in_no_message(house: House) -> None:
    house.night(1, None, people=False, to=house.hook.address)
    (one,) = house.ledger.rows("select incident_id from incidents where parent_id is null")
    house.ledger.mute(one["incident_id"], FIRST + timedelta(days=5))
    house.sql_failing = 2
    house.night(2, None, people=False, to=house.hook.address)
    assert "mentions_people_found on" not in house.hook.posts[1]["message"]


def test_a_channel_that_was_taken_away_gets_nothing(house: House) -> None:
    house.hook.is_down = True
    house.night(1, None, people=False, to=house.hook.address)
    house.hook.is_down = False
    house.night(2, None, people=False, to="")
    assert house.deliveries() == [("given_up", 1)]
    assert house.hook.posts == []


def test_a_night_that_crashed_is_an_incident(house: House) -> None:
    house.night(1, GOOD)
    house.night(2, None)  # no critical rule failed
    house.night(3, GOOD)
    assert [title for title, _ in house.mail.mails] == [
        "On Record, night of 2026-11-03: 1 opened",
        "On Record, night of 2026-11-04: 1 resolved",
    ]
    assert "run_completed on run" in house.mail.mails[0][1]


@pytest.mark.parametrize(("inputs", "refused", "said"), [(20, 4, []), (20, 5, ["1 opened"]), (19, 19, [])])
def test_inputs_that_are_refused_together_are_an_incident(
    house: House, inputs: int, refused: int, said: list[str]
) -> None:
    outcomes = ["quarantined"] * (refused - 1) + ["failed"] + ["loaded"] * (inputs - refused)
    rows = [{"input": str(number), "outcome": outcome} for number, outcome in enumerate(outcomes)]
    house.ledger.add("outcomes", rows, run_id=f"{FIRST}.1")
    house.night(1, GOOD, to=house.hook.address)
    assert [post["title"].partition(": ")[2] for post in house.hook.posts] == said


def test_only_a_published_night_calls_the_heartbeat(house: House) -> None:
    beat = f"http://127.0.0.1:{house.hook.port}/ping/1"
    house.night(1, None, people=False, heartbeat=beat, to="")
    assert house.hook.gets == []
    house.night(2, GOOD, heartbeat=beat, to="")
    assert house.hook.gets == ["/ping/1"]


def test_a_heartbeat_that_fails_is_recorded_and_does_not_fail_the_night(house: House) -> None:
    house.hook.is_down = True
    alerted = house.night(1, GOOD, heartbeat=f"http://127.0.0.1:{house.hook.port}/ping/1", to="")
    assert alerted.count_failed == 1
    assert house.deliveries() == [("given_up", 1)]


def test_without_channels_incidents_are_kept_all_the_same(house: House) -> None:
    house.night(1, None, people=False, to="")
    rows = house.ledger.rows("select rule_id from incidents where parent_id is null")
    assert [row["rule_id"] for row in rows] == ["mentions_people_found"]
    assert house.deliveries() == []
