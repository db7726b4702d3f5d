"""Reads the layout of press archives (Nexis, Factiva): their header and footer lines are fields, not text."""

from __future__ import annotations

import re

from flows.ingest.units import Fields

_NEXIS_BODY = re.compile(r"^\s*Body\s*$", re.MULTILINE)
_NEXIS_FIELD = re.compile(
    r"^\s*(Byline|Section|Length|Dateline|Highlight|Copyright|Headline)\s*:\s*(.+)$", re.MULTILINE
)
_NEXIS_END = re.compile(
    r"^\s*(?:Load-Date\s*:|End of Document|Classification|Language\s*:|Publication-Type\s*:|Graphic\s*$|Notes\s*$)",
    re.MULTILINE,
)
_FACTIVA_FIELD = re.compile(r"^(HD|BY|WC|PD|ET|SN|SC|LA|CY|LP|TD|CO|IN|NS|RE|PUB|AN|CR|ED|PG|VOL)(?:\t| {1,8})(.*)$")
_FACTIVA_TEXT = ("LP", "TD")
_COPYRIGHT = re.compile(r"^\s*(?:Copyright|©|\(c\))", re.IGNORECASE)


def read_archive_layout(text: str) -> Fields:
    """The fields of an article in the layout of Nexis or Factiva; empty for any other text."""
    return _read_nexis(text) or _read_factiva(text)


def _read_nexis(text: str) -> Fields:
    """Title, source and date stand above "Byline:" and "Length:", the text between "Body" and "Load-Date:"."""
    body = _NEXIS_BODY.search(text)
    if body is None or not (stated := dict(_NEXIS_FIELD.findall(text[: body.start()]))):
        return {}
    end = _NEXIS_END.search(text, body.end())
    head = [line.strip() for line in text[: body.start()].split("\n") if line.strip()]
    plain = [line for line in head if not _NEXIS_FIELD.match(line) and not _COPYRIGHT.match(line)]
    content = text[body.end() : end.start() if end else len(text)].strip()
    fields = dict(zip(("title", "source", "published_at"), plain, strict=False))
    return {**fields, "text": content, "authors": stated.get("Byline")}


def _read_factiva(text: str) -> Fields:
    """Each line begins with the code of its field; a field goes on in lines without a code."""
    fields: dict[str, list[str]] = {}
    code = ""
    for line in text.split("\n"):
        if match := _FACTIVA_FIELD.match(line.strip()):
            code = match[1]
            fields.setdefault(code, []).append(match[2].strip())
        elif code:
            fields[code].append(line.strip())
    if "HD" not in fields or not any(name in fields for name in _FACTIVA_TEXT):
        return {}
    paragraphs = [line for name in _FACTIVA_TEXT for line in fields.get(name, ()) if line]
    joined = {name: " ".join(line for line in lines if line) for name, lines in fields.items()}
    return {
        "text": "\n\n".join(paragraphs),
        "title": joined.get("HD"),
        "authors": joined.get("BY"),
        "published_at": joined.get("PD"),
        "source": joined.get("SN"),
        "language": joined.get("LA"),
    }
