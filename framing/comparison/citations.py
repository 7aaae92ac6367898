"""What a methods section names besides numbers: works, lexicons, input, versions and seeds."""

from collections.abc import Iterator, Mapping
from typing import Any

import framing

_BELL = (
    "Bell, R. M. & McCaffrey, D. F. (2002). Bias reduction in standard errors for linear "
    "regression with multi-stage samples. Survey Methodology, 28(2)."
)
_CAMERON = (
    "Cameron, A. C. & Miller, D. L. (2015). A practitioner's guide to cluster-robust inference. "
    "Journal of Human Resources, 50(2). https://doi.org/10.3368/jhr.50.2.317"
)
_CHUNG = (
    "Chung, E. & Romano, J. P. (2013). Exact and asymptotically robust permutation tests. The "
    "Annals of Statistics, 41(2). https://doi.org/10.1214/13-AOS1090"
)
_DAVISON = (
    "Davison, A. C. & Hinkley, D. V. (1997). Bootstrap methods and their application. Cambridge "
    "University Press. https://doi.org/10.1017/CBO9780511802843"
)
_EFRON = (
    "Efron, B. (1987). Better bootstrap confidence intervals. Journal of the American Statistical "
    "Association, 82(397). https://doi.org/10.1080/01621459.1987.10478410"
)
_HOLM = (
    "Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian "
    "Journal of Statistics, 6(2)."
)
_PUSTEJOVSKY = (
    "Pustejovsky, J. E. & Tipton, E. (2018). Small-sample methods for cluster-robust variance "
    "estimation and hypothesis testing in fixed effects models. Journal of Business & Economic "
    "Statistics, 36(4). https://doi.org/10.1080/07350015.2016.1247004"
)
_OF_INTERVAL = {
    "cr2": [_BELL, _PUSTEJOVSKY],
    "cr3": [_CAMERON],
    "studentised": [_DAVISON],
    "bca": [_EFRON],
    "percentile": [_DAVISON],
}


def works(interval: str, *, n_tests: int) -> str:
    """List the works that the methods stand on, in the order of the alphabet."""
    of_tests = [_CHUNG, _HOLM][: min(n_tests, 2)]  # a single test needs no adjustment
    cited = [*_OF_INTERVAL[interval], *of_tests]
    return "References: " + " ".join(sorted(cited))


def recorded(run: Mapping[str, Any]) -> str:
    """Tell what was measured, with what, and the software that computed it.

    Examples
    --------
    >>> recorded({"lexicons": [{"name": "hedges", "version": "0.1.0", "entries": 155}],
    ...           "input": {"name": "news.csv", "sha256": "f357f9f3a3345971"}, "seed": 3})
    'Articles (news.csv, SHA-256 f357f9f3a334…) were scored with the lexicon hedges 0.1.0
    (155 entries). Computed with framing 0.1.0; seed: 3.'
    """
    return " ".join([*_measured(run), _computed(run)])


def _measured(run: Mapping[str, Any]) -> Iterator[str]:
    """Name the input, the lexicons and how rates and context were dealt with."""
    lexicons = run.get("lexicons", [])
    if not lexicons:
        return
    listed = ", ".join(
        f"{one['name']} {one['version']} ({one['entries']} entries)" for one in lexicons
    )
    read = run.get("input")
    source = f" ({read['name']}, SHA-256 {read['sha256'][:12]}…)" if read else ""
    noun = "lexicon" if len(lexicons) == 1 else "lexicons"
    yield f"Articles{source} were scored with the {noun} {listed}."
    measuring = run.get("measuring", {})
    if "per" in measuring:
        yield f"Rates are matches per {measuring['per']:,g} words."
    if "rules" in measuring:
        rules = ", ".join(f"{name}: {choice}" for name, choice in measuring["rules"].items())
        yield f"Rules of context: {rules.replace('_', ' ')}."


def _computed(run: Mapping[str, Any]) -> str:
    """Name the versions, and whatever else was recorded as a word or number."""
    versions = {"framing": framing.__version__} | dict(run.get("versions", {}))
    software = ", ".join(f"{name} {version}" for name, version in versions.items())
    plain = "".join(
        f"; {name.replace('_', ' ')}: {value}"
        for name, value in run.items()
        if isinstance(value, str | int | float)
    )
    return f"Computed with {software}{plain}."
