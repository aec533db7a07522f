"""What pages show of entities, as plain values."""

from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from akademia.law.queries import Notice
from akademia.law.queries.cited import CitedProvision
from akademia.promotion.directory.rules.freshness import HISTORIC
from akademia.promotion.directory.rules.kinds import KINDS, EntityKind


@dataclass(frozen=True)
class EntityRow:
    """An entity as lists show it. `state`: a key of `freshness.STATES`; `where`: its place or commune, its county."""

    id: int
    slug: str
    name: str
    kind: str
    where: str
    voivodeship: str
    founder: str
    state: str
    historic_year: int | None
    ceased_on: date | None

    @property
    def kind_said(self) -> str:
        return KINDS[self.kind].short

    @property
    def is_historic(self) -> bool:
        return self.state == HISTORIC


@dataclass(frozen=True)
class EntityPage:
    """An entity as its page shows it."""

    id: int
    slug: str
    name: str
    kind: EntityKind
    founder: str
    founder_kind: str
    founder_address: str
    founder_nip: str
    founder_regon: str
    founder_krs: str
    nip: str
    regon: str
    krs: str
    register_number: str
    registered_on: date | None
    ceased_on: date | None
    workshops: tuple[str, ...]
    voivodeship: str
    county: str
    commune: str
    address: str
    postal_code: str
    place: str
    phone: str
    contact_email: str
    site: str
    accessibility: str
    html: Markup
    legal_state_on: date | None
    state: str
    confirmed_on: date | None
    historic_year: int | None
    changed_at: datetime
    cited: tuple[CitedProvision, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True)
class RegionPage:
    """A voivodeship: how many entities by kind and by county. `kinds`, `counties`: (key, words, count)."""

    code: str
    slug: str
    name: str
    kinds: tuple[tuple[str, str, int], ...]
    counties: tuple[tuple[str, str, int], ...]
