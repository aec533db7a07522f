"""Making an issue: its frame, what came out in its days, own words between, order, what is left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from akademia.audit.services import record
from akademia.core import clock
from akademia.core.area import Item, Kind, house_kinds
from akademia.core.db import db
from akademia.core.errors import BrokenSource, Missing, RuleBroken
from akademia.core.links import absolute_url, full_url_for
from akademia.promotion.newsletter.formats.body import PICTURES, Part, body_html
from akademia.promotion.newsletter.models import NewsletterBlock, NewsletterIssue
from akademia.promotion.newsletter.queries.archive import KIND
from akademia.promotion.newsletter.rules import packed
from akademia.texts.services.rendering import Rendering, lexicon, render


class Outdated(RuleBroken):
    message = "W tym czasie ktoś inny zapisał ten numer. Porównaj i zapisz jeszcze raz."


class NotADraft(RuleBroken):
    message = "Ten numer nie jest już szkicem. Zaplanowany najpierw cofnij do szkicu, wysłanego nie da się zmienić."


@dataclass(frozen=True)
class Frame:
    """An issue as its form sends it."""

    title: str
    summary: str
    first_on: date
    last_on: date
    topics: Sequence[str] = ()
    region: str | None = None


def begin(frame: Frame, actor: int | None) -> NewsletterIssue:
    """Begin the issue of the next number and gather what came out in its days."""
    number = (db.session.scalar(select(func.max(NewsletterIssue.number))) or 0) + 1
    issue = NewsletterIssue(number=number, title=frame.title, summary=frame.summary, first_on=frame.first_on,
                            last_on=frame.last_on)  # fmt: skip
    _fill(issue, frame)
    db.session.add(issue)
    db.session.flush()
    gather(issue)
    record("newsletter.begun", KIND, issue.id, actor=actor, number=number)
    return issue


def save(issue: NewsletterIssue, opened: int, frame: Frame) -> None:
    """Change an issue's frame.

    :param opened: the version that the person saw.
    :raises Outdated: it was saved since.
    :raises NotADraft: it is planned or out.
    """
    check_draft(issue)
    if issue.version != opened:
        raise Outdated
    _fill(issue, frame)
    touch(issue)


def _fill(issue: NewsletterIssue, frame: Frame) -> None:
    issue.title, issue.summary, issue.first_on, issue.last_on = (
        frame.title,
        frame.summary,
        frame.first_on,
        frame.last_on,
    )
    issue.topics, issue.region_code = packed(frame.topics), frame.region or None


def check_draft(issue: NewsletterIssue) -> None:
    """:raises NotADraft: its words stand fast."""
    if issue.state != "draft":
        raise NotADraft


def touch(issue: NewsletterIssue) -> None:
    issue.version += 1
    issue.changed_at = clock.now()


def gather(issue: NewsletterIssue) -> int:
    """Add what came out in the issue's days and is not in it yet, also not left out. Returns how many.

    :raises NotADraft: its words stand fast.
    """
    check_draft(issue)
    there = {(block.item_kind, block.item_ref) for block in issue.blocks}
    found = [(kind, item) for _area, kind in house_kinds() if kind.name != KIND
             for item in kind.published_between(issue.first_on, issue.last_on)]  # fmt: skip
    new = [(kind, item) for kind, item in found if (kind.name, item.ref) not in there]
    for kind, item in new:
        issue.blocks.append(_block(kind, item, len(issue.blocks)))
    if new:
        touch(issue)
    return len(new)


def _block(kind: Kind, item: Item, position: int) -> NewsletterBlock:
    path = full_url_for(item.endpoint or kind.endpoint, **item.place).removeprefix(absolute_url(""))
    return NewsletterBlock(
        position=position, kind="item", shown=True, item_kind=kind.name, item_ref=item.ref,
        label=kind.one or kind.label, title=item.title, summary=item.summary, path=path,
    )  # fmt: skip


def rendered(source: str) -> Rendering:
    """Render own words; slow, so call it before the writing transaction.

    :raises BrokenSource: they cite what does not exist, or show a picture.
    """
    made = render(source, lexicon(), "Własne słowa", explain=False, listed=False)
    if made.media or PICTURES.search(str(made.html)):
        raise BrokenSource(["Własne słowa: w liście nie ma zdjęć ani filmów. Podaj odnośnik do strony, na której są."])
    return made


def _plain(made: Rendering) -> str:
    """Return rendered words with nothing but what a letter shows; several stand on one page, so no ids either."""
    return str(body_html([Part(html=str(made.html))], ""))


def add_words(issue: NewsletterIssue, source: str, made: Rendering, before: int) -> NewsletterBlock:
    """Put own words before the part at a place (from 0), or at the end.

    :raises NotADraft: the issue's words stand fast.
    """
    check_draft(issue)
    block = NewsletterBlock(
        kind="words", shown=True, source=source, html=_plain(made), cited=list(made.cited), position=0
    )
    issue.blocks.insert(before, block)
    _number(issue)
    return block


def change_words(issue: NewsletterIssue, block: NewsletterBlock, opened: int, source: str, made: Rendering) -> None:
    """Change own words.

    :param opened: the issue's version that the person saw.
    :raises Outdated: the issue was saved since.
    :raises NotADraft: the issue's words stand fast.
    """
    check_draft(issue)
    if issue.version != opened:
        raise Outdated
    block.source, block.html, block.cited = source, _plain(made), list(made.cited)
    touch(issue)


def block_of(issue: NewsletterIssue, block_id: int) -> NewsletterBlock:
    """Return a part of an issue.

    :raises Missing: it has no such part.
    """
    found = next((block for block in issue.blocks if block.id == block_id), None)
    if found is None:
        raise Missing
    return found


def arrange(issue: NewsletterIssue, block_id: int, act: str) -> None:
    """Move a part `up` or `down`, `hide` or `show` it, or `drop` own words.

    :raises NotADraft: the issue's words stand fast.
    """
    check_draft(issue)
    block = block_of(issue, block_id)
    at = issue.blocks.index(block)
    if act in ("up", "down"):
        issue.blocks.insert(max(0, at + (-1 if act == "up" else 1)), issue.blocks.pop(at))
    elif act in ("hide", "show"):
        block.shown = act == "show"
    elif act == "drop" and block.kind == "words":
        issue.blocks.remove(block)
    _number(issue)


def _number(issue: NewsletterIssue) -> None:
    for position, block in enumerate(issue.blocks):
        block.position = position
    touch(issue)


def remove(issue: NewsletterIssue, actor: int) -> None:
    """Remove a draft; its number may be given again.

    :raises NotADraft: it is planned or out.
    """
    check_draft(issue)
    record("newsletter.removed", KIND, issue.id, actor=actor, number=issue.number)
    db.session.delete(issue)
