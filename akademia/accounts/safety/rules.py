"""Pure decisions: devices in words, codes as people type them, addresses half hidden, who needs a second step."""

import re
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from akademia.accounts.roles import BUNDLES, Role
from akademia.core.doors import Permission

UNKNOWN_DEVICE = "Nieznane urządzenie"
CODES_AT_ONCE = 10
NAME_AT_MOST = 60
SHORT_IDLE = timedelta(minutes=30)
SHORT_MOST = timedelta(hours=4)
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_CODE_GROUPS, _GROUP_SIGNS = 3, 4
# The first that fits is said: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari.
_BROWSERS = (
    (r"\bEdgA?(?:iOS)?/", "Edge"), (r"\bOPR/|\bOpera\b", "Opera"), (r"\bSamsungBrowser/", "Samsung Internet"),
    (r"\bFirefox/|\bFxiOS/", "Firefox"), (r"Chrom(?:e|ium)/|\bCriOS/", "Chrome"), (r"\bSafari/", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    (r"\biPhone\b", "iPhone"), (r"\biPad\b", "iPad"), (r"\bAndroid\b", "Android"), (r"\bWindows\b", "Windows"),
    (r"\bMac OS X\b|\bMacintosh\b", "macOS"), (r"\bCrOS\b", "Chromebook"), (r"\bLinux\b", "Linux"),
)  # fmt: skip


def is_over(begun_at: datetime, seen_at: datetime, now: datetime) -> bool:
    """Say whether a sign-in on a computer that many use has ended by itself."""
    return now - seen_at > SHORT_IDLE or now - begun_at > SHORT_MOST


def device_words(user_agent: str) -> str:
    """Say in words what a browser calls itself: „Firefox, Windows”."""
    said = [
        next((name for sign, name in known if re.search(sign, user_agent)), None) for known in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(word for word in said if word) or UNKNOWN_DEVICE


def new_codes() -> list[str]:
    """Return ten different recovery codes of three groups of four signs, none of them alike (59 bits each)."""
    codes: set[str] = set()
    while len(codes) < CODES_AT_ONCE:
        groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP_SIGNS)) for _ in range(_CODE_GROUPS))
        codes.add("-".join(groups))
    return sorted(codes)


def bare_code(typed: str) -> str:
    """Return a typed code without what people put between its signs."""
    return re.sub(r"[\s\-–]", "", typed).lower()


def key_name(typed: str | None, device: str) -> str:
    """Return the name of a passkey as it is kept: what was typed, cut to fit, or the device it was added on."""
    return " ".join((typed or "").split())[:NAME_AT_MOST].strip() or device[:NAME_AT_MOST]


def half_hidden(email: str) -> str:
    """Return an address that only its owner recognises: „a…@przyklad.pl”."""
    name, _, host = email.rpartition("@")
    return f"{name[:1]}…@{host}"


def may_need_second_step(permission: Permission | None) -> bool:
    """Say whether a permission belongs to the work of experts, staff and administrators."""
    return permission is not None and permission not in BUNDLES[Role.Learner]


def is_trusted(roles: Iterable[str]) -> bool:
    """Say whether some of the roles do more than learn."""
    return any(role != Role.Learner for role in roles)
