"""What the guards read: the modules of the academy as syntax trees."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PACKAGE = PROJECT / "akademia"
ROOMS = frozenset({
    "models", "rules", "policy", "queries", "services", "formats", "jobs", "forms", "views", "commands", "privacy",
    "desk", "trail", "area", "kinds",
})  # fmt: skip


@dataclass(frozen=True)
class Module:
    """A module: its path under `akademia/` and its text."""

    place: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def name(self) -> str:
        return "akademia." + self.place.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def room(self) -> str:
        """The room a module is, or lies in: `akademia/texts/services/keeping.py` lies in `services`."""
        parts = self.place.removesuffix(".py").removesuffix("/__init__").split("/")
        return next((part for part in parts[1:] if part in ROOMS), parts[-1])

    def imports(self) -> Iterator[str]:
        """Give the full name of everything imported anywhere in the module, inside functions too."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert not node.level, f"{self.place}: relative import"
                yield from (f"{node.module}.{alias.name}" for alias in node.names)

    def functions(self) -> Iterator[ast.FunctionDef]:
        yield from (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef))


@cache
def modules() -> tuple[Module, ...]:
    """Return every module of the academy."""
    return tuple(
        Module(path.relative_to(PACKAGE).as_posix(), path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))
    )
