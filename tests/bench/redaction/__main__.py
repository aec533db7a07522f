"""How well personal data is found in invented sentences: those it was tuned on, and those held out."""

import argparse
from collections.abc import Sequence

from tests.bench.redaction.quality import PARTS, Outcome, Part, covered, outcomes, scores, sentences


def told(part: str, verbose: bool) -> list[str]:
    """Return the lines that tell how one part was found."""
    found = outcomes(sentences(part))
    bare = sum(not one.sentence.wanted for one in found)
    lines = [f"redaction, {part}: {len(found)} sentences, {bare} of them without personal data"]
    if verbose:
        lines += [f"  {_words(one)}" for one in found if one.missed or one.wrong]
    lines += [
        f"  {one.kind:<9} {one.wanted:3d} wanted, recall {one.recall:.3f}, precision {one.precision:.3f}"
        for one in scores(found)
    ]
    return [*lines, f"  covered   {covered(found):.3f}"]


def _words(one: Outcome) -> str:
    def shown(parts: Sequence[Part]) -> str:
        return "; ".join(f"{kind} „{one.sentence.text[start:end]}”" for kind, start, end in parts)

    missed, wrong = shown(sorted(one.missed)), shown(sorted(one.wrong))
    return f"{one.sentence.text}\n      missed: {missed or '–'}\n      wrong: {wrong or '–'}"


def main() -> None:
    reader = argparse.ArgumentParser(prog="python -m tests.bench.redaction", description=__doc__)
    reader.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    reader.add_argument("--verbose", action="store_true", help="tell each sentence that was not read rightly")
    asked = reader.parse_args()
    for part in asked.parts:
        print("\n".join(told(part, asked.verbose)))


if __name__ == "__main__":
    main()
