"""Studies for readers, the forms of respondents, the desk of staff, results."""

from akademia.research.surveys.views import (
    answering,
    desk,
    invitations,
    questions,
    reading,
    result_files,
    results,
    results_desk,
)

BLUEPRINTS = (reading.bp, answering.bp, results.bp, desk.bp, questions.bp, invitations.bp, results_desk.bp)
__all__ = ["BLUEPRINTS", "result_files"]
