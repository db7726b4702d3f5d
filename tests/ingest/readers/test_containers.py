"""Files in containers, good and hostile."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.ingest.files.location import locate_file

from ..conftest import Run
from ..fetch.site import article
from ..test_step import TEXT
from .test_warc_cuts import record

RECORD = json.dumps({"text": TEXT, "url": "https://courier.test/a"}).encode()


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return buffer.getvalue()


def tarred(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "pack"),
    [("a.jsonl.gz", gzip.compress), ("a.json.bz2", bz2.compress), ("a.jsonl.xz", lzma.compress),
     ("a.zip", lambda raw: zipped(a__jsonl=raw)), ("a.tar.gz", lambda raw: tarred("x/a.json", raw)),
     ("a.tgz", lambda raw: tarred("a.jsonl", raw)), ("a.zip", lambda raw: zipped(a__jsonl__gz=gzip.compress(raw)))],
)  # fmt: skip
def test_a_packed_record_is_read(inbox: Path, run: Run, name: str, pack: Callable[[bytes], bytes]) -> None:
    (inbox / name).write_bytes(pack(RECORD))
    night = run(inbox)
    assert (night.article["text"], night.ended()) == (TEXT, [("loaded", None)])


def test_members_are_named_by_their_place(inbox: Path, run: Run) -> None:
    path = inbox / "day.zip"
    path.write_bytes(zipped(a__txt=b"One.", b__txt=b"Two.", c__jpg=b"\xff\xd8", d__json=b"{"))
    night = run(inbox)
    assert [(row["input"].partition("!/")[2], row["outcome"]) for row in night.outcomes] == [
        ("a.txt", "loaded"), ("b.txt", "loaded"), ("c.jpg", "skipped"), ("d.json", "quarantined")
    ]  # fmt: skip
    assert {locate_file(row["input"]) for row in night.outcomes} == {path}
    name = night.outcomes[1]["input"]
    assert run(inbox, only=frozenset({name})).article["text"] == "Two."


def test_links_and_pipes_in_a_tar_have_an_outcome(inbox: Path, run: Run) -> None:
    with tarfile.open(inbox / "a.tar", mode="w") as archive:
        for name, kind, target in [
            ("one.txt", tarfile.REGTYPE, ""),
            ("same.txt", tarfile.LNKTYPE, "one.txt"),
            ("soft.txt", tarfile.SYMTYPE, "/etc/hostname"),
            ("gone.txt", tarfile.LNKTYPE, "nowhere.txt"),
            ("pipe.txt", tarfile.FIFOTYPE, ""),
        ]:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, target
            info.size = len(TEXT.encode()) if kind == tarfile.REGTYPE else 0
            archive.addfile(info, io.BytesIO(TEXT.encode()))
    assert [(row["input"].partition("!/")[2], row["rule"]) for row in run(inbox).outcomes] == [
        ("gone.txt", "broken_archive"), ("one.txt", None), ("pipe.txt", "not_a_file"), ("same.txt", None),
        ("soft.txt", "not_a_file"),
    ]  # fmt: skip


def test_a_member_never_leaves_its_folder(inbox: Path, run: Run, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("../../slip.txt", b"One.")
        archive.writestr("/etc/slip2.txt", b"Two.")
    (inbox / "slip.zip").write_bytes(buffer.getvalue())
    assert [outcome for outcome, _ in run(inbox).ended()] == ["loaded", "loaded"]
    assert not [path for path in tmp_path.rglob("*slip*") if path.suffix == ".txt"]


def test_only_the_warc_files_of_a_wacz_are_read(inbox: Path, run: Run) -> None:
    pages = b'{"format": "json-pages-1.0"}\n{"url": "https://c.test/a", "text": "The text that a crawler extracted."}\n'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("archive/data.warc.gz", gzip.compress(record("https://c.test/a", article("Lund"))))
        archive.writestr("datapackage.json", b'{"profile": "data-package"}')
        archive.writestr("pages/pages.jsonl", pages)
    (inbox / "a.wacz").write_bytes(buffer.getvalue())
    night = run(inbox)
    assert night.ended() == [("loaded", None), ("skipped", "no_pages"), ("skipped", "no_pages")]
    assert "Lund" in night.article["text"]


def bomb(size: int) -> bytes:
    return b"word " * (size // 5)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("bomb.txt.gz", lambda: gzip.compress(bomb(120_000_000))),
        ("bomb.zip", lambda: zipped(a__txt=bomb(120_000_000))),
        ("deep.zip", lambda: zipped(a__zip=zipped(b__zip=zipped(c__zip=zipped(d__txt=b"Deep."))))),
        ("cut.jsonl.gz", lambda: gzip.compress(RECORD)[:-20]),
        ("cut.zip", lambda: zipped(a__txt=b"One.")[:-10]),
        ("empty.zip", zipped),
        ("empty.txt.gz", lambda: gzip.compress(b"")),
        ("not.zip", lambda: b"PK\x03\x04 no archive"),
        ("not.tar.gz", lambda: b"\x1f\x8b no archive"),
        ("not.wacz", lambda: b"no archive"),
    ],
)
def test_a_hostile_container_is_one_outcome(inbox: Path, run: Run, name: str, make: Callable[[], bytes]) -> None:
    (inbox / name).write_bytes(make())
    (inbox / "good.txt").write_text(TEXT)
    night = run(inbox)
    assert len(night.outcomes) == 2
    assert night.article["text"] == TEXT
    assert {"quarantined", "skipped"} & {outcome for outcome, _ in night.ended()}
