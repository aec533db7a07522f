"""Where the state shows an item of its Journal of Laws.

Source: the address patterns of ELI and ISAP; an item's number in ISAP is „WDU”, the year, the issue (000 since 2012,
when issues ended) and the position.
"""

import re

_ADDRESS = re.compile(r"Dz\.U\. (\d{4})(?: nr (\d{1,3}))? poz\. (\d{1,5})")
_ELI = re.compile(r"DU/\d{4}/\d{1,5}")


def eli_address(eli: str | None) -> str | None:
    """Return the ELI page of an item („DU/2003/1143”); None for what is no such name."""
    return f"https://eli.gov.pl/eli/{eli}/ogl" if eli and _ELI.fullmatch(eli) else None


def isap_address(display_address: str | None) -> str | None:
    """Return the ISAP page of an item („Dz.U. 2003 nr 122 poz. 1143”); None for what is no such address."""
    found = _ADDRESS.fullmatch(display_address or "")
    if found is None:
        return None
    year, issue, position = found.groups()
    return f"https://isap.sejm.gov.pl/isap.nsf/DocDetails.xsp?id=WDU{year}{int(issue or 0):03d}{int(position):04d}"


def eli_of(display_address: str) -> str | None:
    """Return the ELI name of an address in the Journal of Laws: „DU/2022/2241”; None for what is no such address."""
    found = _ADDRESS.fullmatch(display_address)
    return f"DU/{found[1]}/{int(found[3])}" if found else None
