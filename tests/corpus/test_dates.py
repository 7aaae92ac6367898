"""Dates: what is read, what is not."""

from datetime import date, datetime, timedelta, timezone

import numpy as np
import pandas as pd
import pytest

from framing.corpus.dates import read_dates

EAST = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2021-03-04", "2021-03-04"),
        (" 2021-03-04\n", "2021-03-04"),
        ("2021/3/4", "2021-03-04"),
        ("2021.03.04", "2021-03-04"),
        ("20210304", "2021-03-04"),
        ("2021-W09-4", "2021-03-04"),
        ("2021-03-04T23:30:00+09:00", "2021-03-04T23:30"),
        ("2021-03-04T23:30:00Z", "2021-03-04T23:30"),
        ("2021-03-04 9:05", "2021-03-04T09:05"),
        ("2021-03-04 10:00:00.25 EST", "2021-03-04T10:00:00.25"),
        ("4 March 2021", "2021-03-04"),
        ("Thu, 04 Mar 2021 10:00:00 GMT", "2021-03-04T10:00"),
        ("March 4, 2021", "2021-03-04"),
        ("Sept. 14, 2021", "2021-09-14"),
        ("Thursday, March 4, 2021", "2021-03-04"),
        ("March 4, 2021 Thursday", "2021-03-04"),
        ("0001-01-01", "0001-01-01"),
        (date(2021, 3, 4), "2021-03-04"),
        (datetime(2021, 3, 4, 23, tzinfo=EAST), "2021-03-04T23:00"),
        (pd.Timestamp("2021-03-04T10:00:00.123456789", tz="UTC"), "2021-03-04T10:00:00.123456"),
        # Two days in two countries, no day, no such day, and words that other readers resolve
        # to the day on which the program runs.
        ("04/03/2021", "NaT"),
        ("2021", "NaT"),
        ("2021-03", "NaT"),
        ("2021-02-30", "NaT"),
        ("30 February 2021", "NaT"),
        ("2021-03-04 10:00 PM", "NaT"),
        ("2021-03-04 at noon", "NaT"),
        ("4 Foo 2021", "NaT"),
        ("now", "NaT"),
        ("today", "NaT"),
        ("10:30", "NaT"),
        ("Monday", "NaT"),
        ("NaT", "NaT"),
        ("\ud800", "NaT"),
        ("", "NaT"),
        (None, "NaT"),
        (float("nan"), "NaT"),
        (pd.NaT, "NaT"),
        (1614816000, "NaT"),
        (["2021-03-04"], "NaT"),
    ],
)
def test_dates(written, expected):
    [found] = read_dates([written])
    assert np.array_equal(found, np.datetime64(expected, "us"), equal_nan=True)


def test_no_dates():
    assert read_dates([]).dtype == "datetime64[us]"
