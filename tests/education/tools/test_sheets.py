"""Sheets: nothing is kept of anybody, unless a signed-in person asks for it."""

import pytest
from sqlalchemy import func, select

from akademia.core.db import commit, db
from akademia.education.tools import services
from akademia.education.tools.models import ToolSheet
from akademia.education.tools.privacy import CARD
from akademia.education.tools.queries import sheet
from akademia.education.tools.rules.standard import checks_of
from tests.education.tools.made import ROOT, make_tools
from tests.factories import make_user

APPLICATION = f"{ROOT}wniosek-o-status/"
STANDARD = f"{ROOT}samoocena-standardu/"
ALL_YES = "rodzaj=kis&" + "&".join(f"{check.key}=tak" for check in checks_of("kis"))


@pytest.fixture
def person(app, client):
    make_tools()
    made = make_user()
    commit()
    return made


def count():
    return db.session.scalar(select(func.count()).select_from(ToolSheet))


def test_a_visitors_list_lives_in_its_address(person, client):
    words = client.words(f"{APPLICATION}?kto=powiat&mam=1&mam=2a&mam=14&mam=x")

    assert "Macie 2 z 16 punktów" in words
    assert "Opinia starosty" not in words
    assert "Zapisz na koncie" not in words
    assert ", jeśli chcesz zapisać to na koncie." in words
    assert count() == 0


def test_a_visitor_cannot_save(person, client):
    client.post(f"{APPLICATION}arkusz", {"kto": "powiat"})

    assert count() == 0


def test_a_saved_list_is_where_one_begins_the_next_time_and_can_be_taken_away(person, client):
    client.sign_in(person)
    assert "Zapisz na koncie" in client.get(f"{APPLICATION}?kto=inny&mam=1").text

    client.post(f"{APPLICATION}arkusz", {"kto": "inny", "mam": ["1", "6a", "zle"]})
    client.post(f"{APPLICATION}arkusz", {"kto": "samorzad", "mam": ["1", "6a", "zle"]})

    assert count() == 1
    assert sheet(person.id, "wniosek-o-status").answers == {"kto": "samorzad", "1": "mam", "6a": "mam"}
    words = client.words(APPLICATION)
    assert "Macie 2 z 17 punktów" in words
    assert "Zapisano na koncie" in words
    assert "różni się od zapisanego" in client.words(f"{APPLICATION}?kto=inny")
    client.post(f"{APPLICATION}arkusz/usun")
    assert count() == 0


def test_nobody_sees_anothers_list(person, client, new_client):
    services.save_sheet(person.id, "wniosek-o-status", {"kto": "inny", "1": "mam"})
    other = make_user()
    commit()

    assert "Macie" not in new_client().sign_in(other).words(APPLICATION)
    assert "Macie 1 z 16 punktów" in client.sign_in(person).words(APPLICATION)
    assert "Macie" not in new_client().words(APPLICATION)


def test_the_self_assessment_asks_for_every_answer_then_advises_and_may_be_saved(person, client):
    client.sign_in(person)
    assert "Odpowiedz: Każdy uczestnik" in client.words(f"{STANDARD}?rodzaj=kis&sprawdz=1&k-wola=tak", status=422)

    told = client.words(f"{STANDARD}?{ALL_YES.replace('k-wpis=tak', 'k-wpis=nie')}&sprawdz=1")
    assert "Spełnione są 11 z 12 punktów." in told
    assert "Wstrzymaj działania i zgłoś klub." in told
    client.post(f"{STANDARD}arkusz", dict(pair.split("=") for pair in ALL_YES.split("&")))
    assert "Spełnione są 12 z 12 punktów." in client.words(STANDARD)
    assert "checked" in client.get(f"{STANDARD}?popraw=1").text


@pytest.mark.parametrize("act", ["arkusz", "arkusz/usun"])
@pytest.mark.parametrize("key", ["terminarz", "nie-ma"])
def test_only_some_tools_can_be_saved(person, client, key, act):
    client.sign_in(person).post(f"{ROOT}{key}/{act}", {"kto": "inny"}, status=404)


def test_a_self_assessment_without_a_kind_is_not_saved(person, client):
    client.sign_in(person).post(f"{STANDARD}arkusz", {"k-wola": "tak"}, status=404)


def test_the_privacy_card_gives_takes_and_moves(person):
    services.save_sheet(person.id, "wniosek-o-status", {"kto": "inny", "1": "mam"})
    kept, third = make_user(), make_user()
    services.save_sheet(kept.id, "samoocena-standardu", {"rodzaj": "kis"})
    db.session.flush()

    assert CARD.export(person.id)["arkusze narzędzi"][0]["odpowiedzi"] == {"kto": "inny", "1": "mam"}
    assert CARD.tally(person.id) == ["1\u00a0zapisany arkusz"]
    assert CARD.merge(person.id, kept.id).moved == ("arkusz „Wniosek o status centrum”",)
    services.save_sheet(third.id, "wniosek-o-status", {"kto": "powiat"})
    db.session.flush()
    assert len(CARD.merge(third.id, kept.id).left) == 1
    assert sheet(kept.id, "wniosek-o-status").answers["kto"] == "inny"
    CARD.erase(kept.id)
    assert count() == 0
