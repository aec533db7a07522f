"""Floors and wings, kept by import-linter (contracts in pyproject.toml).

Foreign keys and calls point downward only, so a floor can be read, tested and changed without the floors above it.
`running` (what `make run` does) stands under `app` and above all it prepares. The list is exhaustive: a new package
that no floor names fails here.
"""

from importlinter.cli import lint_imports

from tests.architecture.source import PROJECT


def test_floors_and_wings_import_only_downward(capsys, monkeypatch):
    monkeypatch.chdir(PROJECT)

    failed = lint_imports(config_filename=str(PROJECT / "pyproject.toml"), no_cache=True)

    assert not failed, capsys.readouterr().out
