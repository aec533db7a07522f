"""The calling card of education."""

from akademia.core.area import Area, Kind
from akademia.education.courses import queries as courses
from akademia.education.courses.queries.finding import found
from akademia.education.quizzes import queries as quizzes
from akademia.education.tools import queries as tools

AREA = Area(
    name="education",
    label="Edukacja",
    summary="Kursy z testami i zaświadczeniami oraz praktyczne narzędzia.",
    endpoint="courses.show_catalogue",
    kinds=(
        Kind("course", "Kursy", "courses.show_course", courses.every_item),
        Kind("tool", "Narzędzia", "tools.show_tool", tools.every_item),
    ),
    learning=courses.learning_rows,
    results=quizzes.result_rows,
    find=found,
)
