"""A form with a file, sent in the form itself or before it in parts."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import HiddenField
from wtforms.validators import ValidationError

from akademia.core.forms import Form


class UploadForm(Form):
    """One file: in the form itself, or sent before it in parts (`upload` is then its token)."""

    upload = HiddenField()
    file = FileField("Plik")

    def validate_file(self, field: Any) -> None:
        if not field.data and not self.upload.data:
            raise ValidationError("Wybierz plik")

    def refuse(self, message: str) -> None:
        """Show why the file was not taken, beside the field. The sent part is not to be sent again."""
        self.file.errors = [message]
        self.upload.data = ""
