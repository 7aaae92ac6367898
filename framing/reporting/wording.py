"""What the page calls things, and its limits in plain words."""

from __future__ import annotations

import math
from typing import NamedTuple

from framing.pages.escaping import escape


class Words(NamedTuple):
    """What one group of articles is called, and several."""

    one: str
    more: str

    @staticmethod
    def name(outlet: str) -> str:
        """Give an outlet's name as HTML."""
        return escape(outlet)


def words_for(by: str) -> Words:
    """Give the words for the groups of a column: outlets where it is theirs."""
    return Words("outlet", "outlets") if by == "outlet" else Words("group", "groups")


def p_value(p: float) -> str:
    """Write a p-value without more digits than it has.

    Examples
    --------
    >>> p_value(0.0004), p_value(0.04), p_value(1.0), p_value(float("nan"))
    ('< .001', '.040', '1', 'no test')
    """
    if math.isnan(p):
        return "no test"
    if p < 0.001:
        return "< .001"
    return "1" if p > 0.9995 else f"{p:.3f}".removeprefix("0")


LIMITS = (
    "<b>Agreement with human coders has not been measured.</b> Nobody has checked on these "
    "articles whether people would call the same passages what the lists call them. Before you "
    "publish a number, read the marked articles; <code>framing sheet</code> draws a sample for "
    "coders, and <code>fr.corrected_estimate</code> corrects a result by their codings.",
    "The numbers are counts of listed wording. They show how something is said, not why, not "
    "whether it is true, and not whether it is deserved.",
    "A word list finds what is on it. What is said in other words, with irony or through pictures "
    "is not found, and some matches mean something else in their sentence.",
    "{More} choose different news. A difference may lie in the events, the sections or the length "
    "of articles, and not in the wording of the same news.",
    "An interval says how far the number would move with other articles of the same kind from the "
    "same {more}. It says nothing about articles that are not here, or about errors of the lists.",
    "The rate of one article rests on few matches. Rank articles by reading them, not by this.",
    "Frames are told by indicator words, which show the topic as well as the frame.",
    "Quoted and reported speech is recognised by rules, which miss some of it, so that a part of "
    "the “own voice” is somebody else’s.",
    "English only.",
)
