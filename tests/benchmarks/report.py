"""Time and size of the report page on a corpus as large as a study has.

    python tests/benchmarks/report.py

Measured are the nine outlets (3,824 articles) where `framing data fetch nine_outlets` has put
them, and in any case the invented sample, repeated to as many articles. The report shall take a
minute at most and 15 megabytes. Seconds depend on the machine and on what else it does; those of
the processor depend less. The table is written to tests/benchmarks/report.csv.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

import framing as fr

ARTICLES, SECONDS, MEGABYTES = 3824, 60, 15


def corpora() -> Iterator[tuple[str, fr.Corpus]]:
    """Give the corpora that are on this machine."""
    sample = fr.load_dataset("sample").table
    copies = -(-ARTICLES // len(sample))
    table = pd.concat([sample] * copies, ignore_index=True).head(ARTICLES)
    table["event_id"] += (table.index // len(sample)).astype(str)
    yield "sample, repeated", fr.Corpus(table)
    if fr.list_datasets().loc["nine_outlets", "path"]:
        yield "nine outlets", fr.load_dataset("nine_outlets")


def measured(name: str, corpus: fr.Corpus) -> dict[str, object]:
    """Make the report once."""
    wall, processor = time.perf_counter(), time.process_time()
    page = str(fr.report(corpus)).encode()
    return {
        "corpus": name,
        "articles": len(corpus),
        "outlets": corpus["outlet"].nunique(),
        "seconds": round(time.perf_counter() - wall, 1),
        "processor_seconds": round(time.process_time() - processor, 1),
        "megabytes": round(len(page) / 1e6, 2),
    }


def main() -> None:
    """Measure, write the table, and say whether the page stays within its limits."""
    table = pd.DataFrame([measured(name, corpus) for name, corpus in corpora()])
    table.to_csv(Path(__file__).with_suffix(".csv"), index=False)
    print(table.to_string(index=False))
    within = (table["processor_seconds"] <= SECONDS) & (table["megabytes"] <= MEGABYTES)
    print(f"At most {SECONDS} s and {MEGABYTES} MB: {'yes' if within.all() else 'no'}")


if __name__ == "__main__":
    main()
