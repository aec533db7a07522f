"""From a working copy to a version that readers see: checking, publishing, planning, rolling back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select

from akademia.audit.services import record
from akademia.core import clock
from akademia.core import db as database
from akademia.core.db import db
from akademia.core.errors import BrokenSource, RuleBroken
from akademia.texts import queries
from akademia.texts.formats.bounds import too_heavy
from akademia.texts.formats.outline import outline
from akademia.texts.models import Draft, Revision
from akademia.texts.rules import Finding, findings, in_order, same_descriptions
from akademia.texts.services import choosing
from akademia.texts.services.drafts import Working, close, open_draft, save
from akademia.texts.services.kinds import NO_TEXT, Place, TextKind, Values
from akademia.texts.services.rendering import Rendering, lexicon
from akademia.texts.services.rendering import publish as keep_version

FARTHEST_DAYS = 400


class NotReady(RuleBroken):
    """Something must be mended first. `complaints`: field -> message; `found`: what the check says of the text."""

    message = "Zanim opublikujesz, popraw to, co wskazaliśmy."

    def __init__(self, complaints: dict[str, str], found: Sequence[Finding] = ()) -> None:
        super().__init__(" ".join([*complaints.values(), *(one.what for one in found if one.blocks)]) or None)
        self.complaints = complaints
        self.found = found


class BadMoment(RuleBroken):
    message = "Podaj moment w przyszłości, najdalej za rok."


@dataclass(frozen=True)
class Ready:
    """A text rendered and checked. `problem`: why it could not be rendered; then `made` is empty."""

    made: Rendering
    found: Sequence[Finding]
    problem: str = ""

    @property
    def blocks(self) -> bool:
        return bool(self.problem) or any(one.blocks for one in self.found)


def look_over(kind: TextKind, values: Values) -> Ready:
    """Render and check a text. Slow work: what is open and not yet written ends before it, so that no writer waits."""
    source = values.get(kind.source_field or "", "")
    heavy = too_heavy(source)
    if heavy:
        return Ready(NO_TEXT, (), f"Tekst {heavy}.")
    database.let_go()
    with database.writing(False):
        words, known = lexicon(), queries.abbreviations()
        database.let_go()
    found = _findings(kind, values, known)
    try:
        made = kind.make(values, words)
        return Ready(made, in_order([*found, *choosing.doubts(made.law, words)]))
    except BrokenSource as error:
        return Ready(NO_TEXT, found, " ".join(_sentence(problem) for problem in error.problems))


def _findings(kind: TextKind, values: Values, known: Collection[str]) -> list[Finding]:
    """Return what the check says of a text and of the fields that are checked with it."""
    parts = [("", outline(values.get(kind.source_field or "", "")))]
    parts += [(one.label, outline(values.get(one.name, ""))) for one in kind.fields if one.name in kind.checked_with]
    found = [replace(one, field=label) for label, text in parts for one in findings(text, known)]
    return in_order([*found, *same_descriptions(parts)])


def _sentence(problem: str) -> str:
    return f"{problem[:1].upper()}{problem[1:]}."


def publish(working: Working, opened: str, values: Values, author: int) -> tuple[int, Revision]:
    """Make an editor's copy the text that readers see. Returns its number and the new version.

    :raises NotReady: something must be mended first; nothing is kept.
    :raises Conflict: somebody saved or published it since it was opened.
    """
    place = working.place
    ready = _ready(place, values)
    draft = save(place, working.draft_id, opened, values, author)
    return _publish(place, draft, ready, author)


def _ready(place: Place, values: Values) -> Ready:
    complaints = place.complaints(values)
    ready = look_over(place.kind, values)
    if ready.problem and place.kind.source_field:
        complaints.setdefault(place.kind.source_field, ready.problem)
    complaints = {**place.kind.check(place, values), **complaints}
    if complaints or ready.blocks:
        raise NotReady(complaints, ready.found)
    return ready


def _publish(place: Place, draft: Draft, ready: Ready, author: int | None) -> tuple[int, Revision]:
    ref, revision = _keep(place, place.kind.only_known(draft.data), ready.made, author)
    draft.ref = ref
    close(draft)
    db.session.flush()
    record("text.published", place.kind.name, ref, actor=author, version=revision.version)
    return ref, revision


def _keep(place: Place, values: Values, made: Rendering, author: int | None) -> tuple[int, Revision]:
    ref, legal_state_on = place.kind.write(place, values, made)
    return ref, _keep_revision(place.kind, ref, values, made, legal_state_on, author)


def _keep_revision(
    kind: TextKind, ref: int, values: Values, made: Rendering, legal_state_on: date | None, author: int | None
) -> Revision:
    fields = {name: value for name, value in values.items() if name != kind.source_field}
    source = values.get(kind.source_field or "", "")
    revision = keep_version(kind.name, ref, kind.title_of(values), source, made, legal_state_on, author, fields)
    kind.stamp(ref, revision.version)
    db.session.flush()
    return revision


def keep_standing(kind: TextKind, ref: int, legal_state_on: date | None = None) -> None:
    """Keep what a file wrote past the editor as a version, so that one can roll back to it.

    Only for kinds that are fields alone. A newest version that says the same is enough.
    """
    values = kind.read(ref)
    newest = queries.present_version(kind.name, ref)
    if not newest or values_of(Place(kind, ref), queries.revision(kind.name, ref, newest)) != values:
        _keep_revision(kind, ref, values, NO_TEXT, legal_state_on, None)


def schedule(working: Working, opened: str, values: Values, moment: datetime, author: int) -> Draft:
    """Plan the publication of an editor's copy; the clock does it within a minute of the moment.

    :raises RuleBroken: it is a text that is sent.
    :raises BadMoment: it is past, or more than a year away.
    :raises NotReady: something must be mended first.
    :raises Conflict: somebody saved or published it since it was opened.
    """
    _refuse_sent(working.place.kind)
    if not clock.now() < moment < clock.now() + timedelta(days=FARTHEST_DAYS):
        raise BadMoment
    _ready(working.place, values)
    draft = save(working.place, working.draft_id, opened, values, author)
    draft.publish_at, draft.trouble = moment, None
    record("text.planned", draft.kind, draft.ref or "-", actor=author, draft=draft.id, at=moment.isoformat())
    return draft


def _refuse_sent(kind: TextKind) -> None:
    if kind.sent:
        raise RuleBroken


def unschedule(working: Working, author: int) -> None:
    """Take a plan back; the draft stays."""
    if working.draft_id is None:
        return
    draft = queries.draft_by_id(working.draft_id, lock=True)
    draft.publish_at = None
    record("text.plan_withdrawn", draft.kind, draft.ref or "-", actor=author, draft=draft.id)


def due_drafts() -> list[int]:
    """Return the numbers of drafts whose moment has come."""
    return list(
        db.session.scalars(select(Draft.id).where(Draft.publish_at <= clock.now()).order_by(Draft.publish_at, Draft.id))
    )


def publish_due(draft_id: int) -> None:
    """Publish a draft whose moment has come, in the name of who saved it last. Calling it again changes nothing.

    :raises RuleBroken: it cannot be published as it stands; `mark_trouble` then keeps why.
    """
    working = open_draft(draft_id)
    if working.publish_at is None or working.publish_at > clock.now():
        return
    if working.outdated:
        raise RuleBroken("W międzyczasie opublikowano nowszą wersję. Otwórz szkic i porównaj teksty.")
    ready = _ready(working.place, working.values)
    draft = queries.draft_by_id(draft_id, lock=True)
    if draft.publish_at is not None and working.opened.endswith(f".{draft.version}"):
        _publish(working.place, draft, ready, draft.saved_by)


def mark_trouble(draft_id: int, words: str) -> None:
    """Keep why a planned publication failed; it is not tried again by itself."""
    draft = queries.draft_by_id(draft_id, lock=True)
    draft.publish_at, draft.trouble = None, words
    record("text.plan_failed", draft.kind, draft.ref or "-", draft=draft.id)


def values_of(place: Place, revision: Revision) -> Values:
    """Return what the form held when a version was published; what it does not know is as it is now."""
    kind, present = place.kind, place.kind.read(revision.ref)
    values = kind.only_known({**present, **revision.fields, kind.title_field: revision.title})
    if kind.source_field:
        values[kind.source_field] = revision.source
    return values


def roll_back(place: Place, version: int, author: int) -> Revision:
    """Publish an old version anew. Addresses stay as they are; a working copy stays where it is.

    :raises RuleBroken: it is a text that is sent.
    :raises NotReady: what was right then is not any more, such as a citation of what the register no longer has.
    """
    assert place.ref is not None
    kind = place.kind
    _refuse_sent(kind)
    old = values_of(place, queries.revision(kind.name, place.ref, version))
    present = kind.read(place.ref)
    keeps = {*kind.kept_back, *(one.name for one in kind.fields if one.is_address)}
    values = {name: present[name] if name in keeps else value for name, value in old.items()}
    ready = look_over(kind, values)
    complaints = {**place.complaints(values), **kind.check(place, values)}
    if complaints or ready.problem:
        raise NotReady(complaints or {"source": ready.problem})
    _ref, revision = _keep(place, values, ready.made, author)
    record("text.rolled_back", kind.name, place.ref, actor=author, version=revision.version, to=version)
    return revision
