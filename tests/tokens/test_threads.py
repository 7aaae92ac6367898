"""Work in several threads gives what it gives in one, in order, and stops when something fails."""

import threading
import time

import pytest

import framing.tokens.threads as threads_module
from framing.tokens.threads import in_threads, threads


@pytest.fixture(params=[1, 2, 3], ids="{} threads".format)
def number(request, monkeypatch):
    monkeypatch.setattr(threads_module, "threads", lambda: request.param)
    return request.param


def test_there_is_a_thread_and_no_more_than_the_most():
    assert 1 <= threads() <= threads_module.MOST


def test_results_come_in_order_even_if_the_first_takes_longest(number):
    def work(thing):
        time.sleep(0.05 if thing == 0 else 0)
        return -thing

    assert list(in_threads(work, range(20))) == [-thing for thing in range(20)]


def test_several_threads_work_at_once(monkeypatch):
    monkeypatch.setattr(threads_module, "threads", lambda: 2)
    both = threading.Barrier(2, timeout=30)  # passes only if two calls wait at it together
    assert sorted(in_threads(lambda _: both.wait(), "ab")) == [0, 1]


def test_only_a_few_things_are_taken_ahead(number):
    taken = []

    def things():
        for thing in range(100):
            taken.append(thing)
            yield thing

    results = in_threads(abs, things())
    assert next(results) == 0
    assert len(taken) <= 2 * number + 1
    results.close()
    assert len(taken) <= 2 * number + 1


def test_what_fails_is_raised_and_what_has_not_begun_is_left_undone(number):
    begun = []

    def work(thing):
        begun.append(thing)
        if thing == 1:
            message = "the second one"
            raise ValueError(message)
        time.sleep(0.01)
        return thing

    results = in_threads(work, range(100))
    assert next(results) == 0
    with pytest.raises(ValueError, match="the second one"):
        next(results)
    assert len(begun) <= 4 * number


def test_nothing_to_do(number):
    assert list(in_threads(abs, [])) == []
