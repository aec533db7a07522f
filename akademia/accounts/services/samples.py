"""Sample accounts, one per role, for a look around on one's own machine."""

import os
from dataclasses import dataclass
from pathlib import Path

from flask_security import hash_password

from akademia.accounts import queries
from akademia.accounts.models import User
from akademia.accounts.roles import Role
from akademia.accounts.rules import new_password
from akademia.accounts.services.consents import accept_required
from akademia.core import clock
from akademia.core.db import db
from akademia.core.errors import RuleBroken

ADDRESSES = {
    Role.Learner: "uczestnik@example.org",
    Role.Expert: "ekspert@example.org",
    Role.Staff: "redakcja@example.org",
    Role.Admin: "administrator@example.org",
}


class SamplesRefused(RuleBroken):
    message = "Konta przykładowe powstają tylko w środowisku local."


@dataclass(frozen=True)
class Sample:
    email: str
    password: str
    role: Role


def make_samples(path: Path, env: str) -> list[Sample]:
    """Make one account per role and write them to a file that only its owner can read.

    A line is e-mail, password, role, separated by blanks. An account that the file knows is left as it is; one whose
    line is lost gets a new password. Nothing is committed.

    :param env: the environment of the installation.
    :raises SamplesRefused: it is not `local`.
    """
    if env != "local":
        raise SamplesRefused
    written = _written(path)
    samples = [Sample(email, written.get(email) or new_password(), role) for role, email in ADDRESSES.items()]
    hashes = {s.email: hash_password(s.password) for s in samples if _is_due(s, written)}
    for sample in samples:
        if sample.email in hashes:
            _keep(sample, hashes[sample.email])
    _write(path, samples)
    return samples


def _is_due(sample: Sample, written: dict[str, str]) -> bool:
    return sample.email not in written or queries.user_by_email(sample.email) is None


def _keep(sample: Sample, hashed: str) -> None:
    user = queries.user_by_email(sample.email) or User(email=sample.email, confirmed_at=clock.now())
    user.password = hashed
    user.roles = [sample.role.value]
    db.session.add(user)
    accept_required(user, [text.key for text in queries.consent_texts()])


def _written(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    lines = [line.split() for line in path.read_text("utf-8").splitlines()]
    return {parts[0]: parts[1] for parts in lines if len(parts) == 3}


def _write(path: Path, samples: list[Sample]) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.writelines(f"{s.email} {s.password} {s.role.value}\n" for s in samples)
    draft.replace(path)
