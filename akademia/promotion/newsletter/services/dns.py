"""What the domain's DNS must say so that other servers trust the letters."""

from dataclasses import dataclass

from akademia.core import settings
from akademia.core.operator import OPERATOR
from akademia.mail.formats.dkim import SELECTOR, record_strings
from akademia.mail.services import dkim_record, post_office

LOCAL = ("localhost", "127.0.0.1", "::1", "")


@dataclass(frozen=True)
class Dns:
    """TXT records as (name, value, why). `is_local`: letters come from no domain of the internet yet."""

    domain: str
    sender: str
    is_local: bool
    to_folder: bool
    has_key: bool
    records: tuple[tuple[str, str, str], ...]


def records() -> Dns:
    """Return the records for the domain that letters come from."""
    office, key = post_office(), dkim_record()
    domain, host = office.domain, office.url.hostname or ""
    by = f"include:{host}" if host and host not in LOCAL and not host.endswith(domain) else "mx a"
    reports = f"; rua=mailto:{OPERATOR.email}" if OPERATOR.email else ""
    found = [
        (domain, f"v=spf1 {by} ~all", "SPF: które serwery mogą wysyłać listy z tej domeny. Jeśli domena ma już taki"
         " rekord, dopisz do niego tylko swój serwer: dwa rekordy SPF znaczą tyle, co żaden."),
        (f"_dmarc.{domain}", f"v=DMARC1; p=none{reports}", "DMARC: co inni mają robić z listami, które się nie"
         " zgadzają. Zacznij od „none”, po kilku tygodniach raportów przejdź na „quarantine”."),
    ]  # fmt: skip
    if key:
        found.insert(0, (f"{SELECTOR}._domainkey.{domain}", record_strings(key),
                         "DKIM: klucz, którym inni sprawdzają podpis na każdym liście."))  # fmt: skip
    return Dns(domain, settings.here().mail_from, "." not in domain, office.url.scheme == "file", key is not None,
               tuple(found))  # fmt: skip
