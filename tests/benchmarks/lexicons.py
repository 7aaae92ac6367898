"""How long 10,000 invented entries take to read, check and compile; print each round."""

import random
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import framing as fr
from framing.matching.program import compile_lexicons
from framing.tokens import tokenize

ENTRIES, ROUNDS = 10_000, 5


def invented(size: int) -> list[str]:
    """Give two thirds words, a tenth words with a star, and phrases of two words."""
    rng = random.Random(0)

    def word() -> str:
        return "".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=rng.randint(3, 10)))

    kinds = (word, word, lambda: f"{word()}*", lambda: f"{word()} {word()}")
    entries: dict[str, None] = {}
    while len(entries) < size:
        entries[rng.choices(kinds, weights=(33, 32, 10, 25))[0]()] = None
    return list(entries)


def main() -> None:
    """Measure."""
    cut = tokenize(["A."]).cut
    rows = [f"{word},c{n % 13},{1 + n % 3}" for n, word in enumerate(invented(ENTRIES))]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "invented.csv"
        path.write_text("\n".join(["pattern,category,weight", *rows]) + "\n", encoding="utf-8")
        for _ in range(ROUNDS):
            started = time.perf_counter()
            lexicon = fr.read_lexicon(path)
            read = time.perf_counter()
            compile_lexicons([lexicon], cut)
            done = time.perf_counter()
            print(
                f"read {read - started:.3f} s, compiled {done - read:.3f} s, together "
                f"{done - started:.3f} s"
            )


if __name__ == "__main__":
    main()
