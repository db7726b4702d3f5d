"""What `spacy train --code` imports: every function that the configs name."""

from __future__ import annotations

from models import augment, fast_gemm, resume, swap_names, tokenizer

__all__ = ["augment", "fast_gemm", "resume", "swap_names", "tokenizer"]
