"""What a child behind the fence is made to do in tests."""

import os
import time
from typing import Any

from akademia.core.errors import RuleBroken


def work(act: str, words: str = "") -> dict[str, Any]:
    if act == "refuse":
        raise RuleBroken("Nie da się tego otworzyć.")
    if act == "crash":
        raise ZeroDivisionError
    if act == "memory":
        return {"much": len(bytearray(4_000_000_000))}
    if act == "write":
        with open(words, "wb") as file:
            for _ in range(300):
                file.write(bytes(1_000_000))
    if act == "die":
        os.abort()
    while act == "spin":
        pass
    if act == "sleep":
        time.sleep(30)
    return {"names": sorted(os.environ)} if act == "environment" else {"words": words}
