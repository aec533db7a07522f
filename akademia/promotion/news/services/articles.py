"""News as a kind of text that staff edit. A new one is a draft alone; its row comes with its first publication."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import delete, select

from akademia.core import clock
from akademia.core.clock import WARSAW
from akademia.core.db import db
from akademia.core.doors import Permission
from akademia.core.errors import Missing, RuleBroken
from akademia.core.text import sort_key
from akademia.law.rules import DEFAULT_ACT
from akademia.media.models import Media
from akademia.media.queries import shown
from akademia.people.services import persons_named
from akademia.promotion.news.models import AreaTag, Article, Named, Picture, Region
from akademia.promotion.news.queries.abouts import area_names, region_names
from akademia.promotion.news.queries.pictures import ready_pictures
from akademia.promotion.news.queries.reading import preview_page
from akademia.promotion.news.queries.rows import NEWS_KIND, article_row
from akademia.promotion.news.queries.values import NO_VALUES, values_of_article
from akademia.promotion.news.rules import BadLine, PictureLine, address_complaint, read_people, read_pictures
from akademia.promotion.news.services.sharing import ask_for_share_picture, forget_share_picture
from akademia.texts.formats.fields import LINES, LONG, MANY, MARKDOWN, Field, lines_of
from akademia.texts.formats.source import digest
from akademia.texts.services import Lexicon, Rendering, keep_slug, render_with_named
from akademia.texts.services.house_texts import renew_html, slug_complaint
from akademia.texts.services.kinds import Address, Binned, Face, Place, TextKind, Values, register
from akademia.texts.services.legal_fields import ACT, PROVISIONS, STATE, day_of

IS_WITHDRAWN = "Ta aktualność jest wycofana. Przywróć ją na jej stronie w panelu, potem opublikujesz nową wersję."


class IsWithdrawn(RuleBroken):
    message = IS_WITHDRAWN


def _blank(parent: int) -> Values:
    if parent:
        raise Missing
    return dict(NO_VALUES)


def _check(place: Place, values: Values) -> dict[str, str]:
    told = {**own_complaints(values), **_unready_pictures(values)}
    taken = address_complaint(values["slug"]) or slug_complaint(NEWS_KIND, values["slug"], place.ref)
    if taken:
        told["slug"] = taken
    if place.ref is not None and article_row(place.ref).withdrawn_at is not None:
        told["title"] = IS_WITHDRAWN
    return told


def own_complaints(values: Values) -> dict[str, str]:
    """Return what is wrong with lines of an article's form: field -> message."""
    reads: dict[str, Callable[[str], Any]] = {"cover": read_pictures, "gallery": read_pictures, "people": read_people}
    told = {}
    for name, read in reads.items():
        try:
            read(values[name])
        except BadLine as error:
            told[name] = str(error)
    if "cover" not in told and len(read_pictures(values["cover"])) > 1:
        told["cover"] = "Okładka to jeden obraz. Pozostałe przenieś do galerii."
    return told


def _unready_pictures(values: Values) -> dict[str, str]:
    """Return which pictures readers could not be shown: field -> message."""
    told = {}
    for name in ("cover", "gallery"):
        keys = [one.key for one in _lines(values[name])]
        known = ready_pictures(keys)
        lost = next((key for key in keys if key not in known), None)
        if lost:
            told[name] = (
                f"Nie ma w bibliotece mediów gotowego obrazu „{lost}”. "
                "Obrazu oznaczonego jako ozdoba nie można tu pokazać."
            )
    return told


def _lines(typed: str) -> list[PictureLine]:
    try:
        return read_pictures(typed)
    except BadLine:
        return []


def make_article(values: Values, words: Lexicon) -> Rendering:
    """Render the text; the media library is told of the pictures beside it too."""
    act = values.get("default_act") or DEFAULT_ACT
    made = render_with_named(values["source"], values.get("provisions", ""), words, act)
    beside = shown([one.key for name in ("cover", "gallery") for one in _lines(values.get(name, ""))])
    return replace(made, media={**made.media, **{key: one.version for key, one in beside.items()}})


def _write(place: Place, values: Values, made: Rendering) -> tuple[int, date | None]:
    article = article_row(place.ref, lock=True) if place.ref is not None else new_article()
    if article.withdrawn_at is not None:
        raise IsWithdrawn
    article.digest, article.origin = digest(repr(sorted(values.items()))), "person"
    lay(article, values, made)
    return article.id, article.legal_state_on


def new_article() -> Article:
    """Return an article that comes out at this moment."""
    now = clock.now()
    return Article(published_at=now, published_on=now.astimezone(WARSAW).date())


def lay(article: Article, values: Values, made: Rendering) -> None:
    """Write checked values and their rendering into an article. Its version is kept by who calls."""
    for name in ("title", "slug", "lead", "default_act"):
        setattr(article, name, values[name].strip())
    article.title_key, article.html = sort_key(article.title), str(made.html)
    article.legal_state_on, article.changed_at = day_of(values["legal_state_on"]), clock.now()
    db.session.add(article)
    db.session.flush()
    keep_slug(NEWS_KIND, article.slug, article.id)
    for model in (Picture, Region, AreaTag, Named):
        db.session.execute(delete(model).where(model.article_id == article.id))
    _lay_pictures(article.id, values)
    _lay_abouts(article.id, values)
    db.session.flush()
    db.session.expire(article, ["pictures", "regions", "areas", "people"])


def _lay_pictures(ref: int, values: Values) -> None:
    lines = [*enumerate(read_pictures(values["cover"])), *enumerate(read_pictures(values["gallery"]), start=1)]
    numbers = dict(
        db.session.execute(select(Media.key, Media.id).where(Media.key.in_([one.key for _, one in lines]))).all()
    )
    db.session.add_all(
        Picture(article_id=ref, position=position, media_id=numbers[one.key], alt=one.alt) for position, one in lines
    )


def _lay_abouts(ref: int, values: Values) -> None:
    db.session.add_all(Region(article_id=ref, code=code) for code in lines_of(values["regions"]))
    db.session.add_all(AreaTag(article_id=ref, area=area) for area in lines_of(values["areas"]))
    names = read_people(values["people"])
    known = persons_named(names)
    db.session.add_all(
        Named(article_id=ref, position=place, person_id=known[name].id) for place, name in enumerate(names)
    )


def _stamp(ref: int, version: int) -> None:
    article = article_row(ref)
    article.version = version
    ask_for_share_picture(article)


def _shown(ref: int) -> Address | None:
    article = article_row(ref)
    return ("news.show_article", {"slug": article.slug}) if article.withdrawn_at is None else None


def _face(place: Place, values: Values, made: Rendering) -> Face:
    return Face("promotion/news/article.html", {"item": preview_page(place.ref, values, str(made.html))})


def _home(place: Place) -> Address:
    return ("news_desk.show_articles", {}) if place.ref is None else ("news_desk.show_article", {"ref": place.ref})


def _move(ref: int, to_bin: bool) -> tuple[str, str]:
    article = article_row(ref, with_bin=True)
    article.removed, article.origin = to_bin, "person"
    return article.slug, article.title


def _erase(ref: int) -> None:
    article = article_row(ref, with_bin=True)
    forget_share_picture(article)
    db.session.delete(article)


def _notice(place: Place) -> str:
    is_withdrawn = place.ref is not None and article_row(place.ref).withdrawn_at is not None
    return IS_WITHDRAWN if is_withdrawn else ""


NEWS = register(
    TextKind(
        name=NEWS_KIND,
        address="aktualnosc",
        nouns=("aktualność", "aktualność", "Nowa aktualność"),
        permission=Permission.NewsEdit,
        fields=(
            Field("title", "Tytuł", at_most=200),
            Field("slug", "Adres", hint="Ostatnia część adresu aktualności. Stare adresy dalej do niej prowadzą.",
                  at_most=80, is_address=True),
            Field("lead", "Zajawka", LONG, "Jedno lub dwa zdania: kto, co, gdzie i kiedy. Widać je na listach.",
                  at_most=400),
            Field("cover", "Okładka", hint="Zapis obrazu z biblioteki mediów: ![Opis](media:klucz). Opis mówi, "
                  "co na nim widać.", required=False, at_most=400, is_pictures=True),
            Field("source", "Treść", MARKDOWN),
            Field("gallery", "Galeria", LINES, "Obrazy z biblioteki mediów, jeden w wierszu: ![Opis](media:klucz). "
                  "Każdy z innym opisem.", required=False, at_most=400, is_pictures=True),
            Field("areas", "Obszary Akademii", MANY, "Których obszarów dotyczy.", required=False, choices=area_names),
            Field("regions", "Województwa", MANY, "Jeśli dotyczy całego kraju, nie zaznaczaj żadnego.",
                  required=False, choices=region_names),
            Field("people", "Osoby", LINES, "O kim jest aktualność, jedna osoba w wierszu, na przykład „Anna Nowak”. "
                  "Nazwisko z kilku słów: „van Beethoven, Ludwig”.", required=False, at_most=120),
            STATE,
            ACT,
            replace(PROVISIONS, hint="Przepisy, których dotyczy, a których treść nie wymienia, na przykład "
                    "„art. 15 ust. 4, art. 18”. Przepisy z treści rozpoznamy sami."),
        ),
        read=values_of_article,
        blank=_blank,
        check=_check,
        make=make_article,
        write=_write,
        stamp=_stamp,
        face=_face,
        shown=_shown,
        renew=lambda ref, html: renew_html(Article, ref, "html", html),
        explains=True,
        checked_with=("lead", "cover", "gallery"),
        home=_home,
        home_name="Aktualności",
        home_title=lambda place: "Aktualności" if place.ref is None else article_row(place.ref).title,
        notice=_notice,
        bin=Binned(lambda ref: "", _move, lambda ref: "", _erase),
    )
)  # fmt: skip
