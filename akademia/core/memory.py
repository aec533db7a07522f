"""How this process keeps and gives back memory."""

import ctypes
from contextlib import suppress

M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
LARGE_BYTES = 1_048_576
ARENAS = 2


def keep_little() -> None:
    """Make the C library keep two pools of freed memory instead of one for each thread, and large blocks in none.

    argon2 takes 19 MiB for each password. glibc by itself would keep such blocks, one or more for each thread: two web
    processes grew from 280 to 740 MB in three seconds of signing in. Other C libraries are left as they are.
    """
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        library.mallopt(M_MMAP_THRESHOLD, LARGE_BYTES)
        library.mallopt(M_ARENA_MAX, ARENAS)
