"""Studies for their readers and respondents, and their desk."""

from akademia.research.surveys.views import result_files, results, results_desk

BLUEPRINTS = (results.bp, results_desk.bp)
__all__ = ["BLUEPRINTS", "result_files"]
