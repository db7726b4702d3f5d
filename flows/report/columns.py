"""Tables of the terminal: ids, dates and numbers stay whole, texts wrap between words, and no word is broken."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table


def make_table(
    *columns: str, whole: Iterable[str] = (), numbers: Iterable[str] = (), title: str | None = None
) -> Table:
    """A table without lines. `whole`: columns of ids and dates; `numbers`: of numbers, to the right.

    Both keep their width in a narrow terminal. A word that is longer than its column ends with "…".
    """
    table = Table(title=title, title_justify="left", title_style="bold", box=None, padding=(0, 2), pad_edge=False)
    table.collapse_padding = True
    for name in columns:
        is_number = name in numbers
        table.add_column(
            name, justify="right" if is_number else "left", no_wrap=is_number or name in whole, overflow="ellipsis"
        )
    return table
