"""The mean of several networks."""

from __future__ import annotations

from typing import Any

import pytest
from thinc.api import Linear, Model, Relu, chain

from models.average import average_models


def network(value: float) -> Model[Any, Any]:
    model = chain(Relu(2, 2), Linear(1, 2)).initialize()
    for node in model.walk():
        for param in node.param_names:
            node.set_param(param, node.get_param(param) * 0 + value)
    return model


def test_each_weight_is_the_mean() -> None:
    first = network(1.0)
    average_models([first, network(2.0), network(6.0)])
    assert all((node.get_param(param) == 3.0).all() for node in first.walk() for param in node.param_names)


def test_networks_of_other_layers_are_refused() -> None:
    with pytest.raises(ValueError, match="different networks"):
        average_models([chain(Relu(2, 2), Linear(1, 2)), chain(Linear(2, 2), Linear(1, 2))])
