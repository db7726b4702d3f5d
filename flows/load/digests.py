"""Digests of whole files, by which the ledger recognises the file that a run published.

SHA-256: common processors compute it faster than any other digest of Python, and `sha256sum` prints the same.
"""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ALGORITHM = "sha256"
BLOCK_BYTES = 4 * 1024 * 1024


def digest_file(path: Path) -> str:
    """The digest of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, ALGORITHM).hexdigest()


def copy_with_digest(source: Path, target: Path) -> str:
    """Copy the bytes of a file and return their digest: that of the copy, whatever happens to the source meanwhile."""
    whole = hashlib.new(ALGORITHM)
    with source.open("rb") as read, target.open("wb") as written:
        while block := read.read(BLOCK_BYTES):
            whole.update(block)
            written.write(block)
    return whole.hexdigest()


def sync_with_digest(path: Path) -> str:
    """Write a file through to the disk, and return its digest. Both at once: one waits for the disk, one computes."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        digest = pool.submit(digest_file, path)
        sync(path)
        return digest.result()


def sync(path: Path) -> None:
    """Write a file, or the names in a folder, through to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
