"""What staff send about media."""

from typing import Any, cast

from flask_wtf.file import FileField
from wtforms import BooleanField, IntegerField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import HiddenInput

from akademia.core.forms import Form, at_most, required
from akademia.media.formats.captions import BadCaptions, clean_captions
from akademia.media.models import Media

SAID = ("title", "alt", "decorative", "transcript", "caption", "author", "licence")
NOT_OF_FAMILY = {
    "picture": ("captions_file", "transcript"),
    "video": ("alt", "decorative"),
    "audio": ("alt", "decorative", "captions_file"),
}


class DescriptionForm(Form):
    """The words of a medium; fields that its family does not have are taken out."""

    version = IntegerField(widget=HiddenInput())
    title = StringField("Tytuł", [required("Wpisz tytuł"), at_most(160)])
    alt = TextAreaField("Opis obrazu", [at_most(400)])
    decorative = BooleanField("To tylko ozdoba")
    captions_file = FileField("Plik z napisami (WebVTT)")
    transcript = TextAreaField("Tekst nagrania", [at_most(60_000)])
    caption = TextAreaField("Podpis", [Optional(), at_most(400)])
    author = StringField("Autor", [Optional(), at_most(160)])
    licence = StringField("Licencja", [Optional(), at_most(160)])

    captions = ""  # as they are kept: clean

    @classmethod
    def of(cls, media: Media) -> "DescriptionForm":
        form = cls(obj=media)
        for name in NOT_OF_FAMILY[media.family]:
            del form[name]
        form.captions = media.captions
        return form

    def words(self) -> dict[str, Any]:
        """Return all that was said, by the names of `services.Words`."""
        said = {field.name: field.data for field in self if field.name in SAID}
        return {name: value or "" for name, value in said.items() if name != "decorative"} | {
            "decorative": bool(said.get("decorative")), "captions": self.captions
        }  # fmt: skip

    def validate_alt(self, field: Any) -> None:
        if not field.data and not self.decorative.data:
            raise ValidationError("Opisz obraz albo zaznacz, że to tylko ozdoba")
        if field.data and self.decorative.data:
            raise ValidationError("Ozdoba nie ma opisu: usuń opis albo odznacz ozdobę")

    def validate_captions_file(self, field: Any) -> None:
        if not field.data:
            if not self.captions:
                raise ValidationError("Wgraj plik z napisami")
            return
        try:
            self.captions = clean_captions(cast(bytes, field.data.read()))
        except BadCaptions as refusal:
            raise ValidationError(refusal.message) from refusal

    def validate_transcript(self, field: Any) -> None:
        if not field.data:
            raise ValidationError("Wpisz tekst nagrania: co słychać, a w filmie także to, co ważne w obrazie")
