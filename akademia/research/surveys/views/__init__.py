"""Studies for readers, the forms of respondents, the desk of staff."""

from akademia.research.surveys.views import answering, desk, invitations, questions, reading

BLUEPRINTS = (reading.bp, answering.bp, desk.bp, questions.bp, invitations.bp)
