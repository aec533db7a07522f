"""Templates: they parse, import what they use and no more, escape everything, and hold no inline style or script.

The Content-Security-Policy allows neither inline styles nor inline scripts, so one would be dead on the page; and
`|safe` would make the cleaning at save (core/html.py) the reader's only protection.
"""

import re
from dataclasses import dataclass

import pytest
from flask import Flask
from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.meta import find_undeclared_variables

from akademia.app import create_app
from tests.architecture.source import PACKAGE, modules

ROOT = PACKAGE / "templates"
LINES_AT_MOST = 150
FRAME = ("base.html", "panel.html", "frame/")
# Mail programs know no style sheets of ours: a letter carries its one block with it.
MAY_HOLD_STYLE = "mail/letter.html"
INLINE = re.compile(
    r"<style\b|<script\b(?![^>]*\bsrc=)|\bstyle\s*=\s*[\"']|(?<![\w-])on[a-z]+\s*=\s*[\"']|javascript:", re.I
)


@dataclass(frozen=True)
class Template:
    name: str
    text: str


TEMPLATES = [
    Template(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
    for path in sorted(ROOT.rglob("*"))
    if path.is_file()
]


@pytest.fixture(scope="module")
def jinja(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    app: Flask = create_app({"AKADEMIA_INSTANCE": str(tmp_path_factory.mktemp("templates"))})
    return app.jinja_env


def faults(template: Template, jinja: Environment) -> list[str]:
    """Return what is wrong with a template, a few words each."""
    try:
        tree = jinja.parse(template.text)
    except TemplateSyntaxError as error:
        return [f"does not parse: {error}"]
    told = [*_unescaped(tree), *_unused(tree), *_shadowing(tree, jinja)]
    return [*told, *_inline(template), *_missing(tree, jinja), *_too_long(template)]


def _unescaped(tree: nodes.Template) -> list[str]:
    marked = [f"|{found.name}" for found in tree.find_all(nodes.Filter) if found.name == "safe"]
    return marked + ["autoescape" for _ in tree.find_all(nodes.ScopedEvalContextModifier)]


def _brought(tree: nodes.Template) -> list[str]:
    brought = [found.target for found in tree.find_all(nodes.Import)]
    for found in tree.find_all(nodes.FromImport):
        brought += [name if isinstance(name, str) else name[1] for name in found.names]
    return brought


def _shadowing(tree: nodes.Template, jinja: Environment) -> list[str]:
    """A page's imports are seen by the frame it extends: a macro of such a name is taken for what a view hands over."""
    frame = [jinja.parse(template.text) for template in TEMPLATES if template.name.startswith(FRAME)]
    asked = set().union(*(find_undeclared_variables(part) - set(_brought(part)) for part in frame))
    extends = any(tree.find_all(nodes.Extends))
    return [f"import {name} is a word of the frame" for name in _brought(tree) if extends and name in asked]


def _unused(tree: nodes.Template) -> list[str]:
    brought = _brought(tree)
    used = {found.name for found in tree.find_all(nodes.Name) if found.ctx == "load"}
    return [f"unused import {name}" for name in brought if name not in used]


def _inline(template: Template) -> list[str]:
    found = INLINE.findall(template.text)
    if template.name == MAY_HOLD_STYLE and found == ["<style"]:
        return []
    return [f"inline {what}" for what in found]


def _missing(tree: nodes.Template, jinja: Environment) -> list[str]:
    kinds = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    named = [found.template.value for found in tree.find_all(kinds) if isinstance(found.template, nodes.Const)]
    known = {template.name for template in TEMPLATES}
    return [f"asks for {name}, which is not there" for name in named if name not in known]


def _too_long(template: Template) -> list[str]:
    lines = template.text.count("\n")
    return [f"{lines} lines"] if lines > LINES_AT_MOST else []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_a_template_is_sound(template, jinja):
    assert faults(template, jinja) == []


def test_no_template_is_left_over():
    """A template is named by another or by a module; a letter without its ending, a shown file by its last part."""
    told = "\n".join([template.text for template in TEMPLATES] + [module.text for module in modules()])

    def is_named(name: str) -> bool:
        letter = name.removeprefix("mail/").rpartition(".")[0]
        return f'"{name}"' in told or f'"{name.rpartition("/")[2]}"' in told or f'"{letter}"' in told

    assert [template.name for template in TEMPLATES if not is_named(template.name)] == []


@pytest.mark.parametrize(
    "text",
    [
        "{{ words|safe }}",
        "{% autoescape false %}{{ words }}{% endautoescape %}",
        '{% from "ui/rows.html" import row %}',
        '{% import "ui/rows.html" as rows %}',
        '{% extends "base.html" %}{% from "media/_parts.html" import preview %}{{ preview() }}',
        '{% include "ui/nothing.html" %}',
        '<p style="color: red">',
        "<style>p {}</style>",
        "<script>go()</script>",
        '<button onclick="go()">',
        '<a href="javascript:go()">',
        "{% if %}",
        "\n" * 151,
    ],
)
def test_the_guard_sees_a_fault(text, jinja):
    assert faults(Template("page.html", text), jinja)
