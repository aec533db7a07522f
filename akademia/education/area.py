"""The calling card of education."""

from akademia.core.area import Area, Found, Kind
from akademia.education.courses import queries as courses
from akademia.education.courses.queries import public, searching
from akademia.education.courses.queries.finding import found
from akademia.education.courses.queries.passages import lesson_passages
from akademia.education.quizzes import queries as quizzes
from akademia.education.quizzes.queries.public import living_questions, question_desk, question_items
from akademia.education.tools import queries as tools
from akademia.education.updates.queries import public as updates
from akademia.education.updates.queries import refresh_rows


def _lesson(provision: str, title: str) -> Found:
    """Tell where the desk begins a lesson about a provision („uzs:art-15”), its title filled in."""
    return Found(title, "courses_desk.begin", {"przepis": provision, "tytul": title})


AREA = Area(
    name="education",
    label="Edukacja",
    summary="Kursy z testami i zaświadczeniami oraz praktyczne narzędzia.",
    endpoint="courses.show_catalogue",
    kinds=(
        Kind("course", "Kursy", "courses.show_course", courses.every_item, public.course_items, public.living_courses,
             "Kurs", searching.course_stamps, searching.course_documents,
             published_between=public.courses_between),
        Kind("lesson", "Lekcje", "courses.show_lesson", items=public.lesson_items, living=public.living_lessons,
             one="Lekcja", stamps=searching.lesson_stamps, documents=searching.lesson_documents,
             desk=public.lesson_desk, passages=lesson_passages),
        Kind("twin", "Lekcje łatwe do czytania", "courses.show_lesson", items=public.twin_items,
             living=public.living_twins, one="Tekst łatwy do czytania", stamps=searching.twin_stamps,
             documents=searching.twin_documents, weight=0.9, desk=public.twin_desk),
        Kind("question", "Testy", "quizzes.show_quiz", items=question_items, living=living_questions,
             one="Pytanie", desk=question_desk),
        Kind("tool", "Narzędzia", "tools.show_tool", tools.every_item, tools.tool_items, tools.living_tools,
             "Narzędzie", tools.tool_stamps, tools.tool_documents, desk=tools.tool_desk, weight=0.9),
        Kind("update", "Co się zmieniło", "updates.show_update", updates.every_update, updates.update_items,
             updates.living_updates, "Co się zmieniło", updates.update_stamps, updates.update_documents,
             desk=updates.update_desk),
    ),
    learning=courses.learning_rows,
    results=quizzes.result_rows,
    refreshing=refresh_rows,
    find=found,
    inlets=(("lesson.draft", _lesson),),
)  # fmt: skip
