"""What a harvester asks, read by the letter of OAI-PMH 2.0. Source: the protocol of 2002, as amended in 2015."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

FIRST = datetime(1970, 1, 1, tzinfo=timezone.utc)
LAST = datetime(9999, 12, 31, 23, 59, 59, tzinfo=timezone.utc)
FORMATS = ("oai_dc", "mods")
DEPARTMENT, GENRE = "dzial", "rodzaj"
_LIST = frozenset({"metadataPrefix", "from", "until", "set", "resumptionToken"})
# Verb -> (what may be said, what must be said where there is no resumption token).
_VERBS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset({"identifier"}), frozenset()),
    "ListSets": (frozenset({"resumptionToken"}), frozenset()),
    "ListIdentifiers": (_LIST, frozenset({"metadataPrefix"})),
    "ListRecords": (_LIST, frozenset({"metadataPrefix"})),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset({"identifier", "metadataPrefix"})),
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_SECOND = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z\Z", re.ASCII)
_PREFIX = re.compile(r"[A-Za-z0-9\-_.!~*'()]+\Z")
_SET = re.compile(r"[A-Za-z0-9\-_.!~*'()]+(?::[A-Za-z0-9\-_.!~*'()]+)*\Z")


class Refused(Exception):
    """The protocol says no. `code` is one of its error codes; the message is for the harvester's keeper."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True)
class Wanted:
    """Which records a list is of: those stamped from `since` until `until`, both included, of one set or of all.

    :param shelf: `dzial` or `rodzaj`, and `name` one of them; both empty: all.
    """

    prefix: str
    since: datetime = FIRST
    until: datetime = LAST
    shelf: str = ""
    name: str = ""


def read_arguments(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the arguments of a request, the verb among them.

    :raises Refused: `badVerb`, or `badArgument` where one is unknown, repeated or missing.
    """
    said = Counter(name for name, _ in pairs)
    arguments = dict(pairs)
    verb = arguments.get("verb", "")
    if said["verb"] != 1 or verb not in _VERBS:
        raise Refused("badVerb", "The verb is missing, repeated or unknown.")
    may, must = _VERBS[verb]
    strange = sorted(name for name in said if name not in may | {"verb"})
    repeated = sorted(name for name, times in said.items() if times > 1)
    token = "resumptionToken" in said
    if strange or repeated or (token and len(said) > 2):
        raise Refused("badArgument", "An argument is unknown, repeated, or said beside a resumptionToken.")
    if not token and (missing := sorted(must - said.keys())):
        raise Refused("badArgument", f"Missing: {', '.join(missing)}.")
    return arguments


def read_wanted(arguments: dict[str, str]) -> Wanted:
    """Return which records are asked for.

    :raises Refused: `badArgument` for days that are none or do not fit together, `cannotDisseminateFormat`,
        `noRecordsMatch` for a set that cannot be.
    """
    prefix = known_format(arguments["metadataPrefix"])
    first, last = arguments.get("from"), arguments.get("until")
    if first is not None and last is not None and len(first) != len(last):
        raise Refused("badArgument", "from and until have different granularities.")
    since = _moment("from", first)[0] if first is not None else FIRST
    until = _moment("until", last)[1] if last is not None else LAST
    if since > until:
        raise Refused("badArgument", "from is later than until.")
    if not _SET.match(arguments.get("set", GENRE)):
        raise Refused("badArgument", "That is no name of a set.")
    shelf, _, name = arguments.get("set", "").partition(":")
    if "set" in arguments and (shelf not in (DEPARTMENT, GENRE) or not name):
        raise Refused("noRecordsMatch", "There is no such set.")
    return Wanted(prefix, since, until, shelf, name)


def known_format(prefix: str) -> str:
    """Return a metadata prefix that records are held in.

    :raises Refused: `cannotDisseminateFormat`, or `badArgument` for what cannot be one.
    """
    if not _PREFIX.match(prefix):
        raise Refused("badArgument", "That is no name of a format.")
    if prefix not in FORMATS:
        raise Refused("cannotDisseminateFormat", f"Records come as {' and '.join(FORMATS)}.")
    return prefix


def _moment(name: str, said: str) -> tuple[datetime, datetime]:
    """Return the first and the last second that a day, or a second, means."""
    try:
        if _DAY.match(said):
            day = date.fromisoformat(said)
            first = datetime(day.year, day.month, day.day, tzinfo=timezone.utc)
            return first, first + timedelta(hours=23, minutes=59, seconds=59)
        if _SECOND.match(said):
            second = datetime.fromisoformat(said)
            return second, second
    except ValueError:
        pass
    raise Refused("badArgument", f"{name} is no date: YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.")
