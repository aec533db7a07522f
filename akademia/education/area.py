"""The calling card of education."""

from akademia.core.area import Area, Kind
from akademia.education.courses import queries as courses
from akademia.education.courses.queries import searching
from akademia.education.courses.queries.finding import found
from akademia.education.quizzes import queries as quizzes

AREA = Area(
    name="education",
    label="Edukacja",
    summary="Kursy z testami i zaświadczeniami.",
    endpoint="courses.show_catalogue",
    kinds=(
        Kind("course", "Kursy", "courses.show_course", courses.every_item, "Kurs", searching.course_stamps,
             searching.course_documents),
        Kind("lesson", "Lekcje", "courses.show_lesson", one="Lekcja", stamps=searching.lesson_stamps,
             documents=searching.lesson_documents),
        Kind("twin", "Teksty łatwe do czytania", "courses.show_lesson", one="Tekst łatwy do czytania",
             stamps=searching.twin_stamps, documents=searching.twin_documents, weight=0.9),
    ),
    learning=courses.learning_rows,
    results=quizzes.result_rows,
    find=found,
)  # fmt: skip
