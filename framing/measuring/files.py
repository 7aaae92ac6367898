"""How is a file measured that does not fit into memory? Checked whole, then batch by batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass
from os import PathLike
from pathlib import Path
from typing import NamedTuple, Protocol

import pandas as pd

from framing.corpus import CheckedCorpus, check_corpus
from framing.corpus.options import Options
from framing.corpus.progress import progress_bar
from framing.measuring.bad_rows import bad_row_table
from framing.measuring.instrument import CARRIED, Instrument, Measured
from framing.measuring.placing import Existing, placed_together
from framing.measuring.runfile import run_record, write_record
from framing.measuring.writers import Cells, TableWriter, open_writer, plain_values


class Page(Protocol):
    """A page on the articles, collected as they are measured."""

    path: Path

    def add(self, measured: Measured) -> None:
        """Take some articles."""

    def pieces(self) -> Iterable[str]:
        """Give the page, when all articles were taken."""


@dataclass(frozen=True)
class Outputs:
    """What is written of a run; what is None is not.

    Parameters
    ----------
    scores : pathlib.Path, optional
        A row an article: ``article_id``; ``outlet``, ``date`` and ``event_id`` where the corpus has
        them; and the table of `measure`. The ending says how: see `open_writer`.
    matches : pathlib.Path, optional
        A row a match, as `Matches.table` has them.
    bad_rows : pathlib.Path, optional
        A row for each row that was set aside: ``file``, ``line``, ``message``, ``content`` (the
        line as it stands).
    page : Page, optional
        A page of marked articles.
    existing : {"refuse", "replace"}
        What to do if a file is there already.
    cells : {"as written", "safe"}
        What to do with text that a spreadsheet would take for a formula: see `open_writer`.
    """

    scores: Path | None = None
    matches: Path | None = None
    bad_rows: Path | None = None
    page: Page | None = None
    existing: Existing = "refuse"
    cells: Cells = "as written"

    def targets(self) -> dict[str, Path]:
        """Give the files by what they are; ``run`` stands beside the first result."""
        page = self.page.path if self.page else None
        results = {"scores": self.scores, "matches": self.matches, "page": page}
        targets = {name: path for name, path in results.items() if path is not None}
        if targets:
            targets["run"] = next(iter(targets.values())).with_name("run.json")
        if self.bad_rows is not None:
            targets = {"bad_rows": self.bad_rows, **targets}
        return targets


class Run(NamedTuple):
    """What was read, and how many rows each file got."""

    checked: CheckedCorpus
    rows: Mapping[str, int]


def measure_file(
    path: str | PathLike[str],
    outputs: Outputs,
    *,
    instrument: Instrument,
    options: Options | None = None,
    watch: Callable[[pd.DataFrame], None] | None = None,
    batch_size: int = 1000,
) -> Run:
    r"""Measure the articles of a file or folder of any size.

    Parameters
    ----------
    path : path
        What `read_corpus` reads.
    outputs : Outputs
        What to write. All files appear together at the end, or none does.
    instrument : Instrument
        What to measure with.
    options : Options, optional
        How to read.
    watch : callable, optional
        Is given the scores of each batch.
    batch_size : int
        Articles read and measured at a time. It changes no result.

    Returns
    -------
    Run
        ``checked`` (what was read, with all notes) and ``rows`` (of each file).

    Raises
    ------
    FileExistsError, FileNotFoundError, PermissionError, OSError
        If a file is there already or cannot be written.
    ValueError, ImportError
        If something cannot be read, as in `read_corpus`; if a file has no known ending; if a
        result would replace the input; or if the input changes in the meantime.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     news, scores = Path(folder) / "news.csv", Path(folder) / "scores.csv"
    ...     _ = news.write_text("article_id,text\n007,A historic achievement.\n", "utf-8")
    ...     run = measure_file(news, Outputs(scores=scores), instrument=Instrument())
    ...     lines = scores.read_text(encoding="utf-8").splitlines()
    >>> lines[0].split(",")[:4], lines[1].split(",")[:4]
    (['article_id', 'words', 'sentences', 'promotion'], ['007', '3', '1', '333.3333333333333'])
    >>> run.rows
    {'scores': 1}
    """
    path = Path(path)
    targets = outputs.targets()
    _refuse_input(path, targets)
    with placed_together(list(targets.values()), existing=outputs.existing) as parts:
        files = {name: parts[target] for name, target in targets.items()}
        with _table_writers(files, targets, outputs.cells) as writers:
            with progress_bar(None, f"Checking {path.name}"):
                checked = check_corpus(path, **asdict(options or Options()))
            rows = _set_aside(checked, writers)
            batches = _measured(checked, instrument, batch_size)
            rows += _write(batches, writers, outputs.page, watch)
        if outputs.page:
            _write_page(files["page"], outputs.page)
        if "run" in files:
            record = run_record(checked, instrument, targets, rows)
            write_record(files["run"], record)
    return Run(checked, dict(rows))


def score_table(measured: Measured) -> pd.DataFrame:
    """Put what the corpus knows about its articles beside their scores.

    Parameters
    ----------
    measured : Measured
        The measured articles.

    Returns
    -------
    pandas.DataFrame
        ``article_id``; ``outlet``, ``date`` and ``event_id`` where the corpus has them; the scores.
    """
    corpus = measured.matches.tokens.corpus.table
    carried = corpus[[name for name in CARRIED if name in corpus.columns]].copy()
    for name in carried.columns.drop("date", errors="ignore"):
        texts = plain_values(carried[name].astype(object))
        carried[name] = pd.Series(texts, carried.index, dtype=object)
    return pd.concat([carried, measured.table], axis=1).reset_index()


def _refuse_input(path: Path, targets: Mapping[str, Path]) -> None:
    for target in targets.values():
        if target.resolve() == path.resolve():
            message = f"{target}: this is the input, which is never replaced; choose another name"
            raise ValueError(message)


@contextmanager
def _table_writers(
    files: Mapping[str, Path], targets: Mapping[str, Path], cells: Cells
) -> Iterator[dict[str, TableWriter]]:
    """Open the files that are tables, and close them in the end."""
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(
                closing(open_writer(files[name], targets[name].suffix, cells=cells))
            )
            for name in ("scores", "matches", "bad_rows")
            if name in files
        }


def _set_aside(checked: CheckedCorpus, writers: Mapping[str, TableWriter]) -> Counter[str]:
    """Write the rows that were set aside, if they are asked for."""
    if "bad_rows" not in writers:
        return Counter()
    table = bad_row_table(checked)
    writers["bad_rows"].write(table)
    return Counter(bad_rows=len(table))


def _measured(
    checked: CheckedCorpus, instrument: Instrument, batch_size: int
) -> Iterator[Measured]:
    """Measure batch after batch."""
    n_articles = 0
    with progress_bar(checked.n_articles, "Measuring") as bar:
        for corpus in checked.batches(batch_size):
            yield instrument(corpus)
            n_articles += len(corpus)
            bar.update(len(corpus))
    if n_articles != checked.n_articles:
        message = f"{checked.path}: it has changed while it was read; start again"
        raise ValueError(message)


def _write(
    batches: Iterable[Measured],
    writers: Mapping[str, TableWriter],
    page: Page | None,
    watch: Callable[[pd.DataFrame], None] | None,
) -> Counter[str]:
    """Hand the results on, and count the rows of each file."""
    rows: Counter[str] = Counter()
    for measured in batches:
        tables = {"scores": score_table(measured)}
        if "matches" in writers:
            tables["matches"] = measured.matches.table()
        for name in tables.keys() & writers.keys():
            writers[name].write(tables[name])
            rows[name] += len(tables[name])
        if page:
            page.add(measured)
        if watch:
            watch(tables["scores"])
    return rows


def _write_page(path: Path, page: Page) -> None:
    with path.open("wb") as file:
        file.writelines(piece.encode("utf-8", "backslashreplace") for piece in page.pieces())
