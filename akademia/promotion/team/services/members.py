"""People of the team as a kind of text that staff edit. Whether anybody sees it is the matter of `consents`."""

from dataclasses import replace
from datetime import date

from akademia.core import clock
from akademia.core.db import db
from akademia.core.doors import Permission
from akademia.law.rules import DEFAULT_ACT
from akademia.media.queries import shown as shown_media
from akademia.promotion.team.models import Member
from akademia.promotion.team.queries.reading import preview_of
from akademia.promotion.team.queries.rows import MEMBER_KIND, member_row, standing_consent
from akademia.promotion.team.rules import SECTORS, TEAM_NAMES, full_name, name_key, parts_of_name
from akademia.texts.formats.fields import CHOICE, FLAG, MARKDOWN, Field
from akademia.texts.queries import present_version, revision
from akademia.texts.services import Lexicon, Rendering, keep_slug, render
from akademia.texts.services.house_texts import renew_html, slug_complaint
from akademia.texts.services.kinds import Address, Binned, Face, Place, TextKind, Values, register
from akademia.texts.services.legal_fields import ACT, STATE, day_of, shown

LINES = ("slug", "name", "team", "sector", "role", "photo", "default_act")
FLAGS = ("is_leader", "works")
NAMES = (*LINES, *FLAGS, "legal_state_on", "source")


def _read(ref: int) -> Values:
    member, version = member_row(ref), present_version(MEMBER_KIND, ref)
    return {
        **{name: str(getattr(member, name)) for name in LINES},
        **{name: "1" if getattr(member, name) else "" for name in FLAGS},
        "legal_state_on": shown(member.legal_state_on),
        "source": revision(MEMBER_KIND, ref, version).source if version else "",
    }


def _check(place: Place, values: Values) -> dict[str, str]:
    told = {"slug": slug_complaint(MEMBER_KIND, values["slug"], place.ref)}
    if not all(parts_of_name(values["name"])):
        told["name"] = "Wpisz imię i nazwisko"
    key = values["photo"].strip()
    if key and not _is_picture(key):
        told["photo"] = "Nie ma takiego gotowego zdjęcia w mediach. Skopiuj klucz ze strony zdjęcia."
    return {name: words for name, words in told.items() if words}


def _is_picture(key: str) -> bool:
    found = shown_media([key]).get(key)
    return found is not None and found.family == "picture" and bool(found.alt) and not found.decorative


def _make(values: Values, words: Lexicon) -> Rendering:
    """Render the biography; the photo is used by the text too, so that nobody removes it from under it."""
    made = render(values["source"], words, act=values.get("default_act") or DEFAULT_ACT)
    photo = shown_media([values["photo"].strip()]) if values["photo"].strip() else {}
    return replace(made, media={**made.media, **{key: one.version for key, one in photo.items()}})


def _write(place: Place, values: Values, made: Rendering) -> tuple[int, date | None]:
    member = member_row(place.ref, lock=True) if place.ref is not None else Member()
    for name in LINES:
        setattr(member, name, values[name].strip())
    for name in FLAGS:
        setattr(member, name, bool(values[name]))
    member.name_key, member.legal_state_on = name_key(member.name), day_of(values["legal_state_on"])
    member.html, member.changed_at = str(made.html), clock.now()
    db.session.add(member)
    db.session.flush()
    keep_slug(MEMBER_KIND, member.slug, member.id)
    return member.id, member.legal_state_on


def _stamp(ref: int, version: int) -> None:
    member_row(ref).version = version


def _shown(ref: int) -> Address | None:
    return ("team.show_member", {"slug": member_row(ref).slug}) if standing_consent(ref) else None


def _home(place: Place) -> Address:
    return ("team_desk.show_list", {}) if place.ref is None else ("team_desk.show_member", {"ref": place.ref})


def _face(place: Place, values: Values, made: Rendering) -> Face:
    seen = preview_of(
        values["name"] or "Bez nazwiska", values["team"] if values["team"] in TEAM_NAMES else "teaching",
        values["sector"] if values["sector"] in SECTORS else "other", values["role"], bool(values["is_leader"]),
        str(made.html), day_of(values["legal_state_on"]), clock.now(),
    )  # fmt: skip
    return Face("promotion/team/member.html", {"member": seen})


def _notice(place: Place) -> str:
    if place.ref is not None and standing_consent(place.ref):
        return ""
    return "Czytelnicy nie zobaczą tej osoby, dopóki na jej stronie w panelu nie zapiszesz jej zgody."


def _move(ref: int, to_bin: bool) -> tuple[str, str]:
    member = member_row(ref, with_bin=True)
    member.removed = to_bin
    return member.slug, full_name(member.name)


def _erase(ref: int) -> None:
    db.session.delete(member_row(ref, with_bin=True))


MEMBER = register(
    TextKind(
        name=MEMBER_KIND,
        address="kadra",
        nouns=("osoba z kadry", "osobę z kadry", "Nowa osoba w kadrze"),
        permission=Permission.TeamEdit,
        fields=(
            Field("name", "Imię i nazwisko", hint="Nazwisko z kilku słów: „van Beethoven, Ludwig”.", at_most=120),
            Field("slug", "Adres", hint="Ostatnia część adresu strony tej osoby, na przykład imie-nazwisko.",
                  at_most=80, is_address=True),
            Field("team", "Zespół", CHOICE, choices=TEAM_NAMES),
            Field("is_leader", "Lider zespołu", FLAG, required=False),
            Field("role", "Rola", hint="Co robi w Akademii, jednym zdaniem albo nazwą funkcji.", at_most=200),
            Field("sector", "Sektor", CHOICE, choices=SECTORS),
            Field("photo", "Zdjęcie", hint="Klucz zdjęcia z mediów. Pokażemy je, gdy zgoda obejmuje zdjęcie. Opis "
                  "zdjęcia wpisz w mediach.", required=False, at_most=40),
            Field("works", "Pokaż publikacje osoby o tym imieniu i nazwisku", FLAG,
                  "Zaznacz, gdy w bibliotece i kwartalniku to na pewno ta sama osoba.", required=False),
            STATE,
            ACT,
            Field("source", "Biogram", MARKDOWN, "Kilka zdań: doświadczenie, czym się zajmuje, w czym pomoże."),
        ),
        read=_read,
        blank=lambda parent: dict.fromkeys(NAMES, "") | {"team": "teaching", "sector": "ngo"},
        check=_check,
        make=_make,
        write=_write,
        stamp=_stamp,
        face=_face,
        shown=_shown,
        renew=lambda ref, html: renew_html(Member, ref, "html", html),
        home=_home,
        home_name="Kadra",
        home_title=lambda place: "Kadra" if place.ref is None else full_name(member_row(place.ref).name),
        notice=_notice,
        title_field="name",
        bin=Binned(lambda ref: "", _move, lambda ref: "", _erase),
    )
)  # fmt: skip
