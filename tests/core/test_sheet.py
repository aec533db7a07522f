import csv
import io

import pytest

from akademia.core.sheet import csv_parts


def written(*rows) -> str:
    return b"".join(csv_parts(("a", "b"), rows)).decode("utf-8")


@pytest.mark.parametrize("text", ["=1+1", "+48", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0"])
def test_what_a_spreadsheet_would_count_is_kept_as_text(text):
    assert f"'{text.splitlines()[0]}"[:2] in written((text, 1))
    assert (
        next(csv.reader(io.StringIO(written((text, 1)).partition("\r\n")[2], newline=""), delimiter=";"))[0]
        == f"'{text}"
    )


def test_semicolons_quotes_and_lines_stay_in_their_cell():
    cell = 'jeden; "dwa"\ntrzy'

    assert list(csv.reader(io.StringIO(written((cell, None)), newline=""), delimiter=";"))[1] == [cell, ""]


def test_a_minus_that_is_a_number_stays_a_number():
    assert written((-5, 2)).splitlines()[1] == "-5;2"
    assert written((-12.5, 2.0)).splitlines()[1] == "-12,5;2,0"


def test_it_begins_with_a_mark_of_order_and_comes_in_parts():
    parts = list(csv_parts(("ą",), (("x",) for _ in range(1000))))

    assert parts[0].startswith(b"\xef\xbb\xbf")
    assert len(parts) > 4
