"""Roles: bundles of permissions, kept in code."""

from enum import StrEnum
from functools import cache
from itertools import combinations

from akademia.core.doors import Permission


class Role(StrEnum):
    Learner = "learner"
    Expert = "expert"
    Staff = "staff"
    Admin = "admin"


_LEARNER = frozenset(
    {Permission.AccountUse, Permission.CourseFollow, Permission.QuizAttempt, Permission.CertificateHold}
)
_STAFF = _LEARNER | {
    Permission.DeskUse,
    Permission.CourseEdit,
    Permission.CertificateIssue,
    Permission.LearnersManage,
    Permission.CaseRead,
    Permission.CaseManage,
    Permission.MediaUpload,
    Permission.TextEdit,
    Permission.LawEdit,
    Permission.ConsultationKeep,
    Permission.ConsultationOversee,
    Permission.LibraryEdit,
    Permission.JournalEdit,
    Permission.CollectionEdit,
    Permission.NewsEdit,
    Permission.NewsletterSend,
    Permission.DirectoryEdit,
    Permission.TeamEdit,
    Permission.SurveyKeep,
    Permission.StatisticsEdit,
}
_HOUSEKEEPING = {
    Permission.PeopleManage,
    Permission.AuditRead,
    Permission.LettersManage,
    Permission.JobsManage,
    Permission.SettingsChange,
}
BUNDLES: dict[Role, frozenset[Permission]] = {
    Role.Learner: _LEARNER,
    Role.Expert: _LEARNER
    | {Permission.DeskUse, Permission.CaseRead, Permission.CaseAnswer, Permission.ConsultationKeep},
    Role.Staff: _STAFF,
    Role.Admin: _STAFF | _HOUSEKEEPING,
}
LABELS = {
    Role.Learner: "uczestnik",
    Role.Expert: "ekspert",
    Role.Staff: "redakcja",
    Role.Admin: "administrator",
}
ROLE_WORDS = {role.value: label for role, label in LABELS.items()}
AUDIENCES = {
    "ngo_planning": "organizacja, która planuje CIS lub KIS",
    "ngo_running": "organizacja, która prowadzi CIS lub KIS",
    "welfare": "ośrodek pomocy społecznej lub centrum usług społecznych",
    "labour": "powiatowy urząd pracy",
    "government": "samorząd",
    "participant": "uczestniczka lub uczestnik CIS lub KIS",
    "other": "ktoś inny",
}


@cache
def permissions_of(roles: tuple[str, ...]) -> frozenset[Permission]:
    """Return all permissions of some role names; a name no longer known gives none."""
    known = [BUNDLES[Role(name)] for name in roles if name in set(Role)]
    return frozenset().union(*known)


@cache
def role_keys_with(role: Role) -> tuple[str, ...]:
    """Return every value of `User.roles_key` that holds a role; an index finds them."""
    others = [other.value for other in Role if other != role]
    sets = (chosen for size in range(len(others) + 1) for chosen in combinations(others, size))
    return tuple(" ".join(sorted((role.value, *chosen))) for chosen in sets)
