"""Reads mail: messages (.eml), mailboxes (.mbox), and web pages that a browser saved as mail (.mhtml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage

from flows.ingest.readers.source_file import SourceFile
from flows.ingest.text.decode import Decoded, decode, decode_page
from flows.ingest.text.fragments import fragment_to_text
from flows.ingest.text.unwrap import unwrap_lines
from flows.ingest.units import Fields, Note, Refused, Unit

_MAX_PARTS = 200
_MAX_MESSAGES = 100_000
# A message begins with this line and a header. A sentence that begins with "From" is followed by prose.
_FROM_LINE = re.compile(rb"^From [^\n]*\n(?=>?[!-9;-~]+:|>?From )|\AFrom [^\n]*\n", re.MULTILINE)
# Mailboxes mark lines of the text that begin like that.
_MARKED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
# Mail in the format "flowed" (RFC 3676) ends the lines that go on with a blank; "-- " is above a signature.
_FLOWED = re.compile(r"(?<!^--) \n(?=[^\n>])", re.MULTILINE)
# The text part of a newsletter is often a stub ("Open this mail in your browser").
_STUB_SHARE = 0.3
_ERRORS = (MessageError, LookupError, ValueError, TypeError, AttributeError, UnicodeError, RecursionError)


def read_eml(file: SourceFile) -> Iterator[Unit]:
    """The article in a message: its subject, sender, date and text."""
    yield _unit(file, file.read_whole(file.limits.page_bytes), None)


def read_mbox(file: SourceFile) -> Iterator[Unit]:
    """The article in each message of a mailbox."""
    raw = file.read_whole(file.limits.document_bytes)
    starts = [match.end() for match in _FROM_LINE.finditer(raw)]
    if not starts or len(starts) > _MAX_MESSAGES:
        raise Refused("broken_mail", 'no mailbox: it has no line that begins with "From "')
    ends = [*(match.start() for match in _FROM_LINE.finditer(raw, starts[0])), len(raw)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        yield _unit(file, _MARKED_FROM.sub(rb"\1", raw[start:end]), f"record {number}")


def read_mhtml(file: SourceFile) -> Iterator[Unit]:
    """The page in a file that a browser saved with its pictures."""
    raw = file.read_whole(file.limits.document_bytes)
    try:
        message = message_from_bytes(raw, policy=policy.default)
        pages = [part for part in _parts(message) if part.get_content_type() in ("text/html", "application/xhtml+xml")]
        if not pages:
            raise Refused("no_article", "the file holds no page")
        page = _decode_part(pages[0], is_page=True)
        url = message.get("Snapshot-Content-Location") or pages[0].get("Content-Location")
    except _ERRORS as error:
        raise _broken(error) from None
    yield file.unit({"html": page.text, "url": str(url or file.url).strip()}, notes=page.notes)


def _unit(file: SourceFile, raw: bytes, place: str | None) -> Unit:
    try:
        fields, notes = _read_message(message_from_bytes(raw, policy=policy.default))
    except Refused as refused:
        return file.unit(refused, place)
    except _ERRORS as error:
        return file.unit(_broken(error), place)
    return file.unit(fields, place, notes)


def _broken(error: Exception) -> Refused:
    return Refused("broken_mail", f"not a readable message: {type(error).__name__}: {error}"[:300])


def _read_message(message: EmailMessage) -> tuple[Fields, tuple[Note, ...]]:
    plain, page = Decoded(""), Decoded("")
    for part in _parts(message):
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment":
            continue
        if kind == "text/plain" and not plain.text:
            plain = _read_plain(part)
        elif kind == "text/html" and not page.text:
            page = _decode_part(part, is_page=True)
    if not plain.text.strip() and not page.text.strip():
        raise Refused("empty", "the message has no text")
    read = fragment_to_text(page.text) if page.text else ""
    is_stub = len(plain.text) < _STUB_SHARE * len(read)
    fields = {
        "text": read if is_stub or not plain.text.strip() else plain.text,
        "title": _header(message, "Subject"),
        "authors": _header(message, "From"),
        "published_at": _header(message, "Date"),
        "id": _header(message, "Message-ID"),
    }
    return fields, plain.notes + page.notes


def _read_plain(part: EmailMessage) -> Decoded:
    """The text of a part, with each paragraph on one line if it was wrapped."""
    decoded = _decode_part(part)
    is_flowed = str(part.get_param("format", "")).lower() == "flowed"
    text = _FLOWED.sub(" ", decoded.text) if is_flowed else unwrap_lines(decoded.text)
    return Decoded(text, decoded.bad_bytes)


def _parts(message: EmailMessage) -> list[EmailMessage]:
    found: list[EmailMessage] = []
    for part in message.walk():
        if not part.is_multipart():
            found.append(part)
        if len(found) >= _MAX_PARTS:
            break
    return found


def _decode_part(part: EmailMessage, *, is_page: bool = False) -> Decoded:
    raw = part.get_payload(decode=True)
    body = raw if isinstance(raw, bytes) else b""
    charset = part.get_content_charset()
    if is_page or charset not in (None, "utf-8", "us-ascii"):
        return decode_page(body, charset) if body else Decoded("")
    return decode(body) if body else Decoded("")


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
    except _ERRORS:
        return None
    return " ".join(str(value).split()) if value is not None else None
