"""What staff say about the operator: saved with what shows it."""

from collections.abc import Mapping
from dataclasses import replace

from akademia.audit.services import record
from akademia.core.db import db
from akademia.core.errors import RuleBroken
from akademia.core.models import OperatorValues
from akademia.core.operator import Operator, values_of
from akademia.media.services import MadeSize
from akademia.pages import queries, rules
from akademia.storage import services as storage
from akademia.storage.queries import file_under
from akademia.texts.services.keeping import fill_pages_in


class SettingsChanged(RuleBroken):
    message = "W tym czasie ktoś inny zapisał ustawienia. Porównaj i zapisz jeszcze raz."


class SettingUnfit(RuleBroken):
    message = "Takiej wartości nie można zapisać."


def change_settings(typed: Mapping[str, str], opened_version: int, actor: int | None = None) -> list[str]:
    """Save what was typed and render the pages that show it. Returns the labels of what changed. Commits nothing.

    :param typed: name -> text; what is not named stays.
    :param opened_version: the version that the person saw.
    :raises SettingsChanged: it was saved by someone else since.
    :raises SettingUnfit: there is no such setting, or its value cannot be; the message says why.
    """
    stored = queries.stored_settings(lock=True)
    if stored.version != opened_version:
        raise SettingsChanged
    made = replace(stored.operator, **{name: _fit(name, text) for name, text in typed.items()})  # type: ignore[arg-type]
    changed = [name for name in rules.ENTRIES if getattr(made, name) != getattr(stored.operator, name)]
    if not changed:
        return []
    _keep(made, stored.version + 1)
    fill_pages_in(made)
    record("settings.changed", "settings", "operator", actor=actor, names=changed)
    return [rules.ENTRIES[name].label for name in changed]


def change_logo(made: MadeSize | None, alt: str, actor: int) -> None:
    """Show another logo everywhere, or the same one with other words (`made` None). Commits nothing.

    A settings form that somebody has open stays valid: it does not know of the logo.
    """
    stored = queries.stored_settings(lock=True)
    operator = replace(stored.operator, logo_alt=alt)
    if made is not None:
        key = storage.enter(made.laid, actor).key
        operator = replace(operator, logo_key=key, logo_width=made.width, logo_height=made.height)
        _forget_logo(stored.operator)
    _keep(operator, stored.version)
    record("settings.logo_changed", "settings", "operator", actor=actor)


def remove_logo(actor: int) -> None:
    """Show the five beams again. Commits nothing."""
    stored = queries.stored_settings(lock=True)
    _forget_logo(stored.operator)
    _keep(replace(stored.operator, logo_key="", logo_width=0, logo_height=0, logo_alt=""), stored.version)
    record("settings.logo_removed", "settings", "operator", actor=actor)


def _forget_logo(operator: Operator) -> None:
    file = file_under(operator.logo_key)
    if file is not None:
        storage.forget(file)


def _fit(name: str, text: str) -> str | int:
    if name not in rules.ENTRIES:
        raise SettingUnfit(f"Nie ma ustawienia „{name}”. Są: {', '.join(rules.ENTRIES)}.")
    plain = "\n".join(line.strip() for line in text.replace("\0", "").splitlines()).strip()
    complaint = rules.complaint(name, plain)
    if complaint:
        raise SettingUnfit(f"{rules.ENTRIES[name].label}: {complaint}.")
    return rules.value_of(name, plain)


def _keep(made: Operator, version: int) -> None:
    row = db.session.get(OperatorValues, 1) or OperatorValues(id=1)
    row.version, row.values = version, values_of(made)
    db.session.add(row)
    db.session.flush()
