"""Records for harvesters. A list is one statement, whatever its place in a hundred thousand: by stamp, then name.

A token is the state of a list, sealed: nothing is kept here between two requests. A record that changes while a list is
read moves to its end, so that it may come twice but is never left out.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, String, bindparam, func, select, tuple_

from akademia.core import clock
from akademia.core.db import Moment, rows
from akademia.core.kept import same_for_all
from akademia.core.sealed import seal, unseal
from akademia.publishing.library.formats import oai
from akademia.publishing.library.formats.genres import GENRES, QUARTERLY
from akademia.publishing.library.formats.oai import Harvested, Piece, Repository
from akademia.publishing.library.models import Department, Record
from akademia.publishing.library.queries.repository import repository
from akademia.publishing.library.rules.harvest import (
    DEPARTMENT,
    GENRE,
    Refused,
    Wanted,
    known_format,
    read_arguments,
    read_wanted,
)

RECORDS_A_PIECE = 100
TOKEN_SECONDS = 24 * 3600
_PURPOSE = "oai"
_HEAD = (Record.name, Record.stamp, Record.department, Record.genre, Record.is_deleted)
_XML = {"oai_dc": Record.oai_dc, "mods": Record.mods}
_SHELVES = {DEPARTMENT: Record.department, GENRE: Record.genre}
_EARLIEST: Select[Any] = select(func.min(Record.stamp).label("stamp"))
_DEPARTMENTS = select(Department.slug, Department.title).order_by(Department.position, Department.id)


def answer_to(pairs: Sequence[tuple[str, str]]) -> bytes:
    """Return the answer to a harvester, an error of the protocol included.

    :param pairs: the arguments as they were sent.
    """
    here, arguments = repository(), {}
    try:
        arguments = read_arguments(pairs)
        body = _VERBS[arguments["verb"]](here, arguments)
    except Refused as refused:
        body = oai.error(refused)
        if refused.code in ("badVerb", "badArgument"):
            arguments = {}
    return oai.answer(here, clock.now(), arguments, body)


def _identify(here: Repository, _arguments: Mapping[str, str]) -> str:
    found = rows(_EARLIEST).scalar()
    return oai.identify(here, found or clock.now())


def _list_formats(here: Repository, arguments: Mapping[str, str]) -> str:
    if "identifier" in arguments:
        _one(here, arguments["identifier"], "oai_dc")
    return oai.list_formats()


def _list_sets(_here: Repository, arguments: Mapping[str, str]) -> str:
    if "resumptionToken" in arguments:
        raise Refused("badResumptionToken", "Sets come in one piece.")
    departments = [(f"{DEPARTMENT}:{slug}", title) for slug, title in rows(_DEPARTMENTS)]
    departments.append((f"{DEPARTMENT}:{QUARTERLY[0]}", QUARTERLY[1]))
    return oai.list_sets([*departments, *((f"{GENRE}:{key}", genre.label) for key, genre in GENRES.items())])


def _get_record(here: Repository, arguments: Mapping[str, str]) -> str:
    return oai.get_record(here, _one(here, arguments["identifier"], known_format(arguments["metadataPrefix"])))


def _list_records(here: Repository, arguments: dict[str, str]) -> str:
    return oai.list_records(here, _piece(arguments))


def _list_identifiers(here: Repository, arguments: dict[str, str]) -> str:
    return oai.list_identifiers(here, _piece(arguments))


_VERBS = {
    "Identify": _identify,
    "ListMetadataFormats": _list_formats,
    "ListSets": _list_sets,
    "ListIdentifiers": _list_identifiers,
    "ListRecords": _list_records,
    "GetRecord": _get_record,
}


def _one(here: Repository, identifier: str, prefix: str) -> Harvested:
    name = here.name_in(identifier)
    known = name and "\0" not in name
    found = rows(select(*_HEAD, _XML[prefix].label("xml")).where(Record.name == name)).first() if known else None
    if found is None:
        raise Refused("idDoesNotExist", "There is no such record here.")
    return _harvested(found)


def _piece(arguments: dict[str, str]) -> Piece:
    verb = arguments["verb"]
    if "resumptionToken" in arguments:
        return _next_piece(verb, arguments["resumptionToken"])
    wanted = read_wanted(arguments)
    piece = _read(verb, wanted, (wanted.since, ""), 0, _size(wanted))
    if not piece.records:
        raise Refused("noRecordsMatch", "No records match.")
    return piece


def _next_piece(verb: str, token: str) -> Piece:
    state = unseal(_PURPOSE, token, TOKEN_SECONDS) if token.isascii() else None
    if state is None or state["verb"] != verb or clock.now() > datetime.fromisoformat(state["expires"]):
        raise Refused("badResumptionToken", "The token is not good, or no longer. Please begin the list anew.")
    since, until, stamp = (datetime.fromisoformat(state[name]) for name in ("since", "until", "stamp"))
    wanted = Wanted(state["prefix"], since, until, state["shelf"], state["name"])
    piece = _read(verb, wanted, (stamp, state["after"]), state["cursor"], state["size"])
    if not piece.records:
        raise Refused("badResumptionToken", "The rest of the list has changed. Please begin it anew.")
    return piece


def _read(verb: str, wanted: Wanted, after: tuple[datetime, str], cursor: int, size: int) -> Piece:
    """Read the records after a place, and see whether one more follows."""
    values = {"stamp": after[0], "after": after[1], "until": wanted.until}
    values |= {"name": wanted.name} if wanted.shelf else {}
    found = rows(piece_statement(wanted.shelf, wanted.prefix if verb == "ListRecords" else ""), **values).all()
    shown = found[:RECORDS_A_PIECE]
    records = tuple([_harvested(row) for row in shown])
    if len(found) > len(shown):
        last, expires_at = shown[-1], clock.now() + timedelta(seconds=TOKEN_SECONDS)
        state = {
            "verb": verb, "prefix": wanted.prefix, "since": wanted.since.isoformat(), "shelf": wanted.shelf,
            "until": wanted.until.isoformat(), "name": wanted.name, "stamp": last.stamp.isoformat(), "after": last.name,
            "cursor": cursor + len(shown), "size": size, "expires": expires_at.isoformat(),
        }  # fmt: skip
        return Piece(records, cursor, size, seal(_PURPOSE, state), expires_at)
    return Piece(records, cursor, size, "" if cursor else None)


@cache
def piece_statement(shelf: str, prefix: str) -> Select[Any]:
    """Return the statement of a piece and the one record after it.

    :param prefix: empty: heads of records alone.
    """
    columns: list[Any] = [*_HEAD, *([_XML[prefix].label("xml")] if prefix else [])]
    after = tuple_(bindparam("stamp", type_=Moment()), bindparam("after", type_=String))
    wanted: Select[Any] = select(*columns).where(
        tuple_(Record.stamp, Record.name) > after, Record.stamp <= bindparam("until", type_=Moment())
    )
    if shelf:
        wanted = wanted.where(_SHELVES[shelf] == bindparam("name"))
    return wanted.order_by(Record.stamp, Record.name).limit(RECORDS_A_PIECE + 1)


def _size(wanted: Wanted) -> int:
    """Count the records of a whole list; kept until something public changes, since all harvesters ask for the same."""
    counted = select(func.count()).select_from(Record).where(Record.stamp.between(wanted.since, wanted.until))
    if wanted.shelf:
        counted = counted.where(_SHELVES[wanted.shelf] == wanted.name)
    key = ("oai", wanted.since, wanted.until, wanted.shelf, wanted.name)
    return same_for_all(key, lambda: int(rows(counted).scalar() or 0))


def _harvested(row: Any) -> Harvested:
    return Harvested(row.name, row.stamp, row.department, row.genre, row.is_deleted, getattr(row, "xml", ""))
