"""The small parts that need no server: pauses, keys, locks, logs, stamps."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from nep.supervisor.homes import Home
from nep.supervisor.keys import keys_of
from nep.supervisor.locks import FileLock
from nep.supervisor.logs import Log
from nep.supervisor.owners import server_owner
from nep.supervisor.prepared import fingerprint, forget_prepared, is_prepared, note_prepared
from nep.supervisor.processes import LONGEST_PAUSE, Pauses


class TestPauses:
    def test_there_is_none_after_the_first_death(self):
        assert Pauses().after_death(0.0) == 0

    def test_they_grow_but_never_beyond_five_seconds(self):
        pauses = Pauses()

        grown = [pauses.after_death(float(second)) for second in range(10)]

        assert grown == sorted(grown)
        assert grown[-1] == LONGEST_PAUSE < 5

    def test_a_process_that_lived_long_starts_afresh(self):
        pauses = Pauses()
        for second in range(10):
            pauses.after_death(float(second))

        assert pauses.after_death(60.0) == 0

    def test_dying_again_and_again_is_said_once(self):
        pauses = Pauses()
        said = []
        for second in range(8):
            pauses.after_death(float(second))
            said.append(pauses.is_loop)

        assert said.count(True) == 1


class TestKeys:
    def test_they_are_made_once(self, tmp_path):
        assert keys_of(tmp_path) == keys_of(tmp_path)

    def test_each_is_another(self, tmp_path):
        keys = keys_of(tmp_path)

        assert len({keys.owner_password, keys.app_password, keys.secret_key}) == 3

    def test_two_who_start_together_get_the_same(self, tmp_path):
        with ThreadPoolExecutor(8) as pool:
            made = list(pool.map(lambda _: keys_of(tmp_path), range(8)))

        assert all(keys == made[0] for keys in made)

    def test_nobody_else_can_read_them_and_no_traceback_shows_them(self, tmp_path):
        keys = keys_of(tmp_path)

        assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}
        assert keys.secret_key not in repr(keys)


class TestFileLock:
    def test_many_share_it_and_only_the_last_can_have_it_alone(self, tmp_path):
        first, second = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
        first.share()
        second.share()

        assert not first.try_alone()
        assert second.try_alone()
        second.release()

    def test_letting_go_twice_does_no_harm(self, tmp_path):
        lock = FileLock(tmp_path / "lock")
        lock.share()

        lock.release()
        lock.release()


class TestLog:
    def test_pieces_become_lines(self, tmp_path):
        log = Log(tmp_path / "web.log")
        for piece in (b"m\xe1\xbb", b"\x99t\nhai\n", b"ba"):
            log.take(piece)
        log.close()

        assert (tmp_path / "web.log").read_text() == "một\nhai\nba\n"
        assert log.last_line == "ba"

    def test_it_is_turned_over_before_it_grows_too_large(self, tmp_path, monkeypatch):
        monkeypatch.setattr("nep.supervisor.logs.LARGEST", 100)
        log = Log(tmp_path / "web.log")
        for _ in range(10):
            log.take(b"x" * 50 + b"\n")
        log.close()

        assert (tmp_path / "web.log.1").exists()
        assert max(file.stat().st_size for file in tmp_path.iterdir()) <= 102

    @pytest.mark.parametrize("nonsense", [b"\xff\xfe\n", b"\n"])
    def test_it_takes_anything(self, tmp_path, nonsense):
        log = Log(tmp_path / "web.log")
        log.take(nonsense)
        log.close()


class TestPrepared:
    @pytest.fixture
    def home(self, tmp_path) -> Home:
        (tmp_path / "run").mkdir()
        return Home(tmp_path, server_owner())

    @pytest.fixture
    def code(self, tmp_path) -> Path:
        (tmp_path / "code").mkdir()
        (tmp_path / "code" / "models.py").write_text("one = 1")
        return tmp_path / "code"

    def test_what_was_prepared_by_this_code_stays_so(self, home):
        assert not is_prepared(home)

        note_prepared(home)

        assert is_prepared(home)

    def test_a_new_database_is_not_prepared(self, home):
        note_prepared(home)

        forget_prepared(home)

        assert not is_prepared(home)

    def test_any_change_of_the_code_or_its_packages_shows(self, code, tmp_path):
        lock = tmp_path / "base.txt"
        lock.write_text("django==5.2")
        prints = [fingerprint(code, lock)]
        (code / "models.py").write_text("one = 2")
        prints.append(fingerprint(code, lock))
        (code / "data.json").touch()
        prints.append(fingerprint(code, lock))
        lock.write_text("django==5.2.1")
        prints.append(fingerprint(code, lock))

        assert len(set(prints)) == len(prints)

    def test_what_python_leaves_behind_does_not(self, code):
        before = fingerprint(code, code / "none")
        (code / "__pycache__").mkdir()
        (code / "__pycache__" / "models.pyc").touch()

        assert fingerprint(code, code / "none") == before
