import pytest

from tests.publishing.collections.making import law_and_lesson


@pytest.fixture
def texts(begin_with):
    """The act, and a lesson that speaks of it."""
    begin_with("law and a lesson", law_and_lesson)
