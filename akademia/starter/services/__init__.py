"""Filling an academy: with what it opens with, and with invented learners to measure by."""

from akademia.starter.services.demo import PASSWORD, DemoRefused, fill
from akademia.starter.services.loading import Loaded, load_all

__all__ = ["PASSWORD", "DemoRefused", "Loaded", "fill", "load_all"]
