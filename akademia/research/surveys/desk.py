"""The place of surveys at the staff desk."""

from akademia.core.area import DeskCard
from akademia.core.doors import Permission
from akademia.research.surveys.queries.desk import found_at_desk, waiting

CARDS = (
    DeskCard("Ankiety", "surveys_desk.show_desk", Permission.SurveyKeep, "research",
             new=("Nowe badanie", "surveys_desk.begin_study"), waiting=waiting, find=found_at_desk),
)  # fmt: skip
