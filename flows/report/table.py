"""Rows of a query as a table for a terminal.

Rich needs ten seconds for a table of a thousand rows and twelve columns. DuckDB's own tables keep the C1 and direction
characters of the texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, set_cell_size

from flows.printing import one_line, strip_controls

if TYPE_CHECKING:
    import duckdb

SHOWN = 10_000
"""Rows that are printed. Nobody reads more in a terminal; a file takes all of them."""
NARROWEST = 16
"""Minimum width of a column in cells. A narrower text or time is useless, so columns are left out instead."""
_RULE = 3
"""Cells of a column besides its text: a line and two blanks."""
_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "DOUBLE", "FLOAT", "DECIMAL")


class Table(NamedTuple):
    """A drawn table, and a description of what it leaves out (empty if nothing)."""

    text: str
    left_out: str


def draw_table(rows: duckdb.DuckDBPyRelation, width: int | None) -> Table:
    """The rows as a table of at most `width` terminal cells; None: no limit."""
    if rows.columns == ["explain_key", "explain_value"]:
        return Table("\n".join(strip_controls(plan) for _, plan in rows.fetchall()), "")
    found = rows.project("columns(*)::varchar").limit(SHOWN + 1).fetchall()
    lines = [[one_line(name, None) for name in rows.columns]]
    lines += [["NULL" if cell is None else one_line(cell, None) for cell in row] for row in found[:SHOWN]]
    natural = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    widths = natural if width is None else fit_widths(natural, width)
    is_number = [str(kind).removeprefix("U").startswith(_NUMBERS) and "[" not in str(kind) for kind in rows.types]
    return Table(_draw_lines(lines, widths, is_number), _describe_left_out(natural, widths, len(found)))


def fit_widths(natural: list[int], width: int) -> list[int]:
    """The widths of the first columns, as many as fit into `width`; the widest ones are narrowed."""
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


def _draw_lines(lines: list[list[str]], widths: list[int], is_number: list[bool]) -> str:
    head, *rest = (
        "│ " + " │ ".join(map(_draw_cell, line, widths, [False] * len(widths) if n == 0 else is_number)) + " │"
        for n, line in enumerate(lines)
    )
    top, middle, bottom = (_draw_rule(*ends, widths) for ends in (("┌", "┬", "┐"), ("├", "┼", "┤"), ("└", "┴", "┘")))
    return "\n".join([top, head, middle, *rest, bottom])


def _draw_cell(text: str, width: int, is_right: bool) -> str:
    cells = cell_len(text)
    if cells > width:
        return set_cell_size(text, width - 1) + "…"
    return " " * (width - cells) + text if is_right else text + " " * (width - cells)


def _draw_rule(left: str, middle: str, right: str, widths: list[int]) -> str:
    return left + middle.join("─" * (width + 2) for width in widths) + right


def _describe_left_out(natural: list[int], widths: list[int], count_rows: int) -> str:
    parts = []
    if count_rows > SHOWN:
        parts.append(f"only the first {SHOWN:,} rows are shown")
    if len(widths) < len(natural):
        parts.append(f"only {len(widths)} of {len(natural)} columns fit")
    if any(wide < cells for wide, cells in zip(widths, natural, strict=False)):
        parts.append("long text is shortened")
    return ", ".join(parts)
