"""Addresses are told apart, and what is kept of them holds no secret."""

from __future__ import annotations

import time
from threading import Event

import pytest

from flows.alert.delivery import (
    ERROR_CHARS,
    call_heartbeat,
    call_within,
    find_ignored_parts,
    make_channel_id,
    make_channel_name,
    remove_secrets,
    require_addresses,
    send_message,
    split_addresses,
)
from flows.alert.message import Message
from flows.enums import Severity
from flows.errors import UsageError

from .receivers import free_port, mail_server, web_server

WEBHOOK = "jsons://user:s3cr3t-token@hooks.test/services/T0123/B4567"
MESSAGE = Message("Title", "Body <b>bold</b> & “curly”", Severity.WARNING)


def test_addresses_are_separated_by_spaces_or_lines() -> None:
    assert split_addresses(f" {WEBHOOK}\n mailto://desk@paper.test ") == [WEBHOOK, "mailto://desk@paper.test"]
    assert split_addresses("") == []


def test_a_channel_is_known_without_its_secrets() -> None:
    assert "s3cr3t-token" not in make_channel_name(WEBHOOK)
    assert "hooks.test" in make_channel_name(WEBHOOK)
    assert "s3cr3t" not in make_channel_id(WEBHOOK)
    assert make_channel_id(WEBHOOK) != make_channel_id(WEBHOOK + "8")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("json://hooks.test/services/T000/s3cr3t", "json://hooks.test ("),
        ("jsons://user:s3cr3t@hooks.test:8080/a", "jsons://hooks.test ("),
        ("json://hooks.test/?+X-Api-Key=s3cr3t", "json://hooks.test ("),
        ("json://127.0.0.1:4401/?-token=s3cr3t", "json://127.0.0.1 ("),
        ("form://localhost/s3cr3t", "form://localhost ("),
        ("mailto://user:s3cr3t@paper.test?to=desk@paper.test", "mailto://paper.test ("),
        ("discord://s3cr3t4216298/JHMHI8qBe7bk2ZwO5U711o3dV_js", "discord://… ("),
        ("ntfy://s3cr3t", "ntfy://… ("),
        ("nonsense://s3cr3t.test/s3cr3t", "nonsense://… ("),
    ],
)
def test_a_channel_shows_its_service_and_host_alone(address: str, shown: str) -> None:
    name = make_channel_name(address)
    assert name == f"{shown}{make_channel_id(address)[:6]})"
    assert name != make_channel_name(address + "8")


def test_an_error_says_nothing_that_stands_in_the_address() -> None:
    error = "POST https://user:s3cr3t-token@hooks.test/services/T0123/B4567 failed:\nrefused " + "x" * 999
    kept = remove_secrets(error, WEBHOOK)
    assert "refused" in kept
    assert len(kept) == ERROR_CHARS
    for secret in ("s3cr3t-token", "T0123", "B4567", "user"):
        assert secret not in kept
    assert remove_secrets("key a b/c refused", "json://hooks.test/?+X-Key=key%20a%20b%2Fc") == "… refused"


def test_what_a_service_leaves_out_of_an_address_is_said_without_secrets() -> None:
    assert find_ignored_parts(WEBHOOK) is None
    assert find_ignored_parts("mailto://user:s3cr3t@paper.test?to=desk@paper.test") is None
    assert find_ignored_parts("mailto://user:s3cr3t@paper.test?to=s3cr3t") == "Dropped invalid To email (…) specified."


def test_an_unknown_service_is_refused_without_showing_the_address() -> None:
    require_addresses("", "")
    require_addresses(WEBHOOK, "https://monitor.test/ping/1")
    with pytest.raises(UsageError, match=r"nonsense://…") as refusal:
        require_addresses(f"{WEBHOOK} nonsense://s3cr3t-token", "")
    assert "s3cr3t" not in str(refusal.value)
    assert send_message("nonsense://s3cr3t-token", MESSAGE) == "no service is known for the address"


@pytest.mark.parametrize("heartbeat_url", ["monitor.test/ping", "ftp://monitor.test", "https://", "https://a b"])
def test_a_heartbeat_that_is_no_address_is_refused(heartbeat_url: str) -> None:
    with pytest.raises(UsageError, match=r"heartbeat_url is not an address. Write it in full, like https://"):
        require_addresses("", heartbeat_url)


def test_a_message_arrives_as_it_was_written() -> None:
    with mail_server() as mail, web_server() as hook:
        assert send_message(mail.address, MESSAGE) is None
        assert send_message(hook.address, MESSAGE) is None
    assert mail.mails == [("Title", mail.mails[0][1])]
    assert mail.mails[0][1].strip() == MESSAGE.body
    assert (hook.posts[0]["title"], hook.posts[0]["message"], hook.posts[0]["type"]) == (
        "Title",
        MESSAGE.body,
        "warning",
    )


def test_a_mail_that_is_refused_says_why() -> None:
    with mail_server() as mail:
        mail.refuses = "552 5.2.2 mailbox full"
        error = send_message(mail.address, MESSAGE)
    assert error
    assert "mailbox full" in error
    assert "Body" not in error


def test_what_never_comes_to_an_end_is_left_to_itself() -> None:
    ended = Event()
    started = time.monotonic()
    assert call_within(0.05, lambda: str(ended.wait(60)), "json://127.0.0.1/") == "no answer within 0 s"
    assert time.monotonic() - started < 30
    ended.set()


def test_whatever_a_service_raises_is_an_error_without_secrets() -> None:
    def fail() -> None:
        raise UnicodeError("s3cr3t-token is no host")

    assert call_within(60, fail, WEBHOOK) == "UnicodeError: … is no host"
    assert "too long" in str(call_heartbeat(f"http://{'a' * 70}.test/"))


def test_a_heartbeat_is_called_and_its_answer_not_read() -> None:
    with web_server() as hook:
        hook.answer = b"x" * 50_000_000
        assert call_heartbeat(f"http://127.0.0.1:{hook.port}/ping") is None
    assert hook.gets == ["/ping"]


def test_nobody_at_the_other_end_is_an_error_and_no_exception() -> None:
    port = free_port()
    assert send_message(f"json://127.0.0.1:{port}/", MESSAGE)
    assert call_heartbeat(f"http://127.0.0.1:{port}/")
    assert call_heartbeat("no address at all")
