"""Published answers as a kind of text that experts edit. `parent` of a new one is its case.

A text becomes public when three say so: its author who looked at what the detectors marked, a second expert who
approved exactly these words, and the asker. Each is asked here at every publication, also a planned one.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from akademia.advisory.questions.models import Case, Correction, Message, PublishedAnswer, Topic
from akademia.advisory.questions.queries import answers as queries
from akademia.advisory.questions.queries.reading import draft_of_case, is_approved
from akademia.advisory.questions.queries.redacting import case_by_id, left_in, masked, messages_of, original
from akademia.advisory.questions.rules.publishing import is_agreed, mark_of, region_of
from akademia.advisory.questions.services.moving import held
from akademia.advisory.questions.services.telling import ask_to_tell
from akademia.core import clock
from akademia.core.db import db
from akademia.core.doors import Permission
from akademia.core.errors import RuleBroken
from akademia.core.text import counted, slugify
from akademia.law.rules import DEFAULT_ACT
from akademia.organisations.queries import voivodeships
from akademia.texts.formats.fields import CHOICE, FLAG, LONG, MARKDOWN, Field
from akademia.texts.models import Revision
from akademia.texts.queries import present_version, revision
from akademia.texts.services import Lexicon, Rendering, render
from akademia.texts.services.house_texts import renew_html
from akademia.texts.services.kinds import Address, Face, Place, TextKind, Values, register
from akademia.texts.services.legal_fields import ACT, STATE, day_of, shown

SLUG_MOST = 80
FIELDS = {"title": "tytuł", "summary": "streszczenie", "question": "pytanie", "source": "odpowiedź"}
NO_CONSENT = "Pytający nie zgodził się na publikację tej odpowiedzi"


class NotAgreed(RuleBroken):
    message = "Pytający wycofał zgodę na publikację."


def _topics() -> Mapping[str, str]:
    found = db.session.execute(select(Topic.id, Topic.name).order_by(Topic.position, Topic.id))
    return {str(number): name for number, name in found}


def _regions() -> Mapping[str, str]:
    return {"": "bez miejsca", **{one.code: one.name for one in voivodeships()}}


def case_of(place: Place) -> Case:
    """Return the case of an answer.

    :raises Missing: there is none any more.
    """
    number = place.parent if place.ref is None else queries.answer_row(place.ref).case_id
    return case_by_id(number or 0)


def may_lead(case_id: int, person: int) -> bool:
    """Say whether an expert leads a case's answer to readers: who holds the case, replied in it or wrote a version.

    Where nobody did, any expert may.

    :raises Missing: there is no such case.
    """
    case, answer = case_by_id(case_id), queries.answer_of_case(case_id)
    leading = {one.expert_id for one in messages_of(case_id)} | {case.expert_id}
    if answer is not None:
        wrote = select(Revision.author_number).where(Revision.kind == "answer", Revision.ref == answer.id)
        leading |= set(db.session.scalars(wrote))
    return person in leading or leading <= {None}


def _blank(parent: int) -> Values:
    case = case_by_id(parent)
    said = messages_of(case.id)
    asked = "\n\n".join(one.source for one in said if one.kind in ("question", "reply"))
    reply = next((one for one in reversed(said) if one.kind == "answer"), Message(source="", default_act=""))
    return {
        "title": masked(case.title), "summary": "", "question": masked(asked), "source": masked(reply.source),
        "topic": str(case.topic_id), "region": region_of(case.commune_code),
        "legal_state_on": shown(reply.legal_state_on), "default_act": reply.default_act, "reason": "", "looked": "",
    }  # fmt: skip


def _read(ref: int) -> Values:
    answer = queries.answer_row(ref)
    return {
        "title": answer.title, "summary": answer.summary, "question": answer.question,
        "source": revision("answer", ref, answer.version).source, "topic": str(answer.topic_id),
        "region": answer.region_code or "", "legal_state_on": shown(answer.legal_state_on),
        "default_act": answer.default_act, "reason": "", "looked": "",
    }  # fmt: skip


def _check(place: Place, values: Values) -> dict[str, str]:
    case, answer = case_of(place), queries.answer_of_case(case_of(place).id)
    told = {}
    if place.ref is None and answer is not None:
        told["title"] = "Odpowiedź z tej sprawy jest już opublikowana. Otwórz tamtą i popraw ją."
    if place.ref is not None and not values["reason"].strip():
        told["reason"] = "Napisz, co i dlaczego zmieniasz. Przeczytają to czytelnicy."
    left = left_in(values)
    if left and not values["looked"]:
        told["looked"] = (
            f"Zostało {counted(len(left), 'miejsce', 'miejsca', 'miejsc')}, w których mogą być dane osób: "
            f"{', '.join(f'{one.kind} „{one.text}” ({FIELDS[one.field]})' for one in left[:5])}. "
            "Usuń je albo zaznacz, że to nie są dane osób."
        )
    if not is_agreed(case.consent, case.consent_at, answer.withdrawn_at if answer else None):
        told["question"] = NO_CONSENT
    if not is_approved(case.id, mark_of(values)):
        told["source"] = "Dokładnie tych słów nie zatwierdziła jeszcze druga osoba. Zapisz szkic i przekaż do czytania."
    return told


def _make(values: Values, words: Lexicon) -> Rendering:
    return render(values["source"], words, act=values.get("default_act") or DEFAULT_ACT)


def _write(place: Place, values: Values, made: Rendering) -> tuple[int, date | None]:
    case = held(case_of(place).id)  # a withdrawal of consent holds it too: none of the two passes the other by
    answer = queries.answer_of_case(case.id)
    if not is_agreed(case.consent, case.consent_at, answer.withdrawn_at if answer else None):
        raise NotAgreed
    now = clock.now()
    if answer is None or answer.withdrawn_at is not None:
        ask_to_tell()
    answer = answer or PublishedAnswer(case_id=case.id, version=0, published_at=now)
    if answer.withdrawn_at is not None:
        answer.withdrawn_at, answer.withdrawn_why, answer.published_at = None, None, now
    answer.title, answer.summary = values["title"].strip(), values["summary"].strip()
    answer.slug = slugify(answer.title)[:SLUG_MOST].strip("-") or "odpowiedz"
    answer.question, answer.html, answer.changed_at = values["question"].strip(), str(made.html), now
    answer.topic_id, answer.region_code = int(values["topic"]), values["region"] or None
    answer.legal_state_on, answer.default_act = day_of(values["legal_state_on"]), values["default_act"]
    db.session.add(answer)
    db.session.flush()
    if place.ref is not None:
        version = present_version("answer", place.ref) + 1
        db.session.add(Correction(answer_id=answer.id, version=version, words=values["reason"].strip()))
    return answer.id, answer.legal_state_on


def _stamp(ref: int, version: int) -> None:
    queries.answer_row(ref).version = version


def _shown(ref: int) -> Address | None:
    answer = queries.answer_row(ref)
    if answer.withdrawn_at is not None:
        return None
    return "answers.show_answer", {"ref": ref, "slug": answer.slug}


def _home(place: Place) -> Address:
    return "answers_desk.show_way", {"case_id": case_of(place).id}


def _home_title(place: Place) -> str:
    return f"Publikacja odpowiedzi ze sprawy {case_of(place).number}"


def face_of(place: Place, values: Values, made: Rendering) -> Face:
    """Return a text as its readers will see it."""
    now, name = clock.now(), _topics().get(values["topic"], "bez tematu")
    region = _regions().get(values["region"]) if values["region"] else None
    row = queries.AnswerPage(
        place.ref or 0, "x", values["title"] or "Bez tytułu", values["summary"],
        queries.paragraphs(values["question"]), made.html, day_of(values["legal_state_on"]), now, now,
        present_version("answer", place.ref or 0) + 1, name, "", region,
    )  # fmt: skip
    return Face("advisory/questions/answers/answer.html", {"answer": row})


def _beside(place: Place) -> Face | None:
    """Return the case's own words, and what looks like personal data in the text as it was saved last."""
    case = case_of(place)
    draft = draft_of_case(case.id)
    left = left_in(draft.data if draft else place.kind.blank(case.id) if place.ref is None else _read(place.ref))
    return Face("advisory/questions/answers/_beside.html", {"original": original(case.id), "left": left})


ANSWER = register(
    TextKind(
        name="answer",
        address="odpowiedzi",
        nouns=("odpowiedź", "odpowiedź", "Nowa odpowiedź do publikacji"),
        permission=Permission.CaseAnswer,
        fields=(
            Field("title", "Tytuł dla czytelników"),
            Field("summary", "Odpowiedź w jednym zdaniu", LONG, at_most=400),
            Field("question", "Pytanie, tak jak przeczytają je wszyscy", LONG,
                  "Bez danych osób, nazw małych miejscowości i szczegółów, po których można kogoś poznać.",
                  at_most=4000),
            Field("source", "Odpowiedź", MARKDOWN),
            Field("topic", "Temat", CHOICE, choices=_topics),
            Field("region", "Województwo", CHOICE, "Tylko gdy odpowiedź zależy od miejsca.", required=False,
                  choices=_regions),
            replace(STATE, required=True),
            ACT,
            Field("reason", "Powód zmiany", LONG,
                  "Przy poprawianiu opublikowanej odpowiedzi. Czytelnicy zobaczą go na jej stronie.", required=False,
                  at_most=400),
            Field("looked", "Zaznaczone miejsca sprawdzone: nie ma tu danych osób", FLAG),
        ),
        read=_read,
        blank=_blank,
        check=_check,
        make=_make,
        write=_write,
        stamp=_stamp,
        face=face_of,
        shown=_shown,
        renew=lambda ref, html: renew_html(PublishedAnswer, ref, "html", html),
        explains=True,
        home=_home,
        home_name="Publikacja odpowiedzi",
        home_title=_home_title,
        kept_back=("reason", "looked"),
        may=lambda place, person: may_lead(case_of(place).id, person),
        beside=_beside,
    )
)  # fmt: skip
