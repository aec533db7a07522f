"""The canonical data set of a study: the same bytes for the same answers, whatever their order in the database."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

GroupAnswers = tuple[str, str, Sequence[Mapping[str, Any]]]  # the group's key, its questionnaire's hash, the answers


def salt_of(secret: str) -> str:
    """Return the salt that begins a data set: without it, one who knows all answers but one could try out the last."""
    return hashlib.sha256(f"salt {secret}".encode()).hexdigest()


def canonical_lines(slug: str, secret: str, groups: Iterable[GroupAnswers]) -> Iterator[str]:
    """Give the lines of a data set, each with its end: the study, then the groups with their answers, sorted.

    A line is JSON with sorted keys, without blanks, Polish letters as they are (UTF-8).
    """
    yield _line({"badanie": slug, "sol": salt_of(secret)})
    for key, digest, answers in groups:
        yield _line({"grupa": key, "ankieta": digest, "odpowiedzi": len(answers)})
        yield from sorted(_line({"grupa": key, "odpowiedz": answer}) for answer in answers)


def digest_of(lines: Iterable[str]) -> str:
    """Return the SHA-256 of a data set in hex."""
    made = hashlib.sha256()
    for line in lines:
        made.update(line.encode())
    return made.hexdigest()


def _line(data: Mapping[str, Any]) -> str:
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n"
