"""A pipeline that cannot be used is said so with the reason, whatever spaCy raises of it."""

from __future__ import annotations

import json
import shutil
from importlib.metadata import version
from pathlib import Path

import pytest
import spacy

from flows.errors import UsageError
from flows.extract import pipeline

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture
def copy(model: str, tmp_path: Path) -> Path:
    return Path(shutil.copytree(model, tmp_path / "pipeline"))


def refused(folder: Path) -> str:
    with pytest.raises(UsageError) as told:
        pipeline.load(str(folder), SEEDS)
    return str(told.value)


def test_a_damaged_weight_file(copy: Path) -> None:
    weights = copy / "ner" / "model"
    weights.write_bytes(weights.read_bytes()[:1000])
    assert "cannot be used (ValueError: Unpack failed: incomplete input): install what" in refused(copy)


def test_a_failing_pipeline_names_its_spacy(copy: Path) -> None:
    (copy / "ner" / "model").write_bytes(b"")
    meta = json.loads((copy / "meta.json").read_text("utf-8"))
    (copy / "meta.json").write_text(json.dumps({**meta, "spacy_version": ">=4.0.0,<4.1.0"}), "utf-8")
    assert f"; it was made for spaCy >=4.0.0,<4.1.0 and this is {version('spacy')}): " in refused(copy)


def test_a_part_that_is_not_installed(copy: Path) -> None:
    config = (copy / "config.cfg").read_text("utf-8")
    (copy / "config.cfg").write_text(config.replace('factory = "tagger"', 'factory = "no_such_part"'), "utf-8")
    said = refused(copy)
    assert "Can't find factory for 'no_such_part'" in said
    assert said.endswith("choose another `model`.")
    assert len(said) < 700


def test_a_part_that_was_never_trained(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    for part in ("tagger", "parser", "ner"):
        nlp.add_pipe(part)
    nlp.to_disk(tmp_path / "p")
    assert "was never trained: its ner and its parser" in refused(tmp_path / "p")
    meta = json.loads((tmp_path / "p" / "meta.json").read_text())
    (tmp_path / "p" / "meta.json").write_text(json.dumps({**meta, "labels": {}}))
    assert "Did you forget to call `initialize()`" in refused(tmp_path / "p")


def test_labels_are_mapped_before_the_rules_run(model: str) -> None:
    names = pipeline.load(model, SEEDS).pipe_names
    assert names.index("ner") < names.index("onrecord_labels") < names.index("onrecord_names")


def test_components_that_no_rule_reads_are_left_out(model: str) -> None:
    assert "trainable_lemmatizer" not in pipeline.load(model, SEEDS).pipe_names


def test_a_folder_without_labels_is_reported(model: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"entity_labels\.csv is missing"):
        pipeline.load(model, tmp_path)
