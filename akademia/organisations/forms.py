"""A field in which a commune is named in words, and told from its namesakes; the form of a project."""

from collections.abc import Sequence
from typing import Any

from wtforms import StringField, TextAreaField
from wtforms.validators import ValidationError

from akademia.core.forms import VersionedForm, at_most, required
from akademia.organisations import queries
from akademia.organisations.queries import Commune

LONGEST_TYPED = 200
UNKNOWN = "Nie znamy takiej gminy. Sprawdź pisownię albo wpisz początek nazwy."
SEVERAL = "Jest kilka takich gmin. Wybierz z listy tę właściwą."
MANY = "Pasuje zbyt wiele gmin. Dopisz dalszą część nazwy, powiat albo województwo."


class CommuneField(StringField):
    """A commune: people type its name, the form gives its TERC number (`data`, seven digits, or None).

    Where the words fit several communes, `namesakes` holds them and the page offers them as radios of the same name
    (the macro `commune_field`). What was typed stays in `typed`. Whether it may stay empty is up to the validators.
    """

    data: str | None

    def __init__(self, label: str = "Gmina", validators: Sequence[Any] | None = None, **kwargs: Any) -> None:
        super().__init__(label, validators, **kwargs)
        self.typed = ""
        self.namesakes: list[Commune] = []

    def process_data(self, value: str | None) -> None:
        known = queries.commune(value) if value else None
        self.data, self.typed = (known.code, known.label) if known else (None, "")

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed and, after it, the number of the radio chosen."""
        if not valuelist:
            return
        self.typed = valuelist[0].replace("\0", "").strip()[:LONGEST_TYPED]
        meant = queries.communes_meant(self.typed, queries.MOST_COMMUNES + 1) if self.typed else []
        chosen = [one for one in meant if one.code in valuelist[1:]]
        self.namesakes = [] if len(chosen or meant) == 1 else meant
        self.data = (chosen or meant)[0].code if len(chosen or meant) == 1 else None

    def _value(self) -> str:
        return self.typed

    def pre_validate(self, form: Any) -> None:
        if not self.typed or self.data is not None:
            return
        if len(self.namesakes) > queries.MOST_COMMUNES:
            self.namesakes = []
            raise ValidationError(MANY)
        raise ValidationError(SEVERAL if self.namesakes else UNKNOWN)


class ProjectForm(VersionedForm):
    """A project that pays for works."""

    title = StringField("Nazwa projektu", id="nazwa", validators=[required("Wpisz nazwę projektu"), at_most(300)])
    programme = StringField("Program, z którego są pieniądze", id="program", validators=[at_most(200)])
    number = StringField("Numer projektu albo umowy", id="numer", validators=[at_most(80)])
    notice = TextAreaField("Informacja o dofinansowaniu", id="informacja", render_kw={"rows": 3},
                           validators=[required("Wpisz zdanie, którego wymaga program"), at_most(600)])  # fmt: skip
    logos = TextAreaField("Logotypy", id="logotypy", render_kw={"rows": 3}, validators=[at_most(600)])

    @property
    def logo_keys(self) -> tuple[str, ...]:
        """What was typed, one key a line."""
        return tuple(dict.fromkeys(line.strip() for line in (self.logos.data or "").splitlines() if line.strip()))
