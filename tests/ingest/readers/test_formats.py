"""Formats of other tools, one good file each."""

from __future__ import annotations

import gzip
import io
import json
import plistlib
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest
import xlsxwriter

from ..conftest import Night, Run
from ..fetch.site import article

WHEN = datetime(2024, 9, 5, 18, 30, tzinfo=UTC)
SPACES = "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:content='http://purl.org/rss/1.0/modules/content/'"
ITEM = (
    "<item><title>Pier</title><link>https://c.test/a</link><pubDate>Thu, 05 Sep 2024 18:30:00 GMT</pubDate>"
    "<dc:creator>Ida Wren</dc:creator><content:encoded><![CDATA[<p>“We waited,” said Owen Tarrant.</p><p>Then it "
    "rained.</p>]]></content:encoded>{}</item>"
)
TEXT = "“We waited,” said Owen Tarrant.\n\nThen it rained."
MAIL = (
    "From: Ida Wren <ida@c.test>\nSubject: Pier\nDate: Thu, 05 Sep 2024 18:30:00 +0000\nMIME-Version: 1.0\n"
    "Content-Type: text/html; charset=utf-8\n\n<p>“We waited,” said Owen Tarrant.</p><p>Then it rained.</p>\n"
)
WORDPRESS = "<wp:post_type>{}</wp:post_type><wp:status>{}</wp:status>"
WORDPRESS_SPACES = f"{SPACES} xmlns:wp='http://wordpress.org/export/1.2/'"
NITF = (
    "<nitf><head><docdata><date.issue norm='20240905T183000Z'/></docdata></head><body><body.head><hedline><hl1>Pier"
    "</hl1></hedline><byline>By Ida Wren</byline></body.head><body.content><p>“We waited,” said Owen Tarrant.</p>"
    "<p>Then it rained.</p></body.content></body></nitf>"
)
MARKDOWN = """\
---
title: "Pier"
author:
  - Ida Wren
date: 2024-09-05T18:30:00Z
---
“We *waited*,” said [Owen Tarrant](/o).

## Then it rained.
"""
FACTIVA = (
    "HD Pier\nBY By Ida Wren\nPD 5 September 2024\nSN Courier\nLP “We waited,” said Owen Tarrant.\nTD Then it rained.\n"
)


def write(inbox: Path, name: str, content: str | bytes) -> None:
    (inbox / name).write_bytes(content.encode() if isinstance(content, str) else content)


def require_pier(night: Night, when: datetime | None = WHEN) -> None:
    row = night.article
    assert (row["title"], row["authors"], row["text"]) == ("Pier", ["Ida Wren"], TEXT)
    assert row["published_at"] == when


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("feed.xml", f"<rss version='2.0' {SPACES}><channel>{ITEM.format('')}</channel></rss>"),
        ("feed.rss", f"<rss version='2.0' {SPACES}><channel>{ITEM.format('')}</channel></rss>"),
        ("a.nitf", NITF),
        ("story.xml", f"<?xml version='1.0'?>{NITF}"),
        ("a.eml", MAIL),
        ("a.mbox", f"From ida@c.test Thu Sep  5 18:30:00 2024\n{MAIL}"),
        ("a.md", MARKDOWN),
    ],
)
def test_an_article_is_read_in_every_format(inbox: Path, run: Run, name: str, content: str) -> None:
    write(inbox, name, content)
    require_pier(run(inbox))


def test_only_published_posts_of_wordpress_are_read(inbox: Path, run: Run) -> None:
    kinds = [("post", "publish"), ("post", "draft"), ("attachment", "inherit"), ("page", "publish")]
    items = "".join(ITEM.format(WORDPRESS.format(*kind)) for kind in kinds)
    write(inbox, "export.xml", f"<rss version='2.0' {WORDPRESS_SPACES}><channel>{items}</channel></rss>")
    night = run(inbox)
    require_pier(night)
    assert [outcome for outcome, _ in night.ended()] == ["loaded", "skipped", "skipped", "skipped"]


def test_a_saved_page_with_pictures_is_read(inbox: Path, run: Run) -> None:
    head = (
        "Snapshot-Content-Location: https://c.test/a\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n"
    )
    part = f"--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{article('Lund')}\n--b--\n"
    write(inbox, "a.mhtml", f"{head}\n{part}")
    row = run(inbox).article
    assert (row["url"], row["title"]) == ("https://c.test/a", "Lund to rebuild its bridge")


def test_a_word_document_is_read(inbox: Path, run: Run) -> None:
    docx = pytest.importorskip("docx", reason="the extra `documents` is not installed")
    document = docx.Document()
    document.add_heading("Pier", 0)
    for text in TEXT.split("\n\n"):
        document.add_paragraph(text)
    document.core_properties.author = "Ida Wren"
    document.save(str(inbox / "a.docx"))
    require_pier(run(inbox), None)


def test_a_rich_text_is_read(inbox: Path, run: Run) -> None:
    pytest.importorskip("striprtf", reason="the extra `documents` is not installed")
    write(inbox, "a.rtf", r"{\rtf1\ansi \'93We waited,\'94 said Owen Tarrant.\par\par Then it rained.\par}")
    assert run(inbox).article["text"] == TEXT


def test_a_factiva_export_is_read(inbox: Path, run: Run) -> None:
    pytest.importorskip("striprtf", reason="the extra `documents` is not installed")
    lines = FACTIVA.replace("“", r"\'93").replace("”", r"\'94").replace("\n", r"\par ")
    write(inbox, "a.rtf", rf"{{\rtf1\ansi {lines}}}")
    night = run(inbox)
    require_pier(night, WHEN.replace(hour=0, minute=0))
    assert night.article["source"] == "Courier"


def test_an_open_document_is_read(inbox: Path, run: Run) -> None:
    space = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    body = "".join(f"<t:p>{text}</t:p>" for text in TEXT.split("\n\n"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("content.xml", f"<x xmlns:t='{space}'><t:h>Pier</t:h>{body}</x>")
    write(inbox, "a.odt", buffer.getvalue())
    row = run(inbox).article
    assert (row["title"], row["text"]) == ("Pier", TEXT)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b"%PDF-1.4 no"), ("a.docx", b"PK no"), ("a.rtf", b"no"), ("a.xml", b"<svg/>"), ("a.xml", b"no"),
     ("a.eml", b""), ("a.eml", b"Subject: x\n\n"), ("a.mbox", b"no"), ("a.mhtml", b"no"), ("a.arc", b"no\n"),
     ("a.wet", b"no"), ("a.odt", b"no")],
)  # fmt: skip
def test_a_broken_file_is_one_quarantine(inbox: Path, run: Run, name: str, content: bytes) -> None:
    write(inbox, name, content)
    write(inbox, "good.txt", "A good text.")
    night = run(inbox)
    assert sorted(outcome for outcome, _ in night.ended()) == ["loaded", "quarantined"]


ONE = {"title": "Pier", "text": "“A,” he said."}
TWO = {"title": "Two", "text": '"B," she said, of a 5" pipe.'}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.tsv", 'title\ttext\nPier\t“A,” he said.\nTwo\t"B," she said, of a 5" pipe.\n'),
        ("a.csv", 'title,text\nPier,"“A,” he said."\nTwo,"\\"B,\\" she said, of a 5\\" pipe."\n'),
        ("a.csv", 'title;text;\nPier;“A,” he said.;\nTwo;"""B,"" she said, of a 5"" pipe.";\n'),
        ("a.csv", 'title,text\rPier,"“A,” he said."\rTwo,"""B,"" she said, of a 5"" pipe."\r'),
        ("a.csv", '\n\ntitle,text\nPier,"“A,” he said."\nTwo,"""B,"" she said, of a 5"" pipe."\n'),
        ("a.csv", 'Exported on 5 May\n\ntitle;text\nPier;“A,” he said.\nTwo;"""B,"" she said, of a 5"" pipe."\n'),
        ("a.csv", '"row\nnumber",title,text\n1,Pier,"“A,” he said."\n2,Two,"""B,"" she said, of a 5"" pipe."\n'),
        ("a.json", json.dumps(ONE) + json.dumps(TWO)),
        ("a.json", f"\x1e{json.dumps(ONE)}\n\x1e{json.dumps(TWO)}\n"),
        ("a.jsonl", f"{ONE!r}\n{TWO!r}\n"),
        ("a.json", f"callback({json.dumps([ONE, TWO])});"),
    ],
)
def test_dialects_keep_quotation_marks(inbox: Path, run: Run, name: str, content: str) -> None:
    write(inbox, name, content)
    texts = [{"title": row["title"], "text": row["text"]} for row in run(inbox).articles]
    assert texts == [ONE, TWO]


def test_blocks_of_an_editor_are_paragraphs(inbox: Path, run: Run) -> None:
    blocks = '[{"type": "p", "text": "One."}, {"type": "p", "text": "Two."}]'
    write(inbox, "a.json", f'{{"title": "T", "content": {blocks}}}')
    assert run(inbox).article["text"] == "One.\n\nTwo."


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- saved from url=(0022)https://courier.test/a -->",
        "<!--\n Page saved with SingleFile \n url: https://courier.test/a \n saved date: Thu Sep 05 2024\n-->",
    ],
)
def test_a_saved_page_knows_its_address(inbox: Path, run: Run, comment: str) -> None:
    write(inbox, "a.html", f"{comment}\n{article('Lund')}")
    assert run(inbox).article["url"] == "https://courier.test/a"


ROW = {"title": "Pier", "author": "Ida Wren", "text": TEXT, "date": "2024-09-05T18:30:00Z", "url": "https://c.test/a"}
PAGE_BODY = article("Lund").encode()
NOTE = (
    "<en-export><note><title>Pier</title><content><![CDATA[<?xml version='1.0'?><!DOCTYPE en-note SYSTEM 'x.dtd'>"
    "<en-note><p>“We waited,” said Owen Tarrant.</p><p>Then it rained.</p></en-note>]]></content>"
    "<created>20240905T183000Z</created><note-attributes><author>Ida Wren</author>"
    "<source-url>https://c.test/a</source-url></note-attributes></note></en-export>"
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lines-in-strings.json", json.dumps(ROW).replace("\\n", "\n")),
        ("list-by-lines.jsonl", f"[\n{json.dumps(ROW)},\n]\n"),
        ("json-in-a-string.jsonl", json.dumps(json.dumps(ROW)) + "\n"),
        ("packed.json", gzip.compress(json.dumps(ROW).encode())),
        ("packed.jsonl.zst", pa.compress(json.dumps(ROW).encode(), "zstd", asbytes=True)),
        ("toml.md", f'+++\ntitle = "Pier"\nauthors = ["Ida Wren"]\ndate = 2024-09-05T18:30:00Z\n+++\n{TEXT}\n'),
        ("notes.enex", NOTE),
        ("single.csv", f"title;author;date;text\nPier;Ida Wren;2024-09-05T18:30:00Z;'{TEXT}'\nA;B;C;'It; rains.'\n"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 40 else "",
)
def test_what_other_programs_write_is_read(inbox: Path, run: Run, name: str, content: str | bytes) -> None:
    write(inbox, name, content)
    night = run(inbox)
    row = next(one for one in night.articles if one["title"] == "Pier")
    assert (row["authors"], row["text"], row["published_at"]) == (["Ida Wren"], TEXT, WHEN)
    assert {ended for ended, _ in night.ended()} == {"loaded"}


def test_an_escaped_section_of_a_feed_is_read(inbox: Path, run: Run) -> None:
    content = "&lt;![CDATA[&lt;p&gt;“We waited,” said Owen Tarrant.&lt;/p&gt;&lt;p&gt;Then it rained.&lt;/p&gt;]]&gt;"
    item = f"<item><title>Pier</title><link>https://c.test/a</link><description>{content}</description></item>"
    write(inbox, "feed.xml", f"<rss version='2.0'><channel><title>C</title>{item}</channel></rss>")
    assert run(inbox).article["text"] == TEXT


@pytest.mark.parametrize("kind", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_web_archive_of_safari_is_a_page(inbox: Path, run: Run, kind: plistlib.PlistFormat) -> None:
    main = {"WebResourceData": PAGE_BODY, "WebResourceURL": "https://c.test/a", "WebResourceTextEncodingName": "UTF-8"}
    write(inbox, "saved.webarchive", plistlib.dumps({"WebMainResource": main}, fmt=kind))
    assert run(inbox).article["url"] == "https://c.test/a"


@pytest.mark.parametrize("raw", [b"bplist00", b"<plist><dict/></plist>", plistlib.dumps({"WebMainResource": {}}), b"x"])
def test_a_broken_web_archive_is_quarantined(inbox: Path, run: Run, raw: bytes) -> None:
    write(inbox, "saved.webarchive", raw)
    assert run(inbox).ended() == [("quarantined", "broken_archive")]


def test_an_export_without_notes_is_quarantined(inbox: Path, run: Run) -> None:
    write(inbox, "notes.enex", "<en-export></en-export>")
    assert run(inbox).ended() == [("quarantined", "empty")]


def test_bookmarks_are_skipped(inbox: Path, run: Run) -> None:
    write(
        inbox, "list.html", "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p><DT><A HREF='https://c.test/a'>Pier</A></DL>"
    )
    assert run(inbox).ended() == [("skipped", "no_pages")]


def workbook(*rows: Sequence[object]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet("Notes").write_row(0, 0, ["nothing here"])
        sheet = book.add_worksheet("Articles")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return buffer.getvalue()


def test_rows_of_a_spreadsheet_are_articles(inbox: Path, run: Run) -> None:
    pytest.importorskip("python_calamine")
    rows: list[list[object]] = [["Search of 5 September"], ["ID", "Headline", "Byline", "Date", "Text"]]
    write(inbox, "a.xlsx", workbook(*rows, [812.0, "Pier", "By Ida Wren", "2024-09-05T18:30:00Z", TEXT]))
    night = run(inbox)
    require_pier(night)
    assert night.outcomes[0]["input"].endswith("a.xlsx:Articles row 3")


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        (workbook(["Headline"], ["Pier"]), "missing_text"),
        (workbook(["Headline", "Text"]), "empty"),
        (b"PK\x03\x04 no archive", "broken_document"),
        (b"no spreadsheet", "broken_document"),
    ],
    ids=["no column for the text", "no rows", "broken archive", "another file"],
)
def test_unreadable_spreadsheets_are_quarantined(inbox: Path, run: Run, raw: bytes, rule: str) -> None:
    pytest.importorskip("python_calamine")
    write(inbox, "a.xlsx", raw)
    assert run(inbox).ended() == [("quarantined", rule)]
