"""How often each word, phrase or lexicon entry occurs in each article."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.comparison.inputs import checked, one_of
from framing.matching import Matches
from framing.matching.voice import VOICES
from framing.statistics.ratios import Floats
from framing.tokens import Tokens
from framing.tokens.zones import BODY, LEAD, ZONES

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Formula = Literal["rate", "weighted_rate"]
Voice = Literal["all", "own", "quoted", "reported"]
_ZONES = (LEAD, BODY)


@dataclass(frozen=True, eq=False)
class Counts:
    """Occurrences of types in articles.

    Attributes
    ----------
    articles : Index
        Ids of the articles.
    types : DataFrame
        A row a type, with the column ``type``; or ``entry``, its ``label`` and what entries are
        split by. The label is the entry's commonest form in the articles, in small letters, and
        how many others it has there: patterns with many alternatives are long to read.
    matrix : scipy.sparse.csr_array of shape (articles, types)
        Occurrences, or sums of values.
    words : ndarray of shape (articles,)
        Word tokens of each article: the exposure.
    min_exposure : int
        Words with which an article has a rate of its own; `word_shift` leaves out those with fewer.
    """

    articles: pd.Index
    types: pd.DataFrame
    matrix: "csr_array"
    words: Floats
    min_exposure: int = 1


def token_counts(
    tokens: Tokens, *, ngram: int = 1, chosen: NDArray[np.bool_] | None = None
) -> Counts:
    """Count the words of each article, or its phrases.

    Parameters
    ----------
    tokens : Tokens
    ngram : int
        Words in a row that count as one type; no punctuation stands between them.
    chosen : ndarray of bool, shape (tokens,), optional
        Tokens to look at, such as ``matches.token_voice == 0`` for the outlet's own voice. Default:
        those of lead and body.

    Returns
    -------
    Counts

    Raises
    ------
    ValueError
        If ``ngram`` is less than 1, or ``chosen`` has another length than the tokens.

    Examples
    --------
    >>> import framing as fr
    >>> counts = token_counts(fr.tokenize(["A new deal, a new deal."]), ngram=2)
    >>> counts.types["type"].tolist(), counts.matrix.toarray().tolist()
    (['a new', 'new deal'], [[2.0, 2.0]])
    """
    if ngram < 1:
        message = f"ngram={ngram!r} must be at least 1; 2 counts pairs of neighbouring words"
        raise ValueError(message)
    looked_at = np.isin(tokens.zone, _ZONES) if chosen is None else np.asarray(chosen, dtype=bool)
    if len(looked_at) != len(tokens.ids):
        message = f"chosen has {len(looked_at)} entries for {len(tokens.ids)} tokens"
        raise ValueError(message)
    counted = looked_at & tokens.is_word
    joined = np.append(
        counted[1:] & (tokens.parted[1:] == 0) & (np.diff(tokens.article) == 0), False
    )
    start = np.flatnonzero(counted)
    n_articles = len(tokens.ptr) - 1
    words = np.bincount(tokens.article[start], minlength=n_articles).astype(np.float64)
    code, names = tokens.ids.astype(np.int64), np.asarray(tokens.vocabulary.types, dtype=object)
    phrase, labels = code[start], names
    for step in range(1, ngram):
        follows = joined[np.minimum(start + step - 1, len(code) - 1)]
        start, phrase = start[follows], phrase[follows]
        pairs, phrase = np.unique(phrase * len(names) + code[start + step], return_inverse=True)
        labels = labels[pairs // len(names)] + " " + names[pairs % len(names)]
    matrix = _matrix(tokens.article[start], phrase, np.ones(len(start)), (n_articles, len(labels)))
    used = np.flatnonzero(np.bincount(phrase, minlength=len(labels)))
    types = pd.DataFrame({"type": labels[used]})
    return Counts(pd.Index(tokens.corpus.ids), types, matrix[:, used], words)


def match_counts(
    matches: Matches | pd.DataFrame,
    *,
    words: pd.Series | None = None,
    voice: Voice = "all",
    split: tuple[str, ...] = (),
    formula: Formula = "rate",
    min_exposure: int = 50,
) -> Counts:
    """Count the lexicon entries of each article.

    A span that stands under several categories counts once, with its largest value, as in the
    total of `score`. Like there, lead and body are looked at.

    Parameters
    ----------
    matches : Matches or DataFrame
        Of one lexicon. A table, as from ``Matches.table()``, may be filtered beforehand, for
        instance to one category; it needs ``words``. Without a column ``text`` (the words
        matched) entries are labelled by their patterns.
    words : Series, optional
        Exposure of every article, index ``article_id``: the words of the same voice, also of
        articles without a match. Default: that of the matches.
    voice : {"all", "own", "quoted", "reported"}
        Whose words are looked at.
    split : tuple of str
        Columns of the table of matches to split entries by, such as ``("voice",)``; an empty cell
        is the part ``(none)``.
    formula : {"rate", "weighted_rate"}
        Count matches whose value is not 0, or sum values.
    min_exposure : int
        Words that a voice must have for a rate of its own, as in `score`; whole articles need one.

    Returns
    -------
    Counts
        Its types have ``entry`` (the pattern), ``label`` and the columns of `split`.

    Raises
    ------
    TypeError, ValueError
        If a column, an article or the exposure is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> matches = pd.DataFrame(
    ...     {"article_id": ["a", "a", "b"], "entry": ["historic", "historic", "landmark"],
    ...      "value": [1.0, 0.0, 1.0]})
    >>> counts = match_counts(matches, words=pd.Series({"a": 100, "b": 80, "c": 120}))
    >>> counts.types["entry"].tolist(), counts.matrix.toarray().tolist()
    (['historic', 'landmark'], [[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
    """
    one_of("formula", formula, get_args(Formula))
    one_of("voice", voice, get_args(Voice))
    if isinstance(matches, Matches):
        table, exposure = _table_and_words(matches, voice)
    elif words is None:
        message = "words is needed with a table of matches: the exposure of every article"
        raise ValueError(message)
    else:
        table, exposure = matches, checked(words, "words")
    table = _distinct_spans(_checked_table(table, split, voice))
    if voice != "all":
        table = table[table["voice"] == voice]
    rows = exposure.index.get_indexer(pd.Index(table["article_id"]))
    if (rows < 0).any():
        unknown = table["article_id"].to_numpy()[rows < 0][0]
        message = f"words has no entry for article {unknown!r}, which has a match; add it"
        raise ValueError(message)
    keys = table[["entry", *split]].astype(object)
    keys = keys.where(keys.notna(), "(none)")
    code = keys.groupby(["entry", *split], sort=True).ngroup().to_numpy()
    types = keys.drop_duplicates().sort_values(["entry", *split], ignore_index=True)
    types.insert(
        1, "label", types["entry"].map(_labels(table)) if "text" in table else types["entry"]
    )
    value = table["value"].to_numpy(dtype=np.float64)
    amount = (value != 0).astype(np.float64) if formula == "rate" else value
    matrix = _matrix(rows, code, amount, (len(exposure), len(types)))
    least = 1 if voice == "all" else max(min_exposure, 1)
    return Counts(exposure.index, types, matrix, exposure.to_numpy(dtype=np.float64), least)


def _table_and_words(matches: Matches, voice: Voice) -> tuple[pd.DataFrame, pd.Series]:
    """Take the matches in lead and body, and each article's words there in the voice."""
    if len(matches.lexicons) > 1:
        names = ", ".join(lexicon.name for lexicon in matches.lexicons)
        message = f"matches are of several lexicons, {names}; choose one with matches.of(...)"
        raise ValueError(message)
    table = matches.table()
    voices = list(range(len(VOICES))) if voice == "all" else [VOICES.index(voice)]
    words = matches.exposure[:, voices][:, :, list(_ZONES)].sum(axis=(1, 2))
    looked_at = table["zone"].isin([ZONES[zone] for zone in _ZONES])
    return table[looked_at], pd.Series(words, matches.tokens.corpus.ids)


def _checked_table(matches: object, split: tuple[str, ...], voice: Voice) -> pd.DataFrame:
    if not isinstance(matches, pd.DataFrame):
        message = f"matches must be Matches or their table, not {type(matches).__name__}"
        raise TypeError(message)
    needed = ["article_id", "entry", "value", *split, *(["voice"] if voice != "all" else [])]
    absent = [name for name in needed if name not in matches]
    if absent:
        message = f"matches has no column {absent[0]!r}; its columns are {list(matches.columns)}"
        raise ValueError(message)
    return matches


def _distinct_spans(matches: pd.DataFrame) -> pd.DataFrame:
    """One row a span, that of the largest value; all rows if the table has no offsets."""
    if not {"start", "end"} <= set(matches.columns):
        return matches
    order = np.argsort(-matches["value"].abs().to_numpy(), kind="stable")
    return matches.iloc[order].drop_duplicates(["article_id", "start", "end"]).sort_index()


def as_form(text: str) -> str:
    """Write what was matched in small letters, with single spaces: the same words are one form."""
    return " ".join(text.casefold().split())


def _labels(table: pd.DataFrame) -> pd.Series:
    """Name each entry by the form that most of its counting matches have, and count the others.

    Examples
    --------
    >>> _labels(pd.DataFrame({"entry": "leader*", "text": ["Leaders", "leader", "leaders"],
    ...     "value": 1.0})).tolist()
    ['leaders + 1 form']
    """
    form = table["text"].map(as_form)
    counting = (table["value"] != 0).groupby([table["entry"], form.rename("form")]).sum()
    ranked = counting.sort_values(ascending=False, kind="stable").reset_index("form")["form"]
    others = ranked.groupby(level="entry").size() - 1
    told = others.map(lambda n: f" + {n} form{'s' * (n > 1)}" if n else "")
    return ranked.groupby(level="entry").first() + told


def _matrix(
    rows: np.ndarray, columns: np.ndarray, values: Floats, shape: tuple[int, int]
) -> "csr_array":
    from scipy.sparse import coo_array

    return coo_array((values, (rows, columns)), shape=shape).tocsr()
