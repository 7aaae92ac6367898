"""What is doubtful in a lexicon? A table of findings, for a human to judge."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

import numpy as np
import pandas as pd

from framing.curation.instances import FILLER, instances
from framing.lexicons import Lexicon
from framing.lexicons.checks import found_wanting, spelling
from framing.lexicons.patterns import ANY_LETTERS, Gap, parse
from framing.matching import Matches, match
from framing.tokens import Tokens, tokenize

_Finding = tuple[int, str, str]
SHORTEST_STEM = 4  # letters before a star
MOST_FORMS = 12  # words that a wildcard may catch without being looked at
LEAST_MATCHES, SHARE_CAPITAL = 5, 0.8  # from which on an entry looks like a name


def lint_lexicon(lexicon: Lexicon, tokens: Tokens | None = None) -> pd.DataFrame:
    """Find what is doubtful in a lexicon.

    Parameters
    ----------
    lexicon : Lexicon
        The lexicon. Its columns ``examples`` and ``counterexamples`` (sentences parted by ``|`` in
        which an entry must match, or must not), if there are any, are tried.
    tokens : Tokens, optional
        A corpus on which wildcards and names are tried.

    Returns
    -------
    pandas.DataFrame
        One row a finding, in the order of the entries: ``entry`` (the pattern), ``category``,
        ``kind`` and ``message``. The kinds:

        ``duplicate``: another entry of the category says the same in another spelling.
        ``conflict``: an entry of another category says the same.
        ``redundant``: an entry with a wildcard would do the same.
        ``shadowed``: whatever the entry says, another entry matches instead.
        ``never``: the entry does not match even what it says itself, such as one that its own
        blocked contexts always block.
        ``broad``: a wildcard behind fewer than 4 letters, or one that catches more than 12 words of
        the corpus; the message names the most frequent.
        ``example``, ``counterexample``: a sentence in which the entry has no match that counts, or
        has one.
        ``doubtful``: of five matches or more that were read (columns ``n`` and ``precision``), less
        than .6 were right.
        ``name``: written with a capital, or in the corpus nearly always so inside sentences.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"pattern": ["brave", "brave*", "world-class", "(key|world class)"]})
    >>> lint_lexicon(Lexicon(table, name="mine"))[["entry", "kind"]].to_numpy().tolist()
    [['brave', 'redundant'], ['world-class', 'duplicate'], ['(key|world class)', 'duplicate']]
    """
    findings = [
        *_repeated(lexicon),
        *_tried(lexicon),
        *_redundant(lexicon),
        *_short(lexicon),
        *_examples(lexicon),
        *_capitalised(lexicon),
        *_doubtful(lexicon),
    ]
    if tokens is not None:
        matches = match(tokens, lexicon)
        findings += [*_caught(matches), *_names(matches)]
    findings.sort(key=lambda finding: finding[0])
    entries = lexicon.entries.iloc[[number for number, *_ in findings]]
    return pd.DataFrame(
        {
            "entry": entries["pattern"].to_numpy(object),
            "category": entries["category"].to_numpy(object),
            "kind": pd.Series([kind for _, kind, _ in findings], dtype=object),
            "message": pd.Series([message for *_, message in findings], dtype=object),
        }
    )


def _repeated(lexicon: Lexicon) -> Iterator[_Finding]:
    """Compare what entries say, their alternatives written out; tell one of each kind an entry."""
    patterns, categories = lexicon.entries["pattern"], lexicon.entries["category"]
    exact = lexicon.entries["constraints"].str.contains("case=exact", regex=False)
    saying: dict[str, dict[int, str]] = {}
    for number, text in _written(lexicon):
        saying.setdefault(spelling(text, bool(exact[number])), {})[number] = text
    told = set()
    for said in saying.values():
        for number, other in permutations(said, 2):
            same = categories[number] == categories[other]
            kind = "duplicate" if same else "conflict"
            if (number, kind) not in told and (same or number > other):
                told.add((number, kind))
                place = "" if same else f" of {categories[other]!r}"
                shown = said[number].replace(ANY_LETTERS, "*")
                yield number, kind, f"{shown!r} is in {patterns[other]!r}{place} too"


def _doubtful(lexicon: Lexicon) -> Iterator[_Finding]:
    """Tell the entries that were found wanting when their matches were read."""
    for number in np.flatnonzero(found_wanting(lexicon.entries)).tolist():
        share, n = lexicon.entries.loc[number, ["precision", "n"]]
        yield number, "doubtful", f"{share:.2f} of {n:g} matches read were right"


def _written(lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    """Give every alternative of the entries that consist of one run of words."""
    for number, pattern in enumerate(lexicon.entries["pattern"]):
        parts = parse(pattern)
        if len(parts) == 1 and not isinstance(parts[0], Gap):
            yield from ((number, text) for text in parts[0])


def _tried(lexicon: Lexicon) -> Iterator[_Finding]:
    """Match the entries on what they say themselves, all in one batch."""
    tried = instances(lexicon)
    matches = match(tokenize([f"{FILLER} {text} {FILLER}." for _, text in tried]), lexicon)
    owner = np.array([entry for entry, _ in tried])
    hit = owner[matches.article] == matches.entry
    alive = np.zeros(len(lexicon), bool)
    alive[matches.entry[hit]] = True
    instead: dict[int, int] = {}
    for article, entry in zip(matches.article.tolist(), matches.entry.tolist(), strict=True):
        instead.setdefault(int(owner[article]), entry)
    patterns = lexicon.entries["pattern"]
    for number in np.flatnonzero(~alive).tolist():
        if number in instead:
            yield number, "shadowed", f"{patterns[instead[number]]!r} matches instead"
        else:
            yield number, "never", "it does not match what it says itself"


def _redundant(lexicon: Lexicon) -> Iterator[_Finding]:
    """Match the wildcards of a lexicon on its words without wildcards."""
    entries = lexicon.entries
    wild = entries["pattern"].str.contains(r"(?<!\\)[*?]")
    gapped = entries["pattern"].str.contains(r"(?<!\\)_")
    plain = [one for one in instances(lexicon) if not (wild[one.entry] or gapped[one.entry])]
    if not (plain and wild.any()):
        return
    some = entries[wild].reset_index(names="number")
    others = Lexicon(some, name=lexicon.name, scale=lexicon.scale, rules=())
    tokens = tokenize([text for _, text in plain])
    matches = match(tokens, others)
    whole = (matches.first == tokens.ptr[matches.article]) & (
        matches.last == tokens.ptr[matches.article + 1] - 1
    )
    same = ["category", "weight", "constraints", "blocked"]
    keys = list(entries[same].itertuples(index=False, name=None))
    covered: dict[int, dict[str, str]] = {}
    found = zip(matches.article[whole].tolist(), matches.entry[whole].tolist(), strict=True)
    for article, entry in found:
        number, by = plain[article].entry, int(some["number"][entry])
        if keys[number] == keys[by]:
            covered.setdefault(number, {})[plain[article].text] = entries["pattern"][by]
    told = pd.Series([one.entry for one in plain]).value_counts()
    for number, by_text in covered.items():
        if len(by_text) == told[number]:
            names = ", ".join(repr(name) for name in dict.fromkeys(by_text.values()))
            yield number, "redundant", f"{names} does the same"


def _short(lexicon: Lexicon) -> Iterator[_Finding]:
    for number, text in _written(lexicon):
        stem = text.replace(ANY_LETTERS, "")
        if stem != text and len(stem) < SHORTEST_STEM:
            shown = text.replace(ANY_LETTERS, "*")
            yield number, "broad", f"{shown!r}: fewer than {SHORTEST_STEM} letters beside the star"


def _examples(lexicon: Lexicon) -> Iterator[_Finding]:
    """Match the example sentences, all in one batch."""
    sentences = [
        (number, kind, sentence.strip())
        for kind in ("example", "counterexample")
        if f"{kind}s" in lexicon.entries
        for number, cell in enumerate(lexicon.entries[f"{kind}s"])
        if isinstance(cell, str)
        for sentence in cell.split("|")
        if sentence.strip()
    ]
    if not sentences:
        return
    matches = match(tokenize([sentence for *_, sentence in sentences]), lexicon)
    counts = matches.value != 0
    found = set(zip(matches.article[counts].tolist(), matches.entry[counts].tolist(), strict=True))
    for article, (number, kind, sentence) in enumerate(sentences):
        matched = (article, number) in found
        if matched != (kind == "example"):
            verb = "counts" if matched else "does not count"
            yield number, kind, f"it {verb} in {sentence!r}"


def _capitalised(lexicon: Lexicon) -> Iterator[_Finding]:
    for number, pattern in enumerate(lexicon.entries["pattern"]):
        words = [word for part in parse(pattern) if not isinstance(part, Gap) for word in part]
        named = [word for text in words for word in text.split() if word[:1].isupper()]
        named = [word for word in named if word != "I" and not word.startswith("I'")]
        if named:
            yield number, "name", f"{named[0]!r} is written with a capital"


def _caught(matches: Matches) -> Iterator[_Finding]:
    """Count the words that wildcards catch in a corpus."""
    (lexicon,) = matches.lexicons
    wild = {number for number, text in _written(lexicon) if ANY_LETTERS in text}
    chosen = np.isin(matches.entry, list(wild))
    table = pd.DataFrame(
        {
            "entry": matches.entry[chosen],
            "form": matches.table()["text"][chosen].str.lower().to_numpy(),
        }
    )
    for number, forms in table.groupby("entry")["form"]:
        counts = forms.value_counts(sort=False).sort_values(ascending=False, kind="stable")
        if len(counts) > MOST_FORMS:
            shown = ", ".join(f"{form} {count}" for form, count in counts.head(8).items())
            yield int(str(number)), "broad", f"it catches {len(counts)} forms: {shown}"


def _names(matches: Matches) -> Iterator[_Finding]:
    """Find entries whose matches begin with a capital inside sentences."""
    tokens = matches.tokens
    (lexicon,) = matches.lexicons
    first = matches.first
    inside = tokens.sentence.take(first) == tokens.sentence.take(np.maximum(first - 1, 0))
    inside &= first > 0
    of = matches.entry[inside]
    seen = np.bincount(of, minlength=len(lexicon))
    capital = np.bincount(of, tokens.capital[first[inside]], minlength=len(lexicon))
    suspect = (seen >= LEAST_MATCHES) & (capital >= SHARE_CAPITAL * seen)
    for number in np.flatnonzero(suspect).tolist():
        share = capital[number] / seen[number]
        yield number, "name", f"{share:.0%} of {seen[number]} matches inside sentences are capitals"
