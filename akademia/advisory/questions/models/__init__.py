"""Tables of questions and answers."""

from akademia.advisory.questions.models.answers import Correction, Opinion, PublishedAnswer, Reading, Subscription
from akademia.advisory.questions.models.cases import (
    Absence,
    Attachment,
    Case,
    ExpertTopic,
    Message,
    Note,
    SavedPart,
    Topic,
)

__all__ = [
    "Absence", "Attachment", "Case", "Correction", "ExpertTopic", "Message", "Note", "Opinion", "PublishedAnswer",
    "Reading", "SavedPart", "Subscription", "Topic",
]  # fmt: skip
