"""What a linear model adds up: its members, each a row of weights behind some transformers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.multiclass import OneVsRestClassifier
from sklearn.multioutput import MultiOutputClassifier
from sklearn.pipeline import Pipeline

Floats = NDArray[np.float64]


class Member(NamedTuple):
    """One linear decision of a model.

    Attributes
    ----------
    label : object
        The label that it is about.
    steps : tuple of transformer
        What turns the items into features.
    weight : numpy.ndarray of float, shape (features,)
        The weights of the features.
    intercept : float
        What is added.
    share : float
        The part that the decision has in the label's decision value.
    names : list of str
        The names of the features.
    """

    label: Any
    steps: tuple[Any, ...]
    weight: Floats
    intercept: float
    share: float
    names: list[str]

    @property
    def key(self) -> tuple[int, ...]:
        """Tell members apart by their steps, which several may share."""
        return tuple(map(id, self.steps))

    def features(self, X: Any) -> sparse.csr_matrix:
        """Measure the features of items."""
        return sparse.csr_matrix(_pipeline(self.steps).transform(X) if self.steps else X)


def members(model: Any) -> list[Member]:
    """Take a linear model apart.

    Parameters
    ----------
    model : estimator
        Fitted: a linear classifier, alone or inside pipelines, calibration, one-versus-rest, one
        classifier a label, thresholds.

    Returns
    -------
    list of Member
        Those of a label add up to its decision value by their shares; empty if the model, or a
        part of it, is not linear or cannot name its features.
    """
    found = [*_apart(model, (), 1.0)]
    if any(member is None for member in found):
        return []
    known = [member for member in found if member is not None]
    try:
        names = {member.key: _names(member) for member in {one.key: one for one in known}.values()}
    except (AttributeError, NotImplementedError):  # a step that cannot name its features
        return []
    if any(len(names[member.key]) != len(member.weight) for member in known):
        return []
    return [member._replace(names=names[member.key]) for member in known]


def _names(member: Member) -> list[str]:
    if not member.steps:
        return [f"x{number}" for number in range(len(member.weight))]
    names: list[str] = _pipeline(member.steps).get_feature_names_out().tolist()
    return names


def _pipeline(steps: tuple[Any, ...]) -> Pipeline:
    return Pipeline([(str(number), step) for number, step in enumerate(steps)])


def _apart(model: Any, steps: tuple[Any, ...], share: float) -> Iterator[Member | None]:
    """Yield the members of a model, and None for what is not linear."""
    if isinstance(model, Pipeline):
        own = tuple(step for _, step in model.steps[:-1] if step not in (None, "passthrough"))
        yield from _apart(model.steps[-1][1], (*steps, *own), share)
    elif hasattr(model, "calibrated_classifiers_"):
        within = model.calibrated_classifiers_
        for each in within:
            yield from _apart(each.estimator, steps, share / len(within))
    elif isinstance(model, OneVsRestClassifier | MultiOutputClassifier):
        yield from _by_label(model, steps, share)
    elif hasattr(model, "estimator_"):  # a threshold, or a frozen model
        yield from _apart(model.estimator_, steps, share)
    elif isinstance(getattr(model, "coef_", None), np.ndarray) and hasattr(model, "classes_"):
        weights = np.atleast_2d(model.coef_)
        labels = model.classes_[1:] if len(weights) == 1 else model.classes_
        for label, weight, intercept in zip(
            labels, weights, np.broadcast_to(model.intercept_, len(weights)), strict=True
        ):
            yield Member(label, steps, weight, float(intercept), share, [])
    else:
        yield None


def _by_label(model: Any, steps: tuple[Any, ...], share: float) -> Iterator[Member | None]:
    """Take apart a model that has a classifier for each label, as one-versus-rest."""
    labels = model.classes_
    if isinstance(labels, list):  # one classifier an output
        labels = range(len(model.estimators_))
    elif len(labels) != len(model.estimators_):
        labels = labels[1:]
    for label, each in zip(labels, model.estimators_, strict=True):
        for member in _apart(each, steps, share):
            yield None if member is None else member._replace(label=label)
