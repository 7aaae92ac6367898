"""Categories within categories: ``economy.trade`` is the category trade of economy."""

from __future__ import annotations

from collections.abc import Iterable

from framing.lexicons.formats.source import Source

STOP = "."
DEEPEST = 20


def path_of(
    source: Source, line: int, parents: list[tuple[int, str]], depth: int, name: str
) -> str:
    """Give the path of a category, and make it the last of `parents`.

    Parameters
    ----------
    source : Source
        The file.
    line : int
        The line that names the category.
    parents : list of (int, str)
        Depth and path of the categories that are open; changed in place.
    depth : int
        How far the category is indented.
    name : str
        Its name.

    Returns
    -------
    str
        The names of all categories around it and its own, parted by stops.
    """
    while parents and parents[-1][0] >= depth:
        parents.pop()
    if len(parents) >= DEEPEST:
        source.fail(line, f"more than {DEEPEST} categories within each other")
    path = f"{parents[-1][1]}{STOP}{name}" if parents else name
    parents.append((depth, path))
    return path


def tree_of(categories: Iterable[str]) -> list[tuple[str, str, int]]:
    """Write out the tree of categories.

    Parameters
    ----------
    categories : iterable of str
        Paths.

    Returns
    -------
    list of (str, str, int)
        Path, name and depth of each category, those around others too, outer ones first.

    Examples
    --------
    >>> tree_of(["economy.trade", "morality", "economy.jobs"])
    [('economy', 'economy', 0), ('economy.trade', 'trade', 1), ('economy.jobs', 'jobs', 1),
     ('morality', 'morality', 0)]
    """
    inner: dict[str, list[str]] = {"": []}
    for category in categories:
        parts = category.split(STOP)
        for number in range(len(parts)):
            around, path = STOP.join(parts[:number]), STOP.join(parts[: number + 1])
            if path not in inner:
                inner[path] = []
                inner[around].append(path)
    nodes: list[tuple[str, str, int]] = []
    left = inner[""][::-1]
    while left:
        path = left.pop()
        nodes.append((path, path.rpartition(STOP)[2], path.count(STOP)))
        left += inner[path][::-1]
    return nodes
