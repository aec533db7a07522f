"""What can go wrong in the trade. `app` turns each into a page; none of them knows the web."""

from typing import IO, Any

from click import ClickException, echo


class RuleBroken(Exception):
    """A rule of the trade said no. `message` is a Polish sentence for the person who asked."""

    message = "Tego nie można teraz zrobić."

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.message)
        self.message = message or self.message


class Missing(Exception):
    """There is no such thing, or not for this person (404)."""


class Withdrawn(Exception):
    """The thing was here and is gone for good (410)."""


class BrokenSource(ClickException):
    """A file that a person wrote cannot be read. A command that meets it shows the problems and ends with 1.

    :param problems: one sentence each, beginning with file, line and key.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems

    def show(self, file: IO[Any] | None = None) -> None:
        for problem in self.problems:
            echo(problem, file=file, err=file is None)
