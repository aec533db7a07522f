"""Replies to askers, as a kind of text that is sent. Its place is the case: one working copy, kept by its holder.

A version kept is a message sent: `_send` makes it of the version, in the transaction that keeps both.
"""

from datetime import date

from akademia.accounts.models import User
from akademia.advisory.questions import policy
from akademia.advisory.questions.models import Case, Message
from akademia.advisory.questions.queries.cases import about_number
from akademia.advisory.questions.queries.casework import REPLY, case_of, conversation, place_words
from akademia.advisory.questions.queries.parts import parts_of
from akademia.advisory.questions.rules.asking import ROLES
from akademia.advisory.questions.rules.states import NotNow, moved
from akademia.advisory.questions.services import letters
from akademia.advisory.questions.services.moving import held, move
from akademia.core.db import db
from akademia.core.doors import Permission
from akademia.law.rules import DEFAULT_ACT
from akademia.texts.formats.fields import CHOICE, MARKDOWN, NUMBER, Field
from akademia.texts.queries import revision
from akademia.texts.services.kinds import Address, Face, Place, TextKind, Values, register
from akademia.texts.services.legal_fields import ACT, STATE, day_of
from akademia.texts.services.publishing import NotReady
from akademia.texts.services.rendering import Lexicon, Rendering, render

MOST_MINUTES = 6000
WAITS = {"answer": "nie, to jest odpowiedź", "ask_back": "tak, dopytujemy"}
ANOTHERS = "Tę sprawę prowadzi teraz ktoś inny. Skopiuj swoje słowa i przekaż tej osobie."
NOBODYS = "Tej sprawy nikt teraz nie prowadzi albo jest zamknięta. Weź ją z kolejki i wyślij jeszcze raz."


def _case_id(place: Place) -> int:
    return place.ref or place.parent


def _may(place: Place, person: int) -> bool:
    user = db.session.get(User, person)
    return user is not None and policy.may_lead(user, case_of(_case_id(place)))


def _read(ref: int) -> Values:
    return {
        "title": f"Odpowiedź w sprawie {case_of(ref).number}", "source": "", "waits": "answer", "legal_state_on": "",
        "default_act": "", "minutes": "",
    }  # fmt: skip


def _blank(parent: int) -> Values:
    return _read(parent)


def _check(place: Place, values: Values) -> dict[str, str]:
    case = held(_case_id(place))
    try:
        moved(case.state, values["waits"] or "answer", case.expert_id is not None)
    except NotNow:
        return {"source": NOBODYS if case.expert_id is None or case.state == "closed" else "Już czekamy na pytającego."}
    if values["waits"] == "answer" and not values["legal_state_on"]:
        return {"legal_state_on": "Podaj, na jaki dzień opisujesz przepisy"}
    return {}


def _make(values: Values, words: Lexicon) -> Rendering:
    return render(values["source"], words, explain=False, act=values.get("default_act") or DEFAULT_ACT)


def _write(place: Place, values: Values, made: Rendering) -> tuple[int, date | None]:
    return held(_case_id(place)).id, day_of(values["legal_state_on"])


def _send(ref: int, version: int) -> None:
    kept, case = revision(REPLY, ref, version), held(ref)
    sender = db.session.get(User, kept.author_number)
    if sender is None or not policy.may_lead(sender, case):
        raise NotReady({"source": ANOTHERS})
    kind, minutes = str(kept.fields["waits"]), str(kept.fields["minutes"]).strip()
    db.session.add(
        Message(
            case_id=case.id, kind=kind, expert_id=sender.id, source=kept.source, html=kept.html, version=version,
            legal_state_on=kept.legal_state_on, default_act=str(kept.fields["default_act"]),
            minutes=int(minutes) if minutes else None,
        )
    )  # fmt: skip
    move(case, kind, sender.id)
    tell(case, kind)


def tell(case: Case, kind: str) -> None:
    """Write to the asker that there is an answer, or that we ask back."""
    (letters.tell_answer if kind == "answer" else letters.tell_asked_back)(case)


def _face(place: Place, values: Values, made: Rendering) -> Face:
    case = case_of(_case_id(place))
    return Face("advisory/questions/desk/reply.html", {"case": case, "html": made.html, "waits": values["waits"],
                                                       "on": day_of(values["legal_state_on"])})  # fmt: skip


def _beside(place: Place) -> Face:
    case = case_of(_case_id(place))
    told = {
        "case": case, "said": conversation(case.id), "role": ROLES.get(case.role or "", ""),
        "place": place_words(case.commune_code), "parts": parts_of(case.expert_id),
        "about": about_number(case.provision_id),
    }  # fmt: skip
    return Face("advisory/questions/desk/_beside.html", told)


def _home(place: Place) -> Address:
    return "case_desk.show_case", {"case_id": _case_id(place)}


REPLY_KIND = register(
    TextKind(
        name=REPLY,
        address="odpowiedz-w-sprawie",
        nouns=("odpowiedź w sprawie", "odpowiedź", "Odpowiedź w sprawie"),
        permission=Permission.CaseRead,
        fields=(
            Field("source", "Treść odpowiedzi", MARKDOWN),
            Field("waits", "Czy czekamy na odpowiedź pytającego?", CHOICE, choices=WAITS),
            STATE,
            ACT,
            Field("minutes", "Czas pracy w minutach", NUMBER, "Widzisz go Ty i redakcja.", required=False,
                  high=MOST_MINUTES),
        ),
        read=_read,
        blank=_blank,
        check=_check,
        make=_make,
        write=_write,
        stamp=_send,
        face=_face,
        home=_home,
        home_name="Sprawa",
        home_title=lambda place: f"Sprawa {case_of(_case_id(place)).number}",
        unsigned="ekspert",
        verb="Wyślij odpowiedź",
        may=_may,
        beside=_beside,
        sent="Wysłano. Pytający dostanie list z odnośnikiem do sprawy.",
    )
)  # fmt: skip
