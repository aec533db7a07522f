"""Sizes: a module is read in one sitting, a function at one glance.

The houses worth visiting regret one drawer that swallowed everything (a forms file of 3,400 lines, a `utils` of
3,000). What outgrows these sizes is split by noun.
"""

from statistics import median

from tests.architecture.source import Module, modules

MODULE_AT_MOST = 400
FUNCTION_AT_MOST = 50
MEDIAN_BELOW = 10
DRAWERS = {"utils", "util", "helpers", "common", "misc", "tools"}


def lengths(module: Module) -> dict[str, int]:
    """Return the lines of each function, its decorators left out."""
    return {f"{module.place}:{f.name}:{f.lineno}": f.end_lineno - f.lineno + 1 for f in module.functions()}


def test_no_module_is_too_long():
    assert {m.place: n for m in modules() if (n := m.text.count("\n")) > MODULE_AT_MOST} == {}


def test_no_function_is_too_long():
    assert {name: n for m in modules() for name, n in lengths(m).items() if n > FUNCTION_AT_MOST} == {}


def test_half_of_all_functions_are_short():
    assert median(n for m in modules() for n in lengths(m).values()) < MEDIAN_BELOW


def test_there_are_no_drawers():
    """`education.tools` is no drawer: tools are what it offers to readers (a calculator, check-lists, a calendar)."""
    wing = "akademia.education.tools"

    assert [m.place for m in modules() if DRAWERS & set(m.name.removeprefix(wing).split("."))] == []


def test_a_function_is_measured_from_its_name_to_its_last_line():
    module = Module("law/rules.py", "@cache\ndef f():\n    return 1\n\n\nclass A:\n    def m(self): pass\n")

    assert list(lengths(module).values()) == [2, 1]
