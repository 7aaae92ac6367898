"""Files of any size: checked, measured in batches, written together, recorded."""

import csv
import errno
import hashlib
import json
import tracemalloc

import pandas as pd
import pytest

import framing as fr
from framing.corpus.options import Options
from framing.measuring import Instrument, Outputs, files, measure_file
from framing.measuring.runfile import hash_input


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def listing(folder):
    return sorted(path.name for path in folder.rglob("*"))


def texts_of(articles):
    return pd.Series({one["article_id"]: one["text"] for one in articles}, dtype=object)


class Spy:
    """A page that remembers what it was given."""

    def __init__(self, path):
        self.path = path
        self.ids = []

    def add(self, measured):
        self.ids += measured.table.index.tolist()

    def pieces(self):
        return [f"{len(self.ids)} articles, ", "half a letter: \ud800"]


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".jsonl", ".parquet"])
def test_batches_leave_no_trace(tmp_path, news, instrument, ending):
    contents = []
    for batch_size in (1, 7, 1000):
        folder = tmp_path / str(batch_size)
        folder.mkdir()
        outputs = Outputs(folder / f"scores{ending}", folder / f"matches{ending}")
        measure_file(news, outputs, instrument=instrument, batch_size=batch_size)
        assert listing(folder) == [f"matches{ending}", "run.json", f"scores{ending}"]
        contents.append([path.read_bytes() for path in sorted(folder.iterdir())])
    assert contents[0] == contents[1] == contents[2]


def test_scores_are_those_of_measure(tmp_path, news, awkward, instrument):
    run = measure_file(news, Outputs(tmp_path / "s.csv"), instrument=instrument)
    table = fr.measure(texts_of(awkward))
    written = rows(tmp_path / "s.csv")
    carried = ["article_id", "outlet", "date", "event_id"]
    assert list(written[0]) == [*carried, *table.columns]
    assert [row["article_id"] for row in written] == table.index.tolist()
    for name in table.columns:
        expected = ["" if pd.isna(value) else str(value) for value in table[name].tolist()]
        assert [row[name] for row in written] == expected
    assert [row["date"] for row in written[:4]] == ["2024-01-09", "", "", "2024-04-09"]
    assert [row["event_id"] for row in written[:4]] == ["0", "1", "2", "0"]
    assert written[2]["outlet"] == "=SUM(A1)"
    assert run.rows == {"scores": len(awkward)}


def test_only_columns_that_there_are(tmp_path, instrument):
    news = tmp_path / "news.csv"
    news.write_text("text,event_id\nA historic day.,e1\n", encoding="utf-8")
    measure_file(news, Outputs(tmp_path / "s.csv"), instrument=instrument)
    assert list(rows(tmp_path / "s.csv")[0])[:4] == ["article_id", "event_id", "words", "sentences"]


def test_matches_are_those_of_the_library(tmp_path, news, awkward, instrument):
    run = measure_file(news, Outputs(matches=tmp_path / "m.csv"), instrument=instrument)
    texts = texts_of(awkward)
    expected = fr.match(
        fr.tokenize(fr.Corpus(texts.rename("text").to_frame())), instrument.lexicons
    )
    table = expected.table()
    written = rows(tmp_path / "m.csv")
    assert list(written[0]) == table.columns.tolist()
    assert len(written) == len(table) == run.rows["matches"]
    for name in ("article_id", "start", "end", "category", "value", "cues", "voice"):
        assert [row[name] for row in written] == [str(value) for value in table[name].tolist()]
    for row in written:
        text = texts[row["article_id"]][int(row["start"]) : int(row["end"])]
        assert row["text"] == text.replace("\ud800", "\\ud800")


def test_a_page_is_given_every_article(tmp_path, news, awkward, instrument):
    page = Spy(tmp_path / "p.html")
    measure_file(news, Outputs(page=page), instrument=instrument, batch_size=4)
    assert page.ids == [one["article_id"] for one in awkward]
    assert (tmp_path / "p.html").read_text(encoding="utf-8").endswith(", half a letter: \\ud800")
    assert listing(tmp_path) == ["news.jsonl", "p.html", "run.json"]


def test_who_watches_sees_every_batch(news, instrument):
    seen = []
    run = measure_file(news, Outputs(), instrument=instrument, watch=seen.append, batch_size=5)
    assert [len(table) for table in seen] == [5, 5, 3]
    assert run.rows == {}
    assert listing(news.parent) == ["news.jsonl"]


def test_bad_rows_are_set_aside_with_what_they_hold(tmp_path, instrument):
    news = tmp_path / "news.csv"
    content = 'article_id,text\n1,"A historic\nday."\n2,too,many\n,no id\n3,"open" quote\n4,Rain.\n'
    news.write_bytes(content.encode("utf-8"))
    outputs = Outputs(tmp_path / "s.csv", bad_rows=tmp_path / "bad.csv")
    with pytest.raises(ValueError, match=r"news\.csv:4: this row has 3 cells"):
        measure_file(news, outputs, instrument=instrument)
    assert listing(tmp_path) == ["news.csv"]
    run = measure_file(news, outputs, instrument=instrument, options=Options(bad_rows="exclude"))
    assert [row["article_id"] for row in rows(tmp_path / "s.csv")] == ["1", "4"]
    bad = rows(tmp_path / "bad.csv")
    assert [(row["file"], row["line"], row["content"]) for row in bad] == [
        ("news.csv", "4", "2,too,many"),
        ("news.csv", "5", ",no id"),
        ("news.csv", "6", '3,"open" quote'),
    ]
    assert "this row has 3 cells" in bad[0]["message"]
    assert run.rows == {"bad_rows": 3, "scores": 2}


def test_a_bad_file_of_a_folder_is_set_aside(tmp_path, instrument):
    folder = tmp_path / "texts"
    (folder / "herald").mkdir(parents=True)
    (folder / "herald" / "1.txt").write_text("A historic day.", encoding="utf-8")
    (folder / "pic.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    outputs = Outputs(bad_rows=tmp_path / "bad.jsonl")
    measure_file(folder, outputs, instrument=instrument, options=Options(bad_rows="exclude"))
    [bad] = map(json.loads, (tmp_path / "bad.jsonl").read_text(encoding="utf-8").splitlines())
    assert (bad["file"], bad["line"], bad["content"]) == ("pic.txt", 0, "")
    assert bad["message"].startswith("pic.txt: this is a PNG picture")


def test_the_record_of_a_run(tmp_path, news, instrument):
    with news.open("a", encoding="utf-8") as file:
        file.write("{broken\n")
    outputs = Outputs(tmp_path / "s.csv", tmp_path / "m.csv", bad_rows=tmp_path / "bad.csv")
    measure_file(news, outputs, instrument=instrument, options=Options(bad_rows="exclude"))
    content = (tmp_path / "run.json").read_text(encoding="utf-8")
    record = json.loads(content)
    assert content == json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    assert str(tmp_path) not in content
    digest = hashlib.sha256(news.read_bytes()).hexdigest()
    assert record["input"] == {"name": "news.jsonl", "sha256": digest}
    assert record["rows"] == {"read": 14, "kept": 13, "set_aside": 1}
    assert record["empty_texts"] == 3  # one of them is of white space
    assert record["dates"] == ["2024-01-09", "2024-06-09"]
    assert record["notes"]["counts"] == {
        **{"empty text": 3, "markup": 1, "row set aside": 1, "unread date": 4}
    }
    assert record["notes"]["first"][1] == {
        **{"file": "news.jsonl", "line": 2, "kind": "empty text"},
        "message": "there is no text",
    }
    assert record["versions"]["framing"] == fr.__version__
    assert set(record["versions"]) == {"framing", "python", "numpy", "pandas"}
    assert record["measuring"] == {
        **{"formula": "rate", "per": 1000, "sentiment": "valence"},
        "rules": {rule: "default" for rule in fr.context_rules().index},
    }
    names = [lexicon["name"] for lexicon in record["lexicons"]]
    assert names == [
        *("promotional", "criticism", "loaded", "vague_attribution", "distancing"),
        *("hedges", "boosters", "frames_generic", "vader"),
    ]
    assert record["lexicons"][0]["entries"] == len(fr.load_lexicon("promotional"))
    assert {one["name"] for one in record["shipped_lexicons"]} == set(fr.lexicon_names())
    assert record["outputs"] == {
        "bad_rows": {"name": "bad.csv", "rows": 1},
        "matches": {"name": "m.csv", "rows": len(rows(tmp_path / "m.csv"))},
        "run": {"name": "run.json", "rows": None},
        "scores": {"name": "s.csv", "rows": 13},
    }


def test_the_hash_of_a_lexicon_tells_its_entries_apart(tmp_path, news):
    hashes = []
    for weight in (1, 2, 1):
        words = pd.DataFrame({"pattern": ["day"], "category": ["time"], "weight": [weight]})
        outputs = Outputs(tmp_path / "s.csv", existing="replace")
        measure_file(news, outputs, instrument=Instrument([fr.Lexicon(words, name="mine")]))
        record = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
        hashes.append(record["lexicons"][0]["sha256"])
    assert hashes[0] == hashes[2] != hashes[1]


def test_the_hash_of_a_folder(tmp_path):
    (tmp_path / "a.txt").write_text("Rain.")
    (tmp_path / ".hidden").write_text("x")
    before = hash_input(tmp_path)
    (tmp_path / ".hidden").write_text("y")
    result = tmp_path / "scores.csv"
    result.write_text("x")
    assert hash_input(tmp_path, left_out=[result]) == before
    assert hash_input(tmp_path) != before
    result.unlink()
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    assert hash_input(tmp_path) != before


def test_results_in_the_folder_that_is_read(tmp_path, instrument):
    (tmp_path / "a.txt").write_text("A historic day.", encoding="utf-8")
    contents = []
    for existing in ("refuse", "replace"):
        outputs = Outputs(tmp_path / "s.jsonl", existing=existing)
        measure_file(tmp_path, outputs, instrument=instrument)
        contents.append(json.loads((tmp_path / "run.json").read_bytes()))
    assert contents[0]["input"] == contents[1]["input"]
    assert contents[0]["rows"]["kept"] == contents[1]["rows"]["kept"] == 1


def test_what_is_there_is_refused_before_anything_is_read(tmp_path, instrument, monkeypatch):
    def never(*arguments, **options):
        raise AssertionError

    monkeypatch.setattr(files, "check_corpus", never)
    for name in ("s.csv", "m.csv", "p.html", "run.json"):
        outputs = Outputs(tmp_path / "s.csv", tmp_path / "m.csv", page=Spy(tmp_path / "p.html"))
        (tmp_path / name).write_text("old")
        with pytest.raises(FileExistsError, match="there already"):
            measure_file(tmp_path / "no.csv", outputs, instrument=instrument)
        assert listing(tmp_path) == [name]
        (tmp_path / name).unlink()
    with pytest.raises(ValueError, match=r"no writer for \.xlsx"):
        measure_file(tmp_path / "no.csv", Outputs(tmp_path / "s.xlsx"), instrument=instrument)
    assert listing(tmp_path) == []


@pytest.mark.parametrize("place", [("check_corpus", 0), ("score_table", 1)])
@pytest.mark.parametrize("fault", [KeyboardInterrupt, MemoryError, OSError(errno.ENOSPC, "full")])
def test_what_stops_a_run_leaves_nothing(tmp_path, news, instrument, monkeypatch, place, fault):
    name, calls_before = place
    real, calls = getattr(files, name), []

    def stop(*arguments, **options):
        calls.append(arguments)
        if len(calls) > calls_before:
            raise fault
        return real(*arguments, **options)

    monkeypatch.setattr(files, name, stop)
    old = tmp_path / "m.csv"
    old.write_text("old")
    page = Spy(tmp_path / "p.html")
    outputs = Outputs(tmp_path / "s.parquet", old, page=page, existing="replace")
    with pytest.raises((KeyboardInterrupt, MemoryError, OSError)):
        measure_file(news, outputs, instrument=instrument, batch_size=3)
    assert listing(tmp_path) == ["m.csv", "news.jsonl"]
    assert old.read_text() == "old"


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
def test_a_disk_that_is_full_when_files_are_closed(tmp_path, news, instrument, monkeypatch, ending):
    class Full:
        def __init__(self, file):
            self.file = file

        def close(self):
            self.file.close()
            raise OSError(errno.ENOSPC, "No space left on device")

        def __getattr__(self, name):
            return getattr(self.file, name)

    real = files.open_writer

    def open_full(*arguments, **options):
        writer = real(*arguments, **options)
        writer._file = Full(writer._file)
        return writer

    monkeypatch.setattr(files, "open_writer", open_full)
    with pytest.raises(OSError, match="No space left"):
        measure_file(news, Outputs(tmp_path / f"s{ending}"), instrument=instrument)
    assert listing(tmp_path) == ["news.jsonl"]


def test_the_input_is_never_replaced(news, instrument):
    outputs = Outputs(news.parent / "." / "news.jsonl", existing="replace")
    with pytest.raises(ValueError, match="this is the input, which is never replaced"):
        measure_file(news, outputs, instrument=instrument)


def test_an_input_that_changes_between_the_passes_is_told(tmp_path, news, instrument):
    def add_an_article(table):
        late = {"article_id": f"late {table['article_id'].iloc[0]}", "text": "Rain."}
        with news.open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps(late)}\n")

    outputs = Outputs(tmp_path / "s.csv")
    with pytest.raises(ValueError, match="it has changed while it was read; start again"):
        measure_file(news, outputs, instrument=instrument, watch=add_an_article, batch_size=5)
    assert listing(tmp_path) == ["news.jsonl"]


def test_memory_does_not_grow_with_the_file(tmp_path, instrument):
    peaks = []
    for n_articles in (100, 1000):
        news = tmp_path / f"{n_articles}.jsonl"
        with news.open("w", encoding="utf-8") as file:
            for number in range(n_articles):
                record = {"article_id": str(number), "text": f"A historic day {number}. " * 20}
                file.write(json.dumps(record) + "\n")
        outputs = Outputs(tmp_path / "s.csv", tmp_path / "m.parquet", existing="replace")
        tracemalloc.start()
        measure_file(news, outputs, instrument=instrument, batch_size=50)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 3 * peaks[0]
