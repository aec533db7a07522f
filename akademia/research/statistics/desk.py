"""The place of statistics at the staff desk."""

from akademia.core.area import DeskCard
from akademia.core.doors import Permission
from akademia.research.statistics.queries.desk import found_at_desk, waiting

CARDS = (
    DeskCard("Statystyki", "statistics_desk.show_list", Permission.StatisticsEdit, "research",
             new=("Nowy szereg danych", "statistics_desk.begin_series"), waiting=waiting, find=found_at_desk),
)  # fmt: skip
