"""Whom "I" means, by the shipped pipeline."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.extract.rows import Found

SIGNED = [
    ("a byline", "A day in Rome\n\nBy Ann Roe\n\nI say that the bridge is safe.", "Ann Roe"),
    ("a last paragraph", "I say that the bridge is safe.\n\nAnn Roe is a professor in Rome.", "Ann Roe"),
    ("nobody", "I say that the bridge is safe.\n\nThe bridge is in Rome.", None),
]


@pytest.mark.parametrize(("text", "writer"), [case[1:] for case in SIGNED], ids=[case[0] for case in SIGNED])
def test_the_writer_is_signed_by(extract: Callable[[str], Found], text: str, writer: str | None) -> None:
    assert extract(text).quotes[0]["speaker"] == writer
