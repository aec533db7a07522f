"""Akademia Zatrudnienia Socjalnego: the map of the house and the glossary of words.

Floors, each importing only what lies below it::

    app > running > starter > pages > areas > search > certificates > texts > law > administration > privacy
        > accounts > organisations > mail > media > jobs > storage > audit > core

The areas (``education advisory publishing promotion research``) are blind to each other. Each has a calling card
(``area.py``) and one package per wing; a wing has the rooms ``models rules policy queries services formats jobs forms
views commands``, and only those it needs.

Words (one per thing): act = ustawa, provision = przepis, unit = jednostka (a provision in its place), amendment =
nowelizacja, change = zmiana (of one provision by one amendment), span = okres (days over which a provision stayed as
it was), official text = tekst urzędowy, citation = powołanie przepisu, course = kurs, module = moduł, lesson = lekcja,
twin = tekst łatwy do czytania (ETR), text = tekst (anything that is drafted and published), kind = rodzaj tekstu,
draft = szkic (the one working copy), revision or version = wersja (published, never changed), roll back = przywrócić
wersję, plan = plan (what the clock will publish, open or close), trouble = why a plan failed, bin = kosz, finding =
uwaga sprawdzenia, conflict = two editors of one text, slug = adres (its last part), glossary = słownik, quiz = test,
attempt = podejście, bank = bank pytań, enrolment state and progress = postęp, enrolment = zapis na kurs, certificate =
zaświadczenie, question = pytanie, term = hasło słownika, page = strona stała, tool = narzędzie, sheet = arkusz (what a
person saved in a tool), update = lekcja „Co się zmieniło” (what an amendment changed since a course), pass = its
questions answered rightly, passage = fragment (what a text says around a citation), spot = its
name, seat = where the act puts it, collection = zbiór interpretacji, number or edition = numer zbioru, duty =
obowiązek (one that comes back each year), review = przegląd (of a text after an
amendment), verdict = how it ended, organisation = organizacja, territory = jednostka podziału kraju, learner =
uczestnik, expert = ekspert, staff = redakcja, letter = list, stored file = plik, upload = wgrywanie, media = materiał
(obraz, film, nagranie), use = gdzie użyto, takeout = kopia danych, consent = zgoda, receipt = potwierdzenie usunięcia,
sitting = sesja (one sign-in on one device), second step = drugi składnik logowania, passkey = klucz dostępu, recovery
code = kod zapasowy, invitation = zaproszenie, merge = scalanie kont, card = what a package hands to the house (desk,
privacy, trail), parcel = paczka (a course as a ZIP), trail = dziennik (who did what), build = one whole index of the
search, posting = a word in a document with its weight (impact), facet = zawężenie (what results are narrowed by), job
= zadanie w tle, door = who may open a view, generation = the number that every change of public things raises, starter
= what a new academy opens with, item = pozycja biblioteki (a work that the library describes), department = dział
biblioteki, credit = who made a work, person = osoba, której nazwisko stoi przy publikacji, tombstone = what the address
of a withdrawn item tells, project = projekt (what paid for a work).
"""
