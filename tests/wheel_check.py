"""Install the built wheel in a clean environment and use it from another directory."""

import subprocess
import sys
import tempfile
from pathlib import Path

USE = """
import framing as fr
assert "site-packages" in fr.__file__, fr.__file__
names = fr.lexicon_names()
assert len(names) >= 8, names
for name in names:
    assert len(fr.load_lexicon(name)) > 0
corpus = fr.load_dataset("sample")
assert len(corpus) >= 60
table = fr.measure(corpus)
assert table["promotion"].notna().all()
matches = fr.match(fr.tokenize(corpus), fr.load_lexicon("promotional"))
assert "<style>" in str(fr.highlight(matches, "e01-agency"))
judged = fr.measure(corpus, models=["climate-frames"])
assert judged["climate_frames_political"].between(0, 1).all()
from framing.classifiers.encoder.adapters import read_adapters
assert read_adapters().base.size > 0
print(f"the wheel holds {len(names)} lexicons and {len(corpus)} articles, and measures them")
"""


def main(folder: str) -> None:
    """Check the one wheel in a folder."""
    [wheel] = Path(folder).resolve().glob("*.whl")
    with tempfile.TemporaryDirectory() as elsewhere:
        subprocess.run([sys.executable, "-m", "venv", f"{elsewhere}/venv"], check=True)
        python = f"{elsewhere}/venv/bin/python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", str(wheel)], check=True)
        subprocess.run([python, "-c", USE], check=True, cwd=elsewhere)
        command = [f"{elsewhere}/venv/bin/framing", "score", "sample", "--out", "scores.csv"]
        subprocess.run(command, check=True, cwd=elsewhere, stdout=subprocess.DEVNULL)
        assert Path(elsewhere, "scores.csv").stat().st_size > 1000


if __name__ == "__main__":
    main(sys.argv[1])
