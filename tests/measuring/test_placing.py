"""Files that appear together when all are complete, or not at all."""

import errno
from pathlib import Path

import pytest

from framing.measuring.placing import placed_together


def listing(folder):
    return sorted(path.name for path in folder.iterdir())


def test_nothing_stands_under_its_name_before_the_end(tmp_path):
    targets = [tmp_path / "a.csv", tmp_path / "b.csv"]
    with placed_together(targets) as parts:
        for number, target in enumerate(targets):
            parts[target].write_text(str(number))
        assert all(name.startswith(".") for name in listing(tmp_path))
    assert listing(tmp_path) == ["a.csv", "b.csv"]
    assert [target.read_text() for target in targets] == ["0", "1"]


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError(errno.ENOSPC, "full"), ValueError])
def test_whatever_goes_wrong_nothing_is_left(tmp_path, fault):
    old = tmp_path / "old.csv"
    old.write_text("old")
    with (
        pytest.raises(BaseException) as raised,
        placed_together([tmp_path / "a.csv", old], existing="replace") as parts,
    ):
        parts[old].write_text("new")
        raise fault
    assert raised.type is (fault if isinstance(fault, type) else type(fault))
    assert listing(tmp_path) == ["old.csv"]
    assert old.read_text() == "old"


def test_what_is_there_is_replaced_on_request_only(tmp_path):
    target = tmp_path / "a.csv"
    target.write_text("old")
    with pytest.raises(FileExistsError, match=r"a\.csv: this file is there already; choose"):
        placed_together([target]).__enter__()
    with placed_together([target], existing="replace") as parts:
        parts[target].write_text("new")
    assert target.read_text() == "new"
    assert listing(tmp_path) == ["a.csv"]


def test_targets_that_cannot_be_made_are_refused_at_once(tmp_path):
    (tmp_path / "file").write_text("")
    for target, kind, message in [
        (tmp_path / "no" / "a.csv", FileNotFoundError, "there is no folder .*; make it first"),
        (tmp_path / "file" / "a.csv", FileNotFoundError, "there is no folder"),
        (tmp_path, IsADirectoryError, "this is a folder; name a file in it"),
    ]:
        with pytest.raises(kind, match=message):
            placed_together([target]).__enter__()
    with pytest.raises(ValueError, match="two results would go into this file"):
        placed_together([tmp_path / "a.csv", tmp_path / "." / "a.csv"]).__enter__()
    with pytest.raises(ValueError, match="existing='ask'; it is 'refuse' or 'replace'"):
        placed_together([tmp_path / "a.csv"], existing="ask").__enter__()
    assert listing(tmp_path) == ["file"]


def test_a_folder_without_leave_to_write_is_told_by_the_name_of_the_target(tmp_path, monkeypatch):
    def refuse(path, mode):
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(PermissionError, match=r"a\.csv: nothing can be written here: Permission"):
        placed_together([tmp_path / "a.csv"]).__enter__()
    monkeypatch.undo()
    assert listing(tmp_path) == []


def test_long_names_are_no_obstacle(tmp_path):
    target = tmp_path / ("n" * 251 + ".csv")
    with placed_together([target]) as parts:
        parts[target].write_text("x")
    assert listing(tmp_path) == [target.name]
