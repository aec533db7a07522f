"""The tables of surveys: studies with their groups, invitations, and answers, which nothing joins to them."""

from akademia.research.surveys.models.answers import SurveyAnswer, SurveyDraft, SurveyPass, WaitingAnswer
from akademia.research.surveys.models.invitations import SurveyInvitation
from akademia.research.surveys.models.results import CodeBook, CodedAnswer, ResultPart, StudyResults
from akademia.research.surveys.models.studies import Study, SurveyGroup

__all__ = [
    "CodeBook",
    "CodedAnswer",
    "ResultPart",
    "Study",
    "StudyResults",
    "SurveyAnswer",
    "SurveyDraft",
    "SurveyGroup",
    "SurveyInvitation",
    "SurveyPass",
    "WaitingAnswer",
]
