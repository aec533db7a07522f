"""A text that would take for ever to render is refused, and one that is let in is rendered in bounded time.

Hostile shapes at the very bound are rendered and compared in a child process with a limit on its CPU time: on a slow
machine as on a fast one, a quadratic step would be killed there (without the bounds most of these take minutes).
"""

import resource
import subprocess
import sys

import pytest

from akademia.core.errors import BrokenSource
from akademia.law.rules import Law, Shelf
from akademia.texts.formats import bounds
from akademia.texts.formats.bounds import too_heavy
from akademia.texts.formats.glossary import Finder
from akademia.texts.services.rendering import Lexicon, render

CPU_SECONDS = 20
REFUSED = {
    "length": "a" * (bounds.MOST_CHARACTERS + 1),
    "lines": "\n" * (bounds.MOST_LINES + 1),
    "rows": "|a|b|\n|-|-|\n" + "|c\n" * (bounds.MOST_CELLS // 4),
    "bare rows": "a|b\n-|-\n" + "c\n" * (bounds.MOST_CELLS // 2),
    "quoted rows": "> a|b\n> -|-\n" + "> c\n" * (bounds.MOST_CELLS // 2),
    "wide": "|" + "a|" * 200 + "\n|" + "-|" * 200 + "\n" + "|\n" * 20,
    "brackets": "[" * (bounds.MOST_BRACKETS + 1),
    "marks": "*" * (bounds.MOST_MARKS + 1),
    "quotes": "> " * (bounds.MOST_LEVELS + 1) + "a",
    "lists": "- " * 20_000 + "a",
}
LET_IN = {
    "words": "słowo " * (bounds.MOST_CHARACTERS // 6),
    "brackets": "![" * bounds.MOST_BRACKETS,
    "links": "[a](b) " * bounds.MOST_BRACKETS,
    "spans": "[a]{.b} " * bounds.MOST_BRACKETS,
    "times": "[a]{datetime=1} " * (bounds.MOST_BRACKETS - 1),
    "emphasis": "*a_ " * (bounds.MOST_MARKS // 2),
    "ticks": "`a" * bounds.MOST_MARKS,
    "less": "<" * bounds.MOST_MARKS,
    "headings": "## a\n" * bounds.MOST_LINES,
    "rows": "|a|b|\n|-|-|\n" + "|c\n" * (bounds.MOST_CELLS // 4 - 2),
    "wide": "|" + "a|" * 200 + "\n|" + "-|" * 200 + "\n" + "|\n" * 18,
    "captions": "Tabela: a\n\n|a|\n|-|\n\n" * (bounds.MOST_LINES // 5),
    "notices": "> [!UWAGA] a\n\n" * (bounds.MOST_LINES // 2),
    "definitions": "a\n:   b\n" * (bounds.MOST_LINES // 2),
    "footnotes": "".join(f"[^{n}]: a\n\n[^{n}]\n\n" for n in range(bounds.MOST_LINES // 4)),
    "setext": "a\n" * (bounds.MOST_LINES - 1) + "===",
    "blanks": " " * bounds.MOST_CHARACTERS,
}
CHILD = """
import sys
from akademia.core.html import clean
from akademia.texts.formats.difference import difference
from akademia.texts.formats.markdown import to_html
from akademia.texts.formats.outline import outline
from akademia.texts.rules import findings
source = sys.stdin.read()
made = to_html(source, {})
assert clean(made.html) is not None
findings(outline(source))
difference(source, source[::-1])
difference(source, source[1:] + "x")
"""


@pytest.mark.parametrize("source", REFUSED.values(), ids=REFUSED)
def test_a_text_out_of_bounds_is_refused_with_the_reason(source):
    with pytest.raises(BrokenSource, match="może mieć najwyżej"):
        render(source, Lexicon({}, Finder([]), Law(Shelf((), ()), {})))


@pytest.mark.parametrize("source", LET_IN.values(), ids=LET_IN)
def test_the_worst_text_within_bounds_is_rendered_checked_and_compared_in_bounded_time(source):
    assert too_heavy(source) == ""

    done = subprocess.run(
        [sys.executable, "-c", CHILD], input=source, text=True, check=False, capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS)),
    )  # fmt: skip

    assert done.returncode == 0, done.stderr[-500:] or "killed: too much CPU"


def test_the_longest_lesson_lies_far_within_the_bounds():
    lesson = "## Część\n\n" + "Zwykłe zdanie o [art. 1](uzs:art-1) i **ważnym** słowie. " * 340

    assert too_heavy(lesson) == ""
