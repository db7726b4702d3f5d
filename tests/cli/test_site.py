"""`onrecord site`: what cannot be served is told before the pages are built."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from flows.cli.site import site
from flows.errors import UsageError
from flows.load.publish import PUBLISHED
from flows.site.serve import HOST


def test_a_port_that_is_taken_is_told_before_the_site_is_built(tmp_path: Path) -> None:
    (tmp_path / PUBLISHED).touch()  # no warehouse: a build would fail with another error
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"Port {port} is taken"):
            site(is_opened=True, port=port, warehouse=tmp_path)
    assert not (tmp_path / "site").exists()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / PUBLISHED).touch()
    monkeypatch.setattr("flows.site.build.build_site", refuse)
    with pytest.raises(UsageError, match=r"site cannot be written: Permission denied\."):
        site(warehouse=tmp_path)
