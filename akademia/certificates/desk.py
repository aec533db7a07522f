"""Certificates at the staff desk."""

from akademia.core.area import DeskCard
from akademia.core.doors import Permission

CARDS = (DeskCard("Zaświadczenia", "certificate_desk.show_register", Permission.CertificateIssue, "education"),)
