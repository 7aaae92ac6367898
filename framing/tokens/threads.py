"""Work in several threads at once: NumPy lets go of the interpreter while it is in an array."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

MOST = 4  # each holds the arrays of what it works on

Thing = TypeVar("Thing")
Result = TypeVar("Result")


def threads() -> int:
    """Give the number of threads to work in: one a processor that may be used, `MOST` at most."""
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), MOST)
    return min(os.cpu_count() or 1, MOST)


def in_threads(work: Callable[[Thing], Result], things: Iterable[Thing]) -> Iterator[Result]:
    """Work on things, some at a time.

    Parameters
    ----------
    work : callable
        What is done with each; it alters nothing that another call of it reads.
    things : iterable
        The things. Only a few are taken ahead of the result that is waited for.

    Yields
    ------
    object
        The result of each, in order.

    Raises
    ------
    Exception
        What `work` raises; what has not begun by then is left undone.

    Examples
    --------
    >>> list(in_threads(len, ["one", "three"]))
    [3, 5]
    """
    number = threads()
    if number == 1:
        yield from map(work, things)
        return
    pool = ThreadPoolExecutor(number)
    ahead: deque[Future[Result]] = deque()
    try:
        for thing in things:
            ahead.append(pool.submit(work, thing))
            if len(ahead) > 2 * number:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)
