"""What staff write down of consents."""

from wtforms import BooleanField, DateField, StringField

from akademia.core import clock
from akademia.core.forms import Form, at_most, required


class ConsentForm(Form):
    given_by = StringField("Kto wyraził zgodę", id="kto", validators=[required("Napisz, kto"), at_most(160)])
    given_on = DateField("Kiedy", id="kiedy", validators=[required("Wpisz datę")])
    proof = StringField("Jak to można udowodnić", id="dowod", validators=[required("Podaj dowód"), at_most(300)])
    photo = BooleanField("Zgoda obejmuje zdjęcie", id="zdjecie")

    @classmethod
    def for_member(cls, name: str) -> "ConsentForm":
        return cls(given_by=name, given_on=clock.today())


class WithdrawalForm(Form):
    on = DateField("Kiedy ją cofnięto", id="kiedy", validators=[required("Wpisz datę")])

    @classmethod
    def of_today(cls) -> "WithdrawalForm":
        return cls(on=clock.today())
