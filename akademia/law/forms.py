"""What staff send to the register: acts, provisions, amendments, official texts."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import (
    DateField,
    FieldList,
    FormField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional, Regexp, ValidationError

from akademia.core.forms import Form, VersionedForm, at_most, required
from akademia.law.formats.register import AmendmentRow, ChangeRow, NoteRow
from akademia.law.models import Act, Amendment, Provision
from akademia.law.queries.desk import Located
from akademia.law.rules.addresses import eli_of

ADDRESS_SAID = "Wpisz adres tak: Dz.U. 2025 poz. 620"
KINDS = {"changed": "zmiana", "added": "dodanie", "repealed": "uchylenie"}
STATUSES = {"in_force": "obowiązuje", "repealed": "uchylony"}
MOST_CHANGES = 100
MOST_NOTES = 20
_OWN_DATES = ("in_force_on", "works_from")


def _choices(labels: Mapping[str, str]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in labels.items()]


def _is_address(_form: Any, field: Any) -> None:
    if field.data and eli_of(field.data) is None:
        raise ValidationError(ADDRESS_SAID)


class ActForm(VersionedForm):
    key = StringField(
        "Skrót adresu",
        validators=[required("Wpisz skrót"), at_most(40), Regexp(r"[a-z][a-z0-9-]*\Z", message="Małe litery i cyfry")],
    )
    title = StringField("Pełny tytuł", validators=[required("Wpisz tytuł"), at_most(400)])
    short = StringField("Krótka nazwa", validators=[required("Wpisz krótką nazwę"), at_most(200)])
    name = StringField("Jak akt nazywamy w odesłaniach", validators=[required("Wpisz nazwę"), at_most(300)])
    said = StringField("Co stoi po słowie „ustawa” i dacie", validators=[required("Wpisz te słowa"), at_most(300)])
    abbreviations = StringField("Skróty, po przecinku", validators=[Optional(), at_most(200)])
    passed_on = DateField("Z dnia", validators=[Optional()])
    display_address = StringField("Adres w Dzienniku Ustaw", validators=[Optional(), at_most(60), _is_address])
    in_force_on = DateField("Obowiązuje od", validators=[Optional()])
    text_address = StringField(
        "Tekst, według którego opisano przepisy", validators=[Optional(), at_most(60), _is_address]
    )
    legal_state_on = DateField("Stan prawny opisów na dzień", validators=[Optional()])
    newer_address = StringField("Nowszy tekst jednolity, którego nie opisano", validators=[Optional(), at_most(60)])
    known_until = DateField("Rejestr zna wszystkie zmiany do dnia", validators=[Optional()])

    @classmethod
    def of(cls, act: Act | None) -> "ActForm":
        """Return the form as sent, or filled with an act."""
        if act is None:
            return cls()
        values = {name: getattr(act, name) for name in _ACT_FIELDS}
        return cls(data={**values, "key": act.key, "abbreviations": ", ".join(act.abbreviations),
                         "version": str(act.version)})  # fmt: skip

    def values(self) -> dict[str, Any]:
        """Return what to set, by column."""
        said = {name: self[name].data or None for name in _ACT_FIELDS}
        said |= {name: said[name] or "" for name in ("title", "short", "name", "said")}
        abbreviations = [one.strip() for one in (self.abbreviations.data or "").split(",")]
        return {**said, "abbreviations": [one for one in abbreviations if one]}


_ACT_FIELDS = (
    "title", "short", "name", "said", "passed_on", "display_address", "in_force_on", "text_address", "legal_state_on",
    "newer_address", "known_until",
)  # fmt: skip


class ProvisionForm(VersionedForm):
    """What a provision says. `locator` only for a new one; `status` only where no change tells it."""

    locator = StringField("Przepis", validators=[required("Wpisz, który to przepis"), at_most(100)])
    heading = StringField("Nagłówek", validators=[Optional(), at_most(200)])
    summary = TextAreaField("Opis własnymi słowami", validators=[required("Opisz przepis"), at_most(600)])
    described_on = DateField("Opis zgadza się z prawem na dzień", validators=[Optional()])
    status = RadioField("Status", choices=_choices(STATUSES), default="in_force")

    @classmethod
    def of(cls, provision: Provision | None, has_history: bool = False) -> "ProvisionForm":
        """Return the form as sent, or filled with a provision.

        :param has_history: its status follows from its changes.
        """
        if provision is None:
            form = cls()
            del form.status, form.described_on
            return form
        data = {name: getattr(provision, name) for name in ("heading", "summary", "status")}
        day = provision.described_on or provision.act.legal_state_on
        form = cls(data=data | {"described_on": day, "version": str(provision.version)})
        del form.locator
        if has_history:
            del form.status
        return form

    def values(self) -> dict[str, Any]:
        said: dict[str, Any] = {"heading": self.heading.data or None, "summary": _lines(self.summary.data)}
        if "described_on" in self:
            said["described_on"] = self.described_on.data
        return said | ({"status": self.status.data} if "status" in self else {})


class ChangeForm(Form):
    """One change. A row left wholly empty is none; `located` is what its words mean."""

    class Meta(Form.Meta):
        csrf = False

    locator = StringField("Przepis", validators=[at_most(100)])
    kind = SelectField("Co się z nim dzieje", choices=_choices(KINDS), default="changed")
    what = TextAreaField("Co się zmieniło, własnymi słowami", validators=[at_most(600)])
    unit = StringField("Gdzie w ustawie zmieniającej", validators=[Optional(), at_most(100)])
    in_force_on = DateField("Wchodzi w życie", validators=[Optional()])
    works_from = DateField("Działa wstecz od", validators=[Optional()])
    summary = TextAreaField("Opis przepisu od tego dnia", validators=[Optional(), at_most(600)])
    located: Located | None = None

    @property
    def is_blank(self) -> bool:
        said = any(self[name].data for name in ("locator", "what", "unit", "summary", *_OWN_DATES))
        return not said and not any(any(self[name].raw_data or ()) for name in _OWN_DATES)


class NoteForm(Form):
    """What the amending act says of cases under way. A row left wholly empty is none."""

    class Meta(Form.Meta):
        csrf = False

    unit = StringField("Gdzie w ustawie zmieniającej", validators=[Optional(), at_most(100)])
    what = TextAreaField("Co z niego wynika, własnymi słowami", validators=[Optional(), at_most(600)])
    locators = StringField("O których przepisach mówi, po przecinku", validators=[Optional(), at_most(400)])
    keys: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        return not (self.unit.data or self.what.data or self.locators.data)


class AmendmentForm(VersionedForm):
    """An amendment. Rows are added and taken out by buttons that send the whole form back."""

    title = StringField("Tytuł ustawy zmieniającej", validators=[required("Wpisz tytuł"), at_most(500)])
    display_address = StringField(
        "Adres w Dzienniku Ustaw", validators=[required(ADDRESS_SAID), at_most(60), _is_address]
    )
    passed_on = DateField("Z dnia", validators=[required("Podaj datę ustawy")])
    promulgated_on = DateField("Ogłoszona", validators=[required("Podaj dzień ogłoszenia")])
    unit = StringField("W którym miejscu zmienia naszą ustawę", validators=[Optional(), at_most(100)])
    note = TextAreaField("Uwaga dla czytelników", validators=[Optional(), at_most(600)])
    in_force_on = DateField("Kiedy wchodzi w życie", validators=[Optional()])
    changes = FieldList(FormField(ChangeForm), max_entries=MOST_CHANGES)
    notes = FieldList(FormField(NoteForm), max_entries=MOST_NOTES)
    find: Callable[[str], Located]

    @classmethod
    def of(
        cls, amendment: Amendment | None, labels: Mapping[int, tuple[str, str]], find: Callable[[str], Located]
    ) -> "AmendmentForm":
        """Return the form as sent, or filled with an amendment.

        :param labels: number -> (key, label) of the provisions it changes.
        :param find: words for a provision -> what they mean.
        """
        form = cls(data=_amendment_data(amendment, labels) if amendment else {"version": "0"})
        form.find = find
        if not form.changes.entries:
            form.changes.append_entry()
        return form

    def rework(self, act: str) -> None:
        """Do what a button asks: `zmiana`, `uwaga` (one more row), `bez-zmiany-2`, `bez-uwagi-0` (rows from 0)."""
        what, _, number = act.rpartition("-")
        place = int(number) if number.isdecimal() and len(number) < 4 else None
        if act == "zmiana" and len(self.changes.entries) < MOST_CHANGES:
            self.changes.append_entry()
        elif act == "uwaga" and len(self.notes.entries) < MOST_NOTES:
            self.notes.append_entry()
        elif place is not None and what == "bez-zmiany":
            _take_out(self.changes, place)
        elif place is not None and what == "bez-uwagi":
            _take_out(self.notes, place)

    def validate_promulgated_on(self, field: Any) -> None:
        if field.data and self.passed_on.data and field.data < self.passed_on.data:
            raise ValidationError("Ustawy nie ogłasza się przed jej uchwaleniem")

    def validate_changes(self, field: Any) -> None:
        rows = [entry.form for entry in field.entries if not entry.form.is_blank]
        if not rows:
            raise ValidationError("Wpisz co najmniej jedną zmianę")
        for row in rows:
            self._check_change(row)
        if any(part.errors for row in rows for part in row):
            raise ValidationError("Popraw wiersze zmian")

    def _check_change(self, row: ChangeForm) -> None:
        row.located = self.find(row.locator.data or "") if row.locator.data else Located(problem="Wpisz przepis")
        problem = row.located.problem
        if row.located.is_new and row.kind.data != "added":
            problem = "Rejestr nie ma tego przepisu; można go tylko dodać"
        _complain(row.locator, problem)
        _complain(row.what, "" if row.what.data else "Napisz, co się zmieniło")
        day = row.in_force_on.data or self.in_force_on.data
        if not row.in_force_on.errors:
            _complain(row.in_force_on, self._day_problem(day))
        if day and row.works_from.data and row.works_from.data >= day:
            _complain(row.works_from, "Wstecz działa to, co stosuje się od dnia wcześniejszego niż wejście w życie")

    def _day_problem(self, day: date | None) -> str:
        if day is None:
            return "Podaj dzień tutaj albo wspólny dla całej ustawy"
        if self.promulgated_on.data and day < self.promulgated_on.data:
            return "Zmiana nie wchodzi w życie przed ogłoszeniem ustawy"
        return ""

    def validate_notes(self, field: Any) -> None:
        rows = [entry.form for entry in field.entries if not entry.form.is_blank]
        for row in rows:
            _complain(row.what, "" if row.what.data else "Napisz, co wynika z tego przepisu")
            found = [self.find(one.strip()) for one in (row.locators.data or "").split(",") if one.strip()]
            row.keys = tuple(one.key for one in found)
            wrong = next(
                (one.problem or "Rejestr nie ma tego przepisu" for one in found if one.problem or one.is_new), ""
            )
            _complain(row.locators, wrong)
        if any(part.errors for row in rows for part in row):
            raise ValidationError("Popraw przepisy przejściowe")

    def complaints(self) -> Iterator[tuple[str, str]]:
        for field in self:
            if not isinstance(field, FieldList):
                if field.errors:
                    yield field.id, str(field.errors[0])
                continue
            own = [(part.id, str(part.errors[0])) for row in field.entries for part in row.form if part.errors]
            yield from own
            if not own and field.errors:
                yield field.id, str(field.errors[-1])

    def row(self) -> AmendmentRow:
        """Return a valid amendment as values."""
        address = self.display_address.data or ""
        eli = eli_of(address) or ""
        changes = [entry.form for entry in self.changes.entries if not entry.form.is_blank]
        notes = [entry.form for entry in self.notes.entries if not entry.form.is_blank]
        return AmendmentRow(
            key=eli.lower().replace("/", "-"),
            title=self.title.data or "",
            display_address=address,
            eli=eli,
            passed_on=self.passed_on.data or date.min,
            promulgated_on=self.promulgated_on.data or date.min,
            unit=self.unit.data or "",
            note=_lines(self.note.data) or None,
            changes=tuple(self._change(one) for one in changes),
            notes=tuple(NoteRow(one.unit.data or "", _lines(one.what.data), one.keys) for one in notes),
        )

    def _change(self, row: ChangeForm) -> ChangeRow:
        return ChangeRow(
            provision_key=row.located.key if row.located else "",
            kind=row.kind.data,
            what=_lines(row.what.data),
            unit=row.unit.data or "",
            in_force_on=row.in_force_on.data or self.in_force_on.data or date.min,
            works_from=row.works_from.data,
            summary=_lines(row.summary.data),
        )


def _amendment_data(amendment: Amendment, labels: Mapping[int, tuple[str, str]]) -> dict[str, Any]:
    names = ("title", "display_address", "passed_on", "promulgated_on", "unit", "note")
    parts = ("kind", "what", "unit", "in_force_on", "works_from", "summary")
    return {
        **{name: getattr(amendment, name) for name in names},
        "version": str(amendment.version),
        "changes": [
            {**{part: getattr(change, part) for part in parts}, "locator": labels[change.provision_id][1]}
            for change in amendment.changes
        ],
        "notes": [{"unit": note.unit, "what": note.what, "locators": ", ".join(note.keys)} for note in amendment.notes],
    }


def _take_out(rows: FieldList, place: int) -> None:
    """Take a row out; the others keep their numbers and all that was typed in them."""
    if place < len(rows.entries):
        rows.entries.pop(place)


def _complain(field: Any, problem: str) -> None:
    if problem and not field.errors:
        field.errors = [problem]


def _lines(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n")


class TextForm(Form):
    """An official text from a file."""

    file = FileField("Plik z tekstem ustawy", validators=[FileRequired("Wybierz plik")])
    source = StringField(
        "Skąd jest ten tekst", validators=[required("Wpisz adres, na przykład Dz.U. 2022 poz. 2241"), at_most(100)]
    )
    on = DateField("Na jaki dzień jest ten tekst", validators=[required("Podaj dzień")])
