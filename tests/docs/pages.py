"""The pages of the documentation, and the commands, queries and settings that they show."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md"))]

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INDENTED = re.compile(r"(?:^ {4}\S.*\n?)+", re.MULTILINE)
_INLINE = re.compile(r"(?<!`)`((?:onrecord|make) [^`]+)`(?!`)")
# A program that is called by its path.
_FOLDER = re.compile(r"^\S*/bin/")
# Prose after two blanks explains a command, as a comment does.
_EXPLANATION = re.compile(r"\s+#\s.*$|\s{2,}\S.*$")


@dataclass(frozen=True)
class Shown:
    """A command that a page shows, with the output below it if the page shows one too."""

    page: Path
    words: tuple[str, ...]
    stdin: Path | None = None
    output: str | None = None
    is_inline: bool = False

    def __str__(self) -> str:
        return f"{self.page.name}: {shlex.join(self.words)}"


def blocks(page: Path, *languages: str) -> list[str]:
    """The code blocks of a page in one of the languages, indented ones counting as `text`."""
    text = page.read_text("utf-8")
    fenced = [body for language, body in _FENCE.findall(text) if (language or "text") in languages]
    rest = _FENCE.sub("", text)
    return fenced + (_INDENTED.findall(rest) if "text" in languages else [])


def commands(page: Path, program: str) -> Iterator[Shown]:
    """The commands of a page that call `program`, from its blocks and from its sentences."""
    for block in blocks(page, "sh", "console", "text"):
        lines = [line.strip() for line in block.splitlines()]
        for number, line in enumerate(lines):
            command = _FOLDER.sub("", line.removeprefix("$ "))
            if command.startswith(f"{program} "):
                output = "\n".join(lines[number + 1 :]) if line.startswith("$ ") else None
                yield parse(page, _EXPLANATION.sub("", command), output)
    for command in _INLINE.findall(page.read_text("utf-8")):
        if command.startswith(f"{program} "):
            yield parse(page, command.replace("\\|", "|"), is_inline=True)


def parse(page: Path, command: str, output: str | None = None, *, is_inline: bool = False) -> Shown:
    """The words of one command line, without what the shell does around them."""
    lexer = shlex.shlex(command, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    words: list[str] = []
    stdin = None
    for word in lexer:
        if word in ("|", "&", "&&", ";", "||"):
            break
        if word == "<":
            stdin = ROOT / next(iter(lexer))
        else:
            words.append(word)
    return Shown(page, tuple(words), stdin, output, is_inline)
