"""Rows of a query as a table for a terminal.

Rich draws such tables too, but takes ten seconds for a thousand rows of twelve columns, and DuckDB's own drawing passes
on the C1 and direction characters of the texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, set_cell_size

from flows.report.plain import plain, printable

if TYPE_CHECKING:
    import duckdb

SHOWN = 10_000
"""Rows that are printed; nobody reads more, and a file takes them all."""
NARROWEST = 16
"""Cells below which a text or a time says nothing: columns are left out instead."""
_RULE = 3
"""Cells that a column needs beside its text: a line and two blanks."""
_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "DOUBLE", "FLOAT", "DECIMAL")


class Table(NamedTuple):
    """A drawn table, and what of the rows is not in it; empty if all is."""

    text: str
    left_out: str


def table_of(rows: duckdb.DuckDBPyRelation, width: int | None) -> Table:
    """The rows as a table of at most `width` cells (columns of a terminal); whole if that is None."""
    if rows.columns == ["explain_key", "explain_value"]:
        return Table("\n".join(printable(plan) for _, plan in rows.fetchall()), "")
    found = rows.project("columns(*)::varchar").limit(SHOWN + 1).fetchall()
    lines = [[plain(name, None) for name in rows.columns]]
    lines += [["NULL" if cell is None else plain(cell, None) for cell in row] for row in found[:SHOWN]]
    natural = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    widths = natural if width is None else fitted(natural, width)
    is_number = [str(kind).removeprefix("U").startswith(_NUMBERS) and "[" not in str(kind) for kind in rows.types]
    return Table(_drawn(lines, widths, is_number), _left_out(natural, widths, len(found)))


def fitted(natural: list[int], width: int) -> list[int]:
    """The widths of as many columns as fit into `width`, the first ones, the widest of them narrowed."""
    room = width - 1
    kept = natural[:1]
    for one in natural[1:]:
        if sum(min(cells, NARROWEST) + _RULE for cells in [*kept, one]) > room:
            break
        kept.append(one)
    most = max(NARROWEST, min(max(kept), room))
    while most > NARROWEST and sum(min(cells, most) + _RULE for cells in kept) > room:
        most -= 1
    return [min(cells, most) for cells in kept]


def _drawn(lines: list[list[str]], widths: list[int], is_number: list[bool]) -> str:
    head, *rest = (
        "│ " + " │ ".join(map(_cell, line, widths, [False] * len(widths) if n == 0 else is_number)) + " │"
        for n, line in enumerate(lines)
    )
    top, middle, bottom = (_rule(*ends, widths) for ends in (("┌", "┬", "┐"), ("├", "┼", "┤"), ("└", "┴", "┘")))
    return "\n".join([top, head, middle, *rest, bottom])


def _cell(text: str, width: int, is_right: bool) -> str:
    cells = cell_len(text)
    if cells > width:
        return set_cell_size(text, width - 1) + "…"
    return " " * (width - cells) + text if is_right else text + " " * (width - cells)


def _rule(left: str, middle: str, right: str, widths: list[int]) -> str:
    return left + middle.join("─" * (width + 2) for width in widths) + right


def _left_out(natural: list[int], widths: list[int], count_rows: int) -> str:
    parts = []
    if count_rows > SHOWN:
        parts.append(f"only the first {SHOWN:,} rows are shown")
    if len(widths) < len(natural):
        parts.append(f"only {len(widths)} of {len(natural)} columns fit")
    if any(wide < cells for wide, cells in zip(widths, natural, strict=False)):
        parts.append("long text is shortened")
    return ", ".join(parts)
