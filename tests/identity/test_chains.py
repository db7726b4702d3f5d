from __future__ import annotations

import pytest

from flows.identity.chains import read_chains
from tests.identity.warehouses import names


def name_of(*forms: str) -> str:
    """The name of one person whom an article calls by several forms."""
    text, mentions = "", []
    for form in forms:
        text += "Then "
        mentions.append(
            {
                "entity_id": "c",
                "entity_name": form,
                "kind": "name",
                "label": "PERSON",
                "text": form,
                "start_char": len(text),
                "end_char": len(text) + len(form),
            }
        )
        text += f"{form} spoke. "
    return read_chains({"title": None, "text": text}, mentions, names())[0].name


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (["Vermonter Bernie Roe", "Bernie Roe", "Roe"], "Bernie Roe"),
        (["DJ Anna Roe", "Anna Roe"], "Anna Roe"),
        (["Debbie Ardern Roe", "Ardern Roe"], "Debbie Ardern Roe"),
        (["Wilayat Twitter", *["Twitter"] * 9], "Twitter"),
        (["Fox News", *["Fox"] * 9], "Fox News"),
        (["Jane Twitter", *["Twitter"] * 9], "Jane Twitter"),
        (["Andrés Manuel Roe Poe", "Manuel Roe Poe"], "Andrés Manuel Roe Poe"),
    ],
)
def test_the_fullest_form_is_the_name(forms: list[str], expected: str) -> None:
    assert name_of(*forms) == expected


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("Anna Roe, a potter, has died aged 93.", "Anna Roe"),
        ("“I threw it,” says the potter Anna Roe.”", "Anna Roe"),
        ("Anna Roe Slams Critics", "Anna"),
    ],
)
def test_a_lead_is_no_headline(lead: str, expected: str) -> None:
    text = f"{lead}\n\nAnna once said so."
    forms = ["Anna Roe", "Anna"]
    starts = [text.index("Anna Roe"), text.rindex("Anna")]
    row = {"entity_id": "c", "entity_name": "Anna Roe", "kind": "name", "label": "PERSON"}
    mentions = [
        {**row, "text": form, "start_char": start, "end_char": start + len(form)}
        for form, start in zip(forms, starts, strict=True)
    ]
    assert read_chains({"title": None, "text": text}, mentions, names())[0].name == expected
