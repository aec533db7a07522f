"""The file of a study that a new academy opens with: its words, its groups, a questionnaire for each."""

from dataclasses import dataclass
from pathlib import Path

from akademia.core.errors import BrokenSource
from akademia.research.surveys.rules.questionnaire import BadQuestionnaire, Questionnaire, from_data
from akademia.texts.formats.source import digest, read_yaml

WORDS = ("title", "slug", "summary", "purpose", "period", "region", "team", "consent", "thanks", "source")


@dataclass(frozen=True)
class GroupSource:
    """A group of the file."""

    key: str
    name: str
    summary: str
    whole: Questionnaire


@dataclass(frozen=True)
class StudySource:
    """A study of a file. `values`: what its form would hold; `digest` changes whenever the file does."""

    slug: str
    title: str
    mode: str
    values: dict[str, str]
    groups: tuple[GroupSource, ...]
    digest: str


def read_study(path: Path) -> StudySource:
    """Read a study.

    :raises BrokenSource: it is none.
    """
    data = read_yaml(path)
    try:
        values = {name: str(data.get(name, "")).strip() for name in WORDS}
        groups = tuple(
            GroupSource(str(one["key"]), str(one["name"]), str(one.get("summary", "")), from_data(one))
            for one in data["groups"]
        )
        return StudySource(
            values["slug"], values["title"], str(data["mode"]), values, groups, digest(path.read_text("utf-8"))
        )
    except (AttributeError, KeyError, TypeError, BadQuestionnaire) as error:
        raise BrokenSource([f"{path}: to nie jest opis badania ({error})"]) from error
