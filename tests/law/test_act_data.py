"""What staff say of the act itself: its texts, and until when its changes are known."""

from akademia.accounts.roles import Role
from akademia.core.db import db
from akademia.law.queries.desk import act_row
from tests.factories import make_user
from tests.law.test_history import register

__all__ = ["register"]


def test_the_end_of_the_register_moves_only_when_staff_say_so(register, client, noon):
    client.sign_in(make_user(Role.Staff))
    act = act_row("uzs")
    form = {
        "version": str(act.version), "title": act.title, "short": act.short, "name": act.name, "said": act.said,
        "abbreviations": ", ".join(act.abbreviations), "passed_on": "2003-06-13", "in_force_on": "2003-08-14",
        "display_address": act.display_address, "text_address": "Dz.U. 2025 poz. 83", "legal_state_on": "2025-01-10",
        "newer_address": "", "known_until": "2025-06-01",
    }  # fmt: skip
    assert "Wpisz adres tak" in client.post("/panel/prawo/uzs/dane/", form | {"text_address": "nowy"}, 422).text

    client.post("/panel/prawo/uzs/dane/", form)

    db.session.expire_all()
    words = client.words("/prawo/uzs/art-15-ust-4/")
    assert "Rejestr zna zmiany do 1 czerwca 2025 r." in words
    assert "Stan prawny na dzień 10 stycznia 2025 r." in words
    assert "Jest nowszy tekst jednolity" not in words
    assert (act_row("uzs").eli, act_row("uzs").origin) == ("DU/2003/1143", "person")
