"""Answers of OAI-PMH 2.0, put together as text: what is inside a record was made when it was written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from akademia.core.xml import allowed
from akademia.publishing.library.formats import dublin_core, mods
from akademia.publishing.library.rules.harvest import DEPARTMENT, GENRE, Refused

# Records are written before it is known where they will be harvested; this stands where the site's address goes.
BASE = "https://tutaj.invalid"
_NAMESPACE = "http://www.openarchives.org/OAI/2.0/"
_XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation='
_HEAD = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="{_NAMESPACE}" '
    f'{_XSI}"{_NAMESPACE} {_NAMESPACE}OAI-PMH.xsd">'
)
_IDENTIFIERS = f"{_NAMESPACE}oai-identifier"
_FORMATS = (
    ("oai_dc", dublin_core.SCHEMA, dublin_core.NAMESPACE),
    ("mods", mods.SCHEMA, mods.NAMESPACE),
)


@dataclass(frozen=True)
class Harvested:
    """A record on its way out. `xml`: in the form that was asked for; empty where it is deleted or only its head is."""

    name: str
    stamp: datetime
    department: str
    genre: str
    is_deleted: bool
    xml: str = ""


@dataclass(frozen=True)
class Piece:
    """A piece of a list. `cursor`: how many went before; `token` leads to the rest; None: the list is whole in one.

    :param expires_at: until when the token is good.
    """

    records: tuple[Harvested, ...]
    cursor: int = 0
    size: int = 0
    token: str | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True)
class Repository:
    """Who answers. `site`: its full address without a path; `domain`: what stands in its identifiers."""

    name: str
    site: str
    base_url: str
    domain: str
    email: str

    def identifier(self, name: str) -> str:
        return f"oai:{self.domain}:{name}"

    def name_in(self, identifier: str) -> str:
        """Return the name of a record from its identifier; empty where it is none of ours."""
        head, _, name = identifier.rpartition(":")
        return name if head == f"oai:{self.domain}" else ""


def answer(repository: Repository, at: datetime, arguments: Mapping[str, str], body: str) -> bytes:
    """Return a whole answer.

    :param arguments: what the harvester said, repeated to it; empty where it could not be understood.
    """
    said = "".join(f" {name}={quoteattr(allowed(value))}" for name, value in arguments.items())
    request = f"<request{said}>{escape(repository.base_url)}</request>"
    whole = f"{_HEAD}<responseDate>{moment(at)}</responseDate>{request}{body}</OAI-PMH>\n"
    return whole.encode("utf-8", "replace")


def error(refused: Refused) -> str:
    return f'<error code="{refused.code}">{escape(refused.message)}</error>'


def identify(repository: Repository, earliest: datetime) -> str:
    """Return who answers; where the host has no dot, as at home, the scheme of identifiers cannot be described."""
    told = (
        f"<repositoryName>{_text(repository.name)}</repositoryName><baseURL>{escape(repository.base_url)}</baseURL>"
        f"<protocolVersion>2.0</protocolVersion><adminEmail>{_text(repository.email)}</adminEmail>"
        f"<earliestDatestamp>{moment(earliest)}</earliestDatestamp><deletedRecord>persistent</deletedRecord>"
        "<granularity>YYYY-MM-DDThh:mm:ssZ</granularity>"
    )
    return f"<Identify>{told}{_scheme(repository) if '.' in repository.domain else ''}</Identify>"


def _scheme(repository: Repository) -> str:
    return (
        f'<description><oai-identifier xmlns="{_IDENTIFIERS}" {_XSI}"{_IDENTIFIERS} {_IDENTIFIERS}.xsd">'
        f"<scheme>oai</scheme><repositoryIdentifier>{escape(repository.domain)}</repositoryIdentifier>"
        f"<delimiter>:</delimiter><sampleIdentifier>{escape(repository.identifier('pozycja'))}</sampleIdentifier>"
        "</oai-identifier></description>"
    )


def list_formats() -> str:
    told = (
        f"<metadataFormat><metadataPrefix>{prefix}</metadataPrefix><schema>{schema}</schema>"
        f"<metadataNamespace>{namespace}</metadataNamespace></metadataFormat>"
        for prefix, schema, namespace in _FORMATS
    )
    return f"<ListMetadataFormats>{''.join(told)}</ListMetadataFormats>"


def list_sets(sets: Iterable[tuple[str, str]]) -> str:
    """:param sets: (spec, name) of each."""
    told = (f"<set><setSpec>{escape(spec)}</setSpec><setName>{_text(name)}</setName></set>" for spec, name in sets)
    return f"<ListSets>{''.join(told)}</ListSets>"


def get_record(repository: Repository, record: Harvested) -> str:
    return f"<GetRecord>{_record(repository, record)}</GetRecord>"


def list_records(repository: Repository, piece: Piece) -> str:
    records = "".join([_record(repository, record) for record in piece.records])
    return f"<ListRecords>{records}{_token(piece)}</ListRecords>"


def list_identifiers(repository: Repository, piece: Piece) -> str:
    heads = "".join([_header(repository, record) for record in piece.records])
    return f"<ListIdentifiers>{heads}{_token(piece)}</ListIdentifiers>"


def _record(repository: Repository, record: Harvested) -> str:
    inside = f"<metadata>{record.xml.replace(BASE, repository.site)}</metadata>" if record.xml else ""
    return f"<record>{_header(repository, record)}{inside}</record>"


def _header(repository: Repository, record: Harvested) -> str:
    status = ' status="deleted"' if record.is_deleted else ""
    department = f"<setSpec>{DEPARTMENT}:{record.department}</setSpec>" if record.department else ""
    return (
        f"<header{status}><identifier>{repository.identifier(record.name)}</identifier>"
        f"<datestamp>{moment(record.stamp)}</datestamp>{department}<setSpec>{GENRE}:{record.genre}</setSpec></header>"
    )


def _token(piece: Piece) -> str:
    """Return the way to the rest; the last piece of several ends with an empty one."""
    if piece.token is None:
        return ""
    until = f' expirationDate="{moment(piece.expires_at)}"' if piece.expires_at else ""
    size = f'completeListSize="{piece.size}" cursor="{piece.cursor}"'
    return f"<resumptionToken {size}{until}>{piece.token}</resumptionToken>"


def moment(value: datetime) -> str:
    return f"{value:%Y-%m-%dT%H:%M:%SZ}"


def _text(words: str) -> str:
    return escape(allowed(words))
