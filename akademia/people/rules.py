"""Names of people, as they are typed and written back."""

import re

Name = tuple[str, str]
LONGEST_NAME = 120
_NAME = re.compile(r"[^\W\d_][^\d_<>@]*\Z")


def read_name(words: str) -> Name | None:
    """Tell given names from the family name: the last word, or what stands before a comma („van Beethoven, Ludwig”).

    None: it is no name of a person.
    """
    family, comma, given = words.partition(",")
    if not comma:
        given, _, family = words.rpartition(" ")
    name = given.strip(), family.strip()
    return name if all(_NAME.match(part) for part in name) else None


def write_name(given: str, family: str) -> str:
    """Return a name as it is typed; reading it gives the same."""
    return f"{family}, {given}" if " " in family else f"{given} {family}"
