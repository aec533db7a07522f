"""The clock of texts: planned publications, and emptying the bin."""

from akademia.core.db import commit, let_go, rollback
from akademia.core.errors import BrokenSource, Missing, RuleBroken
from akademia.jobs.services import Task, every, handler, progress
from akademia.texts.services import lexicon, publishing, recycling, renewing

TOLD_EACH = 20


@every("texts.publish", minutes=1, lease_seconds=300, label="publikowanie zaplanowanych tekstów")
def publish_planned(_task: Task) -> None:
    """Publish what is due, each text on its own: one that fails keeps none of the others back."""
    for number in publishing.due_drafts():
        try:
            publishing.publish_due(number)
        except (RuleBroken, BrokenSource) as error:
            rollback()
            publishing.mark_trouble(number, str(error))
        except Missing:
            rollback()
            publishing.mark_trouble(
                number, "Tego tekstu nie ma: jest w koszu albo nie ma już miejsca, do którego należał."
            )
        commit()


@handler("texts.renew", lease_seconds=300, label="odnawianie tekstów po zmianie opisu albo hasła")
def renew_texts(task: Task) -> None:
    """Render anew the texts that show a medium (`media`: its number) or, without one, all that explain terms."""
    texts = renewing.texts_with(task.payload.get("media"))
    words = lexicon()
    let_go()
    made: list[renewing.Renewed] = []
    for number, (kind, ref) in enumerate(texts, start=1):
        one = renewing.render_anew(kind, ref, words)
        made += [one] if one is not None else []
        let_go()
        if number % TOLD_EACH == 0:
            progress(task, number, len(texts))
            commit()
    renewing.keep_renewed(made)
    progress(task, len(texts), len(texts))


@every("texts.empty_bin", minutes=60, lease_seconds=300, label="opróżnianie kosza")
def empty_bin(_task: Task) -> None:
    for number in recycling.due_items():
        recycling.empty(number)
        commit()
