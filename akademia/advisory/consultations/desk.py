"""Consultations at the desk."""

from akademia.advisory.consultations.queries.desk import waiting_for
from akademia.core.area import DeskCard
from akademia.core.doors import Permission

CARDS = (
    DeskCard(
        "Konsultacje",
        "consultations_desk.show_desk",
        Permission.ConsultationKeep,
        "advisory",
        waiting=waiting_for,
    ),
)
