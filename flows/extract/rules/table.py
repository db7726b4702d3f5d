"""Writes the rules with their examples into the docs: `python -m flows.extract.rules.table`."""

from __future__ import annotations

from flows.extract.rules.registry import RULES
from flows.extract.rules.rule import Example, Rule
from flows.settings import HOME

PAGE = HOME / "docs" / "how-rules-work.md"
START = "<!-- rules: written by `python -m flows.extract.rules.table` -->"
END = "<!-- end of rules -->"
HEAD = ("| example | words | speaker | note |", "|---|---|---|---|")


def build_table() -> str:
    """Return the rules in Markdown, in their order: a heading and a table of examples each."""
    return "\n\n".join(_build_section(rule) for rule in RULES)


def _build_section(rule: Rule) -> str:
    rows = [f"| {_build_cells(example)} |" for example in rule.examples]
    return "\n".join((f"### `{rule.id}`", "", f"{rule.summary[0].upper()}{rule.summary[1:]}.", "", *HEAD, *rows))


def _build_cells(example: Example) -> str:
    words = " · ".join(f"**{piece}**" for piece in example.words)
    cells = (example.text.replace("\n\n", " ¶ "), words, example.speaker or "–", example.note)
    return " | ".join(cell.replace("|", r"\|") for cell in cells)


def replace_table(page: str) -> str:
    """Return a page with the table between its markers. Raises `ValueError` where a marker is missing."""
    before, found, rest = page.partition(START)
    _, closed, after = rest.partition(END)
    if not found or not closed:
        raise ValueError(f"the page needs the lines {START} and {END}")
    return f"{before}{START}\n\n{build_table()}\n\n{END}{after}"


def main() -> None:
    """Write the table into `docs/how-rules-work.md`."""
    PAGE.write_text(replace_table(PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
