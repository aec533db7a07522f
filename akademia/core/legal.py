"""The state of the law that the academy's own texts describe."""

from datetime import date

LEGAL_STATE_ON = date(2022, 9, 22)
LEGAL_SOURCE = (
    "Tekst jednolity: Dz.U. 2022 poz. 2241; nowszy tekst jednolity: Dz.U. 2025 poz. 83. "
    "Sprawdź też późniejsze zmiany, m.in. Dz.U. 2025 poz. 620."
)
