"""JSON-LD to canonical N-Quads, with vendored contexts only."""

import json
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

CONTEXTS = Path(__file__).parent / "contexts"
_NOWHERE = f"https://{uuid4().hex}.invalid/"  # where relative addresses land; nobody can write it into a text
_one_at_a_time = threading.Lock()


class ContextRefused(LookupError):
    """A document names a context that is not vendored here; nothing is ever fetched."""


class NotCovered(ValueError):
    """A document says something its contexts do not define: a signature would not cover it."""


def canonical(document: Mapping[str, Any]) -> bytes:
    """Return a document as canonical N-Quads (RDFC-1.0, which pyld still calls URDNA2015).

    :raises ContextRefused: it names a context that is not vendored.
    :raises NotCovered: it holds a property, a type or an address that would be dropped on the way.
    """
    from pyld import jsonld

    processor = jsonld.JsonLdProcessor(on_property_dropped=_refuse)
    options = {
        "algorithm": "URDNA2015",
        "format": "application/n-quads",
        "base": _NOWHERE,
        "documentLoader": load_context,
    }
    with _one_at_a_time:  # pyld keeps its caches in unguarded globals
        quads = _normalised(processor, document, options)
    if _NOWHERE in quads:
        raise NotCovered("a relative address or an undefined type")
    return quads.encode()


def load_context(url: str, options: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return a vendored context in the shape that pyld's document loaders have.

    :raises ContextRefused: for every other address.
    """
    if url not in _index():
        raise ContextRefused(url)
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": json.loads((CONTEXTS / _index()[url]).read_text("utf-8")),
    }


def _normalised(processor: Any, document: Mapping[str, Any], options: dict[str, Any]) -> str:
    """Run pyld and unwrap our own refusals, which it hides in its errors."""
    from pyld import jsonld

    try:
        return str(processor.normalize(dict(document), options))
    except jsonld.JsonLdError as error:
        cause: BaseException | None = error
        while cause is not None and not isinstance(cause, (ContextRefused, NotCovered)):
            cause = getattr(cause, "cause", None) or cause.__cause__
        raise (cause or NotCovered(str(error))) from error


def _refuse(name: str | None) -> None:
    raise NotCovered(str(name))


@cache
def _index() -> dict[str, str]:
    found: dict[str, str] = json.loads((CONTEXTS / "index.json").read_text("utf-8"))
    return found
