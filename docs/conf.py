"""How the documentation is built: from docstrings, notebooks and the Markdown files."""

from importlib import import_module
from pathlib import Path

import framing

project = "framing"
author = "The framing developers"
copyright = "The framing developers. Code MIT, text and data CC BY 4.0"
release = version = framing.__version__

root_doc = "docs/index"
include_patterns = [
    "docs/**",
    "notebooks/*.ipynb",
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "lexicons/README.md",
    "data/README.md",
]
extensions = ["sphinx.ext.autodoc", "sphinx.ext.autosummary", "sphinx.ext.napoleon", "myst_nb"]
html_theme = "furo"
html_title = f"framing {release}"

autodoc_typehints = "none"  # the docstrings say it in words
autodoc_default_options = {"members": True}
napoleon_google_docstring = False
napoleon_use_rtype = False
default_role = "code"
python_use_unqualified_type_names = True

myst_heading_anchors = 3
nb_execution_mode = "cache"
nb_execution_timeout = 300
nb_execution_raise_on_error = True
nb_merge_streams = True

suppress_warnings = [
    "ref.footnote",  # a work may be listed that no sentence points to
    "ref.ref",  # what scikit-learn's inherited docstrings point to stands in its own documentation
    "ref.term",
    "ref.python",  # a shape such as (texts,) is no reference
]

# What leaves the project needs a network; the links between its own pages are checked.
linkcheck_ignore = [r"https?://.*"]

ROOMS = (
    *("corpus", "tokens", "lexicons", "matching", "scoring", "measuring", "comparison"),
    *("statistics", "validation", "curation", "pages", "reporting"),
)
ON_REQUEST = ("classifiers", "charts")  # rooms that are imported by name


def reference() -> str:
    """Write the page that lists every public name, room by room."""
    names = {room: [f"framing.{room}.{name}" for name in _all(room)] for room in ON_REQUEST}
    for name in framing.__all__:
        room = getattr(framing, name).__module__.split(".")[1]
        if room not in ON_REQUEST:
            names.setdefault(room, []).append(f"framing.{name}")
    lines = ["Reference", "=========", "", "Every public name, in the order of the flow.", ""]
    for room in (*ROOMS, *ON_REQUEST):
        lines += [room.capitalize(), "-" * 30, "", import_module(f"framing.{room}").__doc__, ""]
        lines += [".. autosummary::", "   :toctree: reference", "   :nosignatures:", ""]
        lines += [*(f"   {name}" for name in names.pop(room)), ""]
    assert not names, f"rooms that the reference does not show: {', '.join(names)}"
    return "\n".join(lines)


def _all(room: str) -> list[str]:
    return import_module(f"framing.{room}").__all__


Path(__file__).with_name("reference.rst").write_text(reference(), encoding="utf-8")
