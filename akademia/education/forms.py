"""What staff send to bring a course in."""

from flask_wtf.file import FileField, FileRequired

from akademia.core.forms import Form


class ParcelForm(Form):
    file = FileField("Plik ZIP z folderem kursu", validators=[FileRequired("Wybierz plik ZIP")])
