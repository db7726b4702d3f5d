"""Matrix products by NumPy's own BLAS in place of the one that thinc carries: about three times as fast on an AVX2
machine.

    python -m models.fast_gemm        prints both rates on this machine

The products are the same up to rounding, so this is a choice of the machine and never part of a saved pipeline.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import cast

import numpy as np
from spacy.language import Language
from spacy.util import registry
from thinc.api import NumpyOps, Ops, set_current_ops
from thinc.types import Floats2d


def use_numpy_blas() -> None:
    """Give every pipeline that is made or loaded from now on, in this thread, NumPy's matrix product."""
    set_current_ops(NumpyOps(use_blis=False))


@registry.callbacks("onrecord.numpy_blas.v1")  # type: ignore[untyped-decorator]  # catalogue has no types
def create_numpy_blas() -> Callable[[type[Language]], type[Language]]:
    """A callback for `[nlp.before_creation]`: the training runs on NumPy's matrix product."""

    def choose(language: type[Language]) -> type[Language]:
        use_numpy_blas()
        return language

    return choose


def gigaflops(ops: Ops, rows: int = 900, inner: int = 288, columns: int = 288, repeats: int = 200) -> float:
    """Billions of floating-point operations a second in one layer's product."""
    rng = np.random.default_rng(0)
    left = cast(Floats2d, rng.random((rows, inner), dtype="f4"))
    right = cast(Floats2d, rng.random((columns, inner), dtype="f4"))
    start = time.perf_counter()
    for _ in range(repeats):
        ops.gemm(left, right, trans2=True)
    return 2 * rows * inner * columns * repeats / (time.perf_counter() - start) / 1e9


if __name__ == "__main__":
    print(
        f"thinc's BLIS {gigaflops(NumpyOps()):.0f} GFLOP/s, NumPy's {gigaflops(NumpyOps(use_blis=False)):.0f} GFLOP/s"
    )
