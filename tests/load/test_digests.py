"""One digest, however it is taken."""

from __future__ import annotations

import hashlib
from pathlib import Path

from flows.load.digests import BLOCK_BYTES, copy_with_digest, digest_file, sync_with_digest


def test_copying_and_syncing_give_the_digest_of_the_file(tmp_path: Path) -> None:
    content = bytes(range(256)) * (BLOCK_BYTES // 256) + b"the last block is short"
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(content)
    expected = hashlib.sha256(content).hexdigest()
    assert copy_with_digest(source, target) == expected
    assert target.read_bytes() == content
    assert (digest_file(target), sync_with_digest(target)) == (expected, expected)
