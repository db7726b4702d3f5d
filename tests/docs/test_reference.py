"""The page of commands is what the command line says."""

from __future__ import annotations

from docs.reference import command_reference
from tests.docs.pages import ROOT


def test_the_page_holds_the_help_of_every_command() -> None:
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert command_reference() == page, "the command line has changed: run `make docs`"
