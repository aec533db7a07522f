"""All personal data of a text, the parts sorted and none over another."""

from collections.abc import Iterator
from itertools import chain

from akademia.advisory.questions.rules.personal.addresses import addresses
from akademia.advisory.questions.rules.personal.found import Found
from akademia.advisory.questions.rules.personal.names import names
from akademia.advisory.questions.rules.personal.numbers import numbers


def detect(text: str) -> tuple[Found, ...]:
    """Return the likely personal data of a text, sorted by place and not overlapping; the surer kind takes a place.

    Reads any text in time that grows with its length.
    """
    taken = bytearray(len(text))
    return tuple(sorted(_free(text, taken), key=lambda one: one.start))


def _free(text: str, taken: bytearray) -> Iterator[Found]:
    for one in chain(numbers(text), addresses(text)):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            yield one
    for one in names(text):
        if not any(taken[one.start : one.end]):
            yield one
