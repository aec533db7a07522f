"""Several questions of the bank at once: what will happen to each, then the act."""

from flask import Response, flash, request

from akademia.core import db
from akademia.core.doors import Permission, me, requires
from akademia.core.text import counted, row_numbers
from akademia.core.web import go, page
from akademia.education.quizzes.queries import bank
from akademia.education.quizzes.queries import chosen as queries
from akademia.education.quizzes.services.chosen import change_all
from akademia.education.quizzes.views.bank import bp

MOST_CHOSEN = 200
# The word in the address -> what is done.
ACTS = {"wycofaj": queries.BulkAct("retire"), "przywroc": queries.BulkAct("restore")}
DONE = {"retire": "Wycofane", "restore": "Przywrócone", "difficulty": "Z nową trudnością", "category": "Przeniesione"}


def _act(said: str) -> queries.BulkAct | None:
    """Return the act that a form names, or None."""
    kind, _, value = said.partition("-")
    if kind == "trudnosc" and value in {str(number) for number in bank.DIFFICULTIES}:
        return queries.BulkAct("difficulty", value)
    if kind == "dzial" and value in bank.categories():
        return queries.BulkAct("category", value)
    return ACTS.get(said)


@bp.get("/wybrane/")
@requires(Permission.CourseEdit)
def preview_chosen() -> Response:
    said, act = request.args.get("akcja", ""), _act(request.args.get("akcja", ""))
    refs = row_numbers(request.args.getlist("pytanie")[:MOST_CHOSEN])
    if not refs or act is None:
        flash("Zaznacz co najmniej jedno pytanie i wybierz, co z nim zrobić.", "error")
        return go(".show_bank")
    return page("quiz_desk/chosen.html", act=act, said=said, foreseen=queries.foresee(refs, act),
                difficulties=bank.DIFFICULTIES)  # fmt: skip


@bp.post("/wybrane/")
@requires(Permission.CourseEdit)
def change_chosen() -> Response:
    act = _act(request.form.get("akcja", ""))
    refs = row_numbers(request.form.getlist("pytanie")[:MOST_CHOSEN])
    if not refs or act is None:
        flash("Nic się nie zmieniło: zaznacz pytania i wybierz, co z nimi zrobić.", "error")
        return go(".show_bank")
    done = change_all(refs, act, me().id)
    kept = [(question.text, reason) for question, reason in done.staying]
    db.commit()
    _tell(act, len(done.going), kept)
    return go(".show_bank")


def _tell(act: queries.BulkAct, count: int, kept: list[tuple[str, str]]) -> None:
    back = " Znajdziesz je w stanie „wycofane” i tam przywrócisz." if act.name == "retire" and count else ""
    words = f"{DONE[act.name]}: {counted(count, 'pytanie', 'pytania', 'pytań')}.{back}"
    flash(words, "success" if count else "warning")
    for text, reason in kept:
        flash(f"„{text}”: {reason}", "warning")
