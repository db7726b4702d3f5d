"""The page on ingest lists every kind of file that is read."""

from __future__ import annotations

import re

from flows.ingest.readers.containers import COMPRESSIONS
from flows.ingest.readers.registry import READERS
from tests.docs.pages import ROOT


def test_every_read_suffix_is_listed() -> None:
    page = (ROOT / "docs/ingest.md").read_text("utf-8")
    listed = set(re.findall(r"\.[a-z0-9.]*[a-z0-9]", " ".join(re.findall(r"^\| (`\..*?`) \|", page, re.MULTILINE))))
    compressed = {inner + suffix for inner in listed for suffix in COMPRESSIONS}
    assert sorted(set(READERS) - listed - compressed) == []
