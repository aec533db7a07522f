"""How this process gives memory back."""

import ctypes
from contextlib import suppress

M_MMAP_THRESHOLD = -3
LARGE_BYTES = 1_048_576


def return_large_blocks() -> None:
    """Make the C library give each freed large block back at once.

    argon2 takes 19 MiB for each password. glibc by itself would keep such blocks, one or more for each thread: two web
    processes grew from 280 to 740 MB in three seconds of signing in. Other C libraries are left as they are.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE_BYTES)
