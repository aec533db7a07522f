"""Which texts a change of the law reaches.

The rule: a change of a provision reaches what cites that provision, a unit it lies in up to its article, or a unit
inside it. A chapter is only a heading: it neither reaches nor is reached. What was written for the day of the change
or a later one knows of it; and so does what cites the very provision that the change adds, or a unit inside that.
"""

from collections.abc import Collection, Iterator


def reaches(changed: str, cited: str) -> bool:
    """Whether a change of one provision touches what cites another; both by key, of one act."""
    return changed == cited or changed.startswith(f"{cited}-") or cited.startswith(f"{changed}-")


def knows(added: str, cited: str) -> bool:
    """Whether what cites a provision was written knowing that another one was added."""
    return cited == added or cited.startswith(f"{added}-")


def reached(changed: str, keys: Collection[str]) -> Iterator[str]:
    """Yield those of an act's keys whose citations a change reaches, in their order."""
    above = set(above_and_self(changed))
    inside = f"{changed}-"
    yield from (key for key in keys if key in above or key.startswith(inside))


def above_and_self(key: str) -> Iterator[str]:
    """Yield a key and those of the units it lies in: „art-5-ust-6”, „art-5”."""
    parts = key.split("-")
    yield from ("-".join(parts[:length]) for length in range(len(parts), 0, -2))
