"""Studies as a kind of text that staff edit. A study is begun at its desk; its words are frozen when it opens.

What is published here stands ready: readers see it when the study opens.
"""

from datetime import date

from sqlalchemy import select

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.db import db
from akademia.core.doors import Permission
from akademia.core.errors import Missing, RuleBroken
from akademia.core.text import slugify, sort_key
from akademia.research.surveys.models import Study
from akademia.research.surveys.queries.preview import preview_study
from akademia.research.surveys.queries.rows import STUDY_KIND, study_row
from akademia.texts.formats.fields import LONG, MARKDOWN, Field
from akademia.texts.formats.source import digest
from akademia.texts.models import Slug
from akademia.texts.queries import revision
from akademia.texts.services import Lexicon, Rendering, keep_slug, render
from akademia.texts.services.house_texts import free_key, renew_html, slug_complaint
from akademia.texts.services.kinds import Address, Binned, Face, Place, TextKind, Values, register
from akademia.texts.services.legal_fields import STATE, day_of, shown
from akademia.texts.services.rendering import RESERVED

OWN_RESERVED = {*RESERVED, "zaproszenie", "szkic", "kod"}
PLAIN = ("title", "slug", "summary", "purpose", "period", "region", "team", "consent", "thanks")
FROZEN = "Badanie było już otwarte, więc jego słów nie można zmienić: respondenci odpowiadają na te, które są."


class StudyFrozen(RuleBroken):
    message = FROZEN


def begin(title: str, actor: int) -> Study:
    """Begin a study: a draft that nobody but staff sees. Nothing is committed."""
    slug = free_address(title)
    study = Study(slug=slug, title=title, title_key=sort_key(title))
    db.session.add(study)
    db.session.flush()
    keep_slug(STUDY_KIND, slug, study.id)
    record("study.begun", STUDY_KIND, study.id, actor=actor)
    return study


def free_address(title: str) -> str:
    """Return a part of address made from a title, that no study has or had."""
    like = slugify(title)[:60].strip("-")
    taken = db.session.scalars(
        select(Slug.slug).where(Slug.kind == STUDY_KIND, Slug.slug.startswith(like, autoescape=True))
    )
    return free_key({*taken, *OWN_RESERVED}, title)


def held_draft(ref: int) -> Study:
    """Return a study that may still be changed, held until the transaction ends.

    :raises StudyFrozen: it has been opened.
    """
    study = study_row(ref, lock=True)
    if study.state != "draft":
        raise StudyFrozen
    return study


def _read(ref: int) -> Values:
    study = study_row(ref)
    last = revision(STUDY_KIND, ref, study.version) if study.version else None
    return {
        **{name: str(getattr(study, name)) for name in PLAIN},
        "legal_state_on": shown(study.legal_state_on),
        "source": last.source if last else "",
    }


def _no_new(_parent: int) -> Values:
    raise Missing  # a new one is begun at the desk of surveys, never here


def _check(place: Place, values: Values) -> dict[str, str]:
    assert place.ref is not None
    if study_row(place.ref).state != "draft":
        return {"title": FROZEN}
    slug = values["slug"]
    taken = "Ten adres jest zastrzeżony." if slug in OWN_RESERVED else slug_complaint(STUDY_KIND, slug, place.ref)
    return {"slug": taken} if taken else {}


def make_study(values: Values, words: Lexicon) -> Rendering:
    """Render the description."""
    return render(values["source"], words)


def _write(place: Place, values: Values, made: Rendering) -> tuple[int, date | None]:
    assert place.ref is not None
    study = held_draft(place.ref)
    study.digest, study.origin = digest(repr(sorted(values.items()))), "person"
    lay(study, values, made)
    return study.id, study.legal_state_on


def lay(study: Study, values: Values, made: Rendering) -> None:
    """Write checked values and their rendering into a study. Its version is kept by who calls."""
    for name in PLAIN:
        setattr(study, name, values[name].strip())
    study.title_key, study.legal_state_on = sort_key(study.title), day_of(values["legal_state_on"])
    study.html, study.changed_at = str(made.html), clock.now()
    db.session.flush()
    keep_slug(STUDY_KIND, study.slug, study.id)


def _stamp(ref: int, version: int) -> None:
    study_row(ref).version = version


def _shown(ref: int) -> Address | None:
    study = study_row(ref)
    return ("surveys.show_survey", {"slug": study.slug}) if study.state != "draft" else None


def _face(place: Place, values: Values, made: Rendering) -> Face:
    assert place.ref is not None
    return Face("research/surveys/survey.html", {"survey": preview_study(place.ref, values, str(made.html))})


def _home(place: Place) -> Address:
    return ("surveys_desk.show_desk", {}) if place.ref is None else ("surveys_desk.show_study", {"ref": place.ref})


def _notice(place: Place) -> str:
    return FROZEN if place.ref is not None and study_row(place.ref).state != "draft" else ""


def _refusal(ref: int) -> str:
    return "" if study_row(ref).state == "draft" else "Badania, które było otwarte, nie można usunąć."


def _move(ref: int, to_bin: bool) -> tuple[str, str]:
    study = study_row(ref, with_bin=True)
    study.removed, study.origin = to_bin, "person"
    return study.slug, study.title


def _erase(ref: int) -> None:
    db.session.delete(study_row(ref, with_bin=True))


STUDY = register(
    TextKind(
        name=STUDY_KIND,
        address="badanie",
        nouns=("badanie", "badanie", "Nowe badanie"),
        permission=Permission.SurveyKeep,
        fields=(
            Field("title", "Tytuł", at_most=200),
            Field("slug", "Adres", hint="Ostatnia część adresu strony badania.", at_most=80, is_address=True),
            Field("summary", "W jednym zdaniu", LONG, "Kogo i o co pytamy. Zobaczą to w spisie badań.", at_most=400),
            Field("purpose", "Cel", LONG, "Po co jest to badanie i co zrobimy z wynikami.", at_most=1000),
            Field("period", "Okres", hint="Na przykład „marzec i kwiecień 2027 r.”", at_most=160),
            Field("region", "Obszar", hint="Na przykład „województwo lubelskie” albo „cała Polska”.", at_most=160),
            Field("team", "Zespół badawczy", LONG, "Kto prowadzi badanie i kogo o nie pytać.", at_most=600),
            Field("consent", "Zgoda", LONG,
                  "Zdanie, które respondent zaznacza, zanim zacznie. Napisz w nim, na co się zgadza.", at_most=1500),
            Field("thanks", "Podziękowanie", LONG, "Zobaczą je po wysłaniu odpowiedzi.", required=False, at_most=600),
            STATE,
            Field("source", "Opis dla czytelników", MARKDOWN),
        ),
        read=_read,
        blank=_no_new,
        check=_check,
        make=make_study,
        write=_write,
        stamp=_stamp,
        face=_face,
        shown=_shown,
        renew=lambda ref, html: renew_html(Study, ref, "html", html),
        explains=True,
        home=_home,
        home_name="Ankiety",
        home_title=lambda place: "Ankiety" if place.ref is None else study_row(place.ref).title,
        notice=_notice,
        verb="Zatwierdź słowa",
        bin=Binned(_refusal, _move, lambda ref: "", _erase),
    )
)  # fmt: skip
