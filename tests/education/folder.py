"""A small course folder written on disk, good as it stands; a test spoils one thing in it."""

from io import BytesIO
from pathlib import Path

import yaml

from akademia.education.formats.parcel import pack

COURSE = """\
key: pierwszy
slug: pierwszy
title: Kurs pierwszy
summary: O czym jest ten kurs.
audience: dla wszystkich
outcomes:
  - wiesz więcej
authors: [Redakcja]
level: basic
hours: 4
edition: 2
legal_state_on: 2022-09-22
state: published
lesson_order: sequence
completion:
  lessons: true
  quiz: true
  minimum_percent: 70
modules:
  - title: Moduł pierwszy
    provisions: art. 1
    lessons: [alfa, beta]
quizzes:
  - key: koncowy
    title: Test końcowy
    intro: Dwa pytania.
    counts: true
    draw: 2
    pass_percent: 60
    minutes: 30
    attempts: 3
    shuffle: true
    review: passed
    after_lessons: true
"""
ALFA = """\
---
key: alfa
slug: alfa
title: Lekcja alfa
summary: Początek.
minutes: 10
preview: true
---
## Pierwsza część

To jest tekst lekcji alfa.
"""
ALFA_ETR = """\
---
title: Alfa łatwo
summary: Łatwy początek.
minutes: 5
---
To jest łatwy tekst.
"""
BETA = ALFA.replace("alfa", "beta").replace("preview: true\n", "")
QUESTIONS = """\
category: ogólne
questions:
  - key: p-1
    kind: single
    text: Ile jest dwa i dwa?
    options:
      - text: Cztery
        right: true
        feedback: Tak.
      - text: Pięć
    feedback: Dwa i dwa to cztery.
  - key: p-2
    kind: multiple
    difficulty: 3
    text: Które liczby są parzyste?
    options:
      - text: Dwa
        right: true
      - text: Trzy
      - text: Cztery
        right: true
    feedback: Parzyste dzielą się przez dwa.
  - key: p-3
    kind: true_false
    text: Zero jest parzyste.
    answer: true
    feedback: Zero dzieli się przez dwa.
"""


def write_course(folder: Path) -> Path:
    """Write the whole good folder and return it."""
    (folder / "lessons").mkdir(parents=True)
    (folder / "questions").mkdir()
    files = {
        "kurs.yaml": COURSE,
        "lessons/01-alfa.md": ALFA,
        "lessons/01-alfa.etr.md": ALFA_ETR,
        "lessons/02-beta.md": BETA,
        "questions/01.yaml": QUESTIONS,
    }
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Put other words into one file; what is to be changed must be there."""
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text, f"{name} has no {old!r}"
    path.write_text(text.replace(old, new, 1), "utf-8")


def add_lesson(folder: Path, key: str, slug: str | None = None) -> None:
    """Write one more lesson and put it at the end of the programme."""
    (folder / f"lessons/09-{key}.md").write_text(
        BETA.replace("beta", key).replace(f"slug: {key}", f"slug: {slug or key}"), "utf-8"
    )
    meta = yaml.safe_load((folder / "kurs.yaml").read_text("utf-8"))
    present = ", ".join(meta["modules"][0]["lessons"])
    change(folder, "kurs.yaml", f"[{present}]", f"[{present}, {key}]")


def zipped(folder: Path) -> bytes:
    """Return a folder as its ZIP."""
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    body = BytesIO()
    pack(body, "kurs", {}, {name: (len(data), lambda data=data: BytesIO(data)) for name, data in files.items()})
    return body.getvalue()
