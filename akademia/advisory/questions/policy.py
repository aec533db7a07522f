"""Who may do what with cases. Every expert sees the queue and the cases; each is led by the one who holds it."""

from akademia.accounts.models import User
from akademia.advisory.questions.models import Case
from akademia.core.doors import Permission


def may_claim(user: User, case: Case) -> bool:
    """An expert takes what nobody holds; nobody answers their own question."""
    return user.may(Permission.CaseAnswer) and case.state == "new" and case.asker_id != user.id


def may_lead(user: User, case: Case) -> bool:
    """A case is led by its holder, and by staff where it must go on without the holder."""
    return user.may(Permission.CaseManage) or holds(user, case)


def holds(user: User, case: Case) -> bool:
    return user.may(Permission.CaseAnswer) and case.expert_id is not None and case.expert_id == user.id
