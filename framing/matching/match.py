"""From tokens and lexicons to matches: candidates, selection, voice, context."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from framing.lexicons import Lexicon
from framing.matching.attribution import Attributor
from framing.matching.context import ContextFinder
from framing.matching.joining import join
from framing.matching.matches import Matches
from framing.matching.rules import read_rules
from framing.matching.runs import find_runs
from framing.matching.search import Instructions, Search
from framing.matching.targets import check_targets
from framing.matching.voice import LEXICONS, VoiceFinder
from framing.tokens import Tokens
from framing.tokens.threads import in_threads
from framing.tokens.tokens import Cut

_PART = 500_000  # tokens at a time, whatever the machine; their arrays stay in its cache


def match(
    tokens: Tokens,
    lexicon: Lexicon | Sequence[Lexicon],
    *,
    rules: Mapping[str, str] | None = None,
    targets: Lexicon | pd.DataFrame | None = None,
) -> Matches:
    """Find where the entries of lexicons stand, and what each match is worth in its context.

    Parameters
    ----------
    tokens : Tokens
        The tokens.
    lexicon : Lexicon or sequence of Lexicon
        One lexicon or several; they never compete with each other.
    rules : mapping of str to str, optional
        Choices by rule of context, such as ``{"negation": "drop", "hedging": "ignore"}``; a rule
        that is not named does what it does by default. ``"default"``: see `context_rules`;
        ``"drop"``: a match with such a cue is worth 0; ``"mark"``: it keeps its value, and the cue
        is shown; ``"ignore"``: the cues are not looked for. Negation also takes ``"flip"``: a
        valence changes its sign.
    targets : Lexicon or pandas.DataFrame, optional
        Who may be praised or criticised: a lexicon (see `targets`), or a table of marked mentions
        with ``article_id``, ``start``, ``end`` (offsets in the text) and ``target``. Each match
        then has the target that the grammar points to, or none; see `framing.matching.attribution`.

    Returns
    -------
    Matches

    Raises
    ------
    ValueError
        If a rule or choice is unknown, a rule is chosen by which none of the lexicons is read, or
        ``"flip"`` is asked of a lexicon of intensities; or if a marked mention is of no article, no
        place or no word.
    TypeError
        If `tokens` are no `Tokens`, `lexicon` is neither a `Lexicon` nor several, `rules` is no
        mapping, or `targets` is neither a lexicon nor a table.

    Notes
    -----
    By default a match is worth 0 where the text denies it ("no breakthrough", "less successful") or
    leaves it to somebody else ("so-called", scare quotes), and where it favours nobody ("historic
    failure") or is part of a name ("the film 'The Great …'"). Where the text leaves open whether
    it holds ("may be", "if", "will", a question), it is marked and counts: the wording stands on
    the page. Others set such words to 0 (Taboada et al. 2011); ``"drop"`` does.

    A lexicon is read by the rules that it names among its ``rules``. The voice is that of the
    match's first token; see `voices` for how own, quoted and reported speech are told apart.

    If several rules meet, shifts come before factors: "not very good" is -0.74 times what "very
    good" is worth. A cue that is part of a match is no cue for matches of the same lexicon.

    Large corpora are matched in as many threads as there are processors, four at most; the result
    does not depend on their number.

    References
    ----------
    Hutto, C. J., & Gilbert, E. (2014). VADER: A parsimonious rule-based model for sentiment
    analysis of social media text. Proceedings of ICWSM, 8(1). https://doi.org/10.1609/icwsm.v8i1.14550

    Taboada, M., Brooke, J., Tofiloski, M., Voll, K., & Stede, M. (2011). Lexicon-based methods for
    sentiment analysis. Computational Linguistics, 37(2), 267-307.
    https://doi.org/10.1162/COLI_a_00049

    Examples
    --------
    >>> from framing.lexicons import load_lexicon
    >>> from framing.tokens import tokenize
    >>> tokens = tokenize(["It was hardly a historic achievement."])
    >>> match(tokens, load_lexicon("promotional")).table()[["text", "value", "cues"]]
                       text  value                     cues
    0  historic achievement    0.0  negation: hardly [7:13]
    """
    lexicons = (lexicon,) if isinstance(lexicon, Lexicon) else tuple(lexicon)
    _check_types(tokens, lexicons)
    if targets is not None:
        check_targets(targets, tokens.corpus.ids)
    return Matcher(lexicons, tokens.cut, rules=rules, targets=targets)(tokens)


class Matcher:
    """`match` made ready, for corpora that are read in parts.

    Parameters
    ----------
    lexicons : sequence of Lexicon
        The lexicons.
    cut : callable
        The tokenizer of the texts to come.
    rules : mapping of str to str, optional
        As for `match`.
    targets : Lexicon or pandas.DataFrame, optional
        As for `match`, checked. Marked mentions of other articles are left aside.
    """

    def __init__(
        self,
        lexicons: Sequence[Lexicon],
        cut: Cut,
        *,
        rules: Mapping[str, str] | None = None,
        targets: Lexicon | pd.DataFrame | None = None,
    ) -> None:
        self.lexicons = tuple(lexicons)
        _check_names(self.lexicons)
        self.rules = read_rules(rules, self.lexicons)
        self._context = ContextFinder(self.lexicons, self.rules)
        cues = [*LEXICONS, *self._context.cue_lexicons]
        self._instructions = Instructions(self.lexicons, cues, cut)
        self._find_voices = VoiceFinder()
        self._attribute = None if targets is None else Attributor(targets, cut)

    def __call__(self, tokens: Tokens) -> Matches:
        """Find the matches of some tokens."""
        find_candidates = self._instructions.finder(tokens)
        self._find_voices.learn(tokens)
        if self._attribute:
            self._attribute.learn(tokens)
        tokens.vocabulary.is_word()  # once, before each thread would

        def matches_of(part: Tokens) -> Matches:
            return self._match(Search(self._instructions, find_candidates, part))

        parts = tokens.parts(max(1, -(-len(tokens) // _PART)))
        return join(tokens, [*in_threads(matches_of, parts)])

    def _match(self, search: Search) -> Matches:
        """Find the matches of a part of the tokens."""
        tokens = search.tokens
        entries = search.entries
        spans, lexicon = search.matches(LEXICONS)
        voices, quotations, scare = self._find_voices(tokens, search.known, entries.category)
        cues = self._context(search, spans, lexicon, quotations, scare)
        weight = entries.weight[spans.entry]
        attribute = self._attribute
        return Matches(
            tokens=tokens,
            lexicons=self.lexicons,
            lexicon=lexicon,
            entry=entries.origin[spans.entry],
            category=entries.category[spans.entry],
            first=spans.first,
            last=spans.last,
            weight=weight,
            value=self._context.values(spans, lexicon, weight, cues),
            voice=voices.voice_at(spans.first),
            cues=cues,
            voices=voices,
            runs=find_runs(tokens, voices),
            attribution=attribute(tokens, spans, voices) if attribute else None,
        )


def _check_types(tokens: object, lexicons: tuple[object, ...]) -> None:
    if not isinstance(tokens, Tokens):
        message = (
            f"tokens is a {type(tokens).__name__}; tokenize the articles first: fr.tokenize(...)"
        )
        raise TypeError(message)
    for lexicon in lexicons:
        if not isinstance(lexicon, Lexicon):
            message = (
                f"lexicon is a {type(lexicon).__name__}; load one first: fr.load_lexicon(name) or "
                "fr.read_lexicon(path)"
            )
            raise TypeError(message)


def _check_names(lexicons: Sequence[Lexicon]) -> None:
    names = [lexicon.name for lexicon in lexicons]
    if not names or len(set(names)) < len(names):
        message = f"lexicon: {', '.join(names) or 'none'}; give at least one, each only once"
        raise ValueError(message)
