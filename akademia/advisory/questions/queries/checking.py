"""What is looked at before a question is sent: personal data in it. And the limits that pages tell."""

from collections.abc import Sequence
from types import MappingProxyType

from akademia.advisory.questions.rules.asking import ATTACHMENTS, MOST_FILES
from akademia.advisory.questions.rules.personal.detecting import detect
from akademia.advisory.questions.rules.personal.found import words
from akademia.advisory.questions.rules.states import STATES

__all__ = ["LIMITS", "STATES", "personal_data"]
LIMITS = MappingProxyType(
    {"files": MOST_FILES, "kinds": ATTACHMENTS.labels, "largest_bytes": ATTACHMENTS.largest_bytes}
)


def personal_data(*texts: str) -> Sequence[tuple[str, str]]:
    """Return (what it is, the found words) of likely personal data, each once, in the order of the texts."""
    return list(dict.fromkeys((words(one.kind), one.text) for text in texts for one in detect(text)))
