"""Series as a kind of text that staff edit: what is counted and how. Figures are kept beside it (`figures`)."""

from datetime import date

from akademia.core import clock
from akademia.core.db import db
from akademia.core.doors import Permission
from akademia.core.errors import RuleBroken
from akademia.core.text import sort_key
from akademia.law.rules import DEFAULT_ACT
from akademia.research.statistics.models import Series
from akademia.research.statistics.queries.reading import page_of
from akademia.research.statistics.queries.rows import SERIES_KIND, figures_of, series_row
from akademia.texts.formats.fields import LONG, MARKDOWN, Field
from akademia.texts.formats.source import digest
from akademia.texts.queries import present_version, revision
from akademia.texts.services import Lexicon, Rendering, keep_slug, render
from akademia.texts.services.house_texts import renew_html, slug_complaint
from akademia.texts.services.kinds import Address, Binned, Face, Place, TextKind, Values, register
from akademia.texts.services.legal_fields import ACT, STATE, day_of, shown

PLAIN = ("title", "slug", "short", "summary", "unit", "default_act")
NAMES = (*PLAIN, "legal_state_on", "source")
OWN_ADDRESSES = frozenset({"porownanie"})
IS_WITHDRAWN = "Szereg jest wycofany. Przywróć go na jego stronie w panelu, potem opublikujesz nową wersję."


class SeriesWithdrawn(RuleBroken):
    message = IS_WITHDRAWN


def _read(ref: int) -> Values:
    series, version = series_row(ref), present_version(SERIES_KIND, ref)
    return {
        **{name: str(getattr(series, name)) for name in PLAIN},
        "legal_state_on": shown(series.legal_state_on),
        "source": revision(SERIES_KIND, ref, version).source if version else "",
    }


def _check(place: Place, values: Values) -> dict[str, str]:
    told = {"slug": slug_complaint(SERIES_KIND, values["slug"], place.ref), "unit": unit_complaint(values["unit"])}
    if values["slug"] in OWN_ADDRESSES:
        told["slug"] = f"Adres „{values['slug']}” jest zastrzeżony. Wybierz inny."
    if place.ref is not None and series_row(place.ref).state == "withdrawn":
        told["title"] = IS_WITHDRAWN
    return {name: words for name, words in told.items() if words}


def unit_complaint(words: str) -> str:
    """Return why a unit cannot be said; empty when it can."""
    forms = [form for form in words.split(",") if form.strip()]
    return (
        "" if len(forms) in (1, 3, 4) else "Wpisz jedną formę albo trzy: dla 1, dla 2 i dla 5, oddzielone przecinkami"
    )


def make_series(values: Values, words: Lexicon) -> Rendering:
    return render(values["source"], words, act=values.get("default_act") or DEFAULT_ACT)


def _write(place: Place, values: Values, made: Rendering) -> tuple[int, date | None]:
    series = series_row(place.ref, lock=True) if place.ref is not None else Series()
    if series.state == "withdrawn":
        raise SeriesWithdrawn
    series.origin, series.digest = "person", digest(repr(sorted(values.items())))
    lay(series, values, made)
    return series.id, series.legal_state_on


def lay(series: Series, values: Values, made: Rendering) -> None:
    """Write checked values and their rendering into a series. Its version is kept by who calls."""
    for name in PLAIN:
        setattr(series, name, values[name].strip())
    series.title_key, series.legal_state_on = sort_key(series.title), day_of(values["legal_state_on"])
    series.html, series.changed_at = str(made.html), clock.now()
    db.session.add(series)
    db.session.flush()
    keep_slug(SERIES_KIND, series.slug, series.id)


def _stamp(ref: int, version: int) -> None:
    series_row(ref).version = version


def _shown(ref: int) -> Address | None:
    series = series_row(ref)
    return ("statistics.show_one", {"slug": series.slug}) if series.state == "published" else None


def _home(place: Place) -> Address:
    return ("statistics_desk.show_list", {}) if place.ref is None else ("statistics_desk.show_one", {"ref": place.ref})


def _face(place: Place, values: Values, made: Rendering) -> Face:
    figures = figures_of([place.ref])[place.ref] if place.ref is not None else ()
    seen = page_of(
        place.ref or 0, values["slug"], values["title"] or "Bez tytułu", values["short"], values["summary"],
        values["unit"], str(made.html), day_of(values["legal_state_on"]), clock.now(),
        present_version(SERIES_KIND, place.ref or 0) + 1, figures,
    )  # fmt: skip
    return Face("research/statistics/series.html", {"series": seen})


def _notice(place: Place) -> str:
    if place.ref is None:
        return "Najpierw opisz, co i jak policzono. Po publikacji dodasz liczby: formularzem albo z pliku CSV."
    return IS_WITHDRAWN if series_row(place.ref).state == "withdrawn" else ""


def _refusal(ref: int) -> str:
    return "Ten szereg czytelnicy już widzieli, więc jego adres musi zostać. Zamiast usuwać, wycofaj go."


def _move(ref: int, to_bin: bool) -> tuple[str, str]:
    series = series_row(ref, with_bin=True)
    series.removed, series.origin = to_bin, "person"
    return series.slug, series.title


def _erase(ref: int) -> None:
    db.session.delete(series_row(ref, with_bin=True))


SERIES = register(
    TextKind(
        name=SERIES_KIND,
        address="szereg",
        nouns=("szereg danych", "szereg danych", "Nowy szereg danych"),
        permission=Permission.StatisticsEdit,
        fields=(
            Field("title", "Tytuł", hint="Co jest liczone, na przykład „Aktywne centra integracji społecznej”.",
                  at_most=160),
            Field("short", "Krótka nazwa na wykres", hint="Kilka znaków, na przykład „CIS”.", required=False,
                  at_most=12),
            Field("slug", "Adres", hint="Ostatnia część adresu szeregu. Stare adresy dalej do niego prowadzą.",
                  at_most=80, is_address=True),
            Field("summary", "O czym mówi", LONG, "Jedno lub dwa zdania dla kogoś, kto nie zna tematu.", at_most=600),
            Field("unit", "Jednostka", hint="Formy dla 1, 2 i 5: „centrum, centra, centrów”. Albo jedna dla "
                  "wszystkich: „tys. osób”, „%”.", at_most=120),
            STATE,
            ACT,
            Field("source", "Metoda i uwagi", MARKDOWN,
                  "Kto i jak policzył, kogo nie policzył, czego brakuje. Przepisy rozpoznamy sami."),
        ),
        read=_read,
        blank=lambda parent: dict.fromkeys(NAMES, ""),
        check=_check,
        make=make_series,
        write=_write,
        stamp=_stamp,
        face=_face,
        shown=_shown,
        renew=lambda ref, html: renew_html(Series, ref, "html", html),
        explains=True,
        home=_home,
        home_name="Statystyki",
        home_title=lambda place: "Statystyki" if place.ref is None else series_row(place.ref).title,
        notice=_notice,
        bin=Binned(_refusal, _move, lambda ref: "", _erase),
    )
)  # fmt: skip
