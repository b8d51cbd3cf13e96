"""Which folder becomes the home, for whom, and which ones are refused."""

import os
import pwd
import stat
from pathlib import Path

import pytest

from nep.supervisor.homes import find_home
from nep.supervisor.owners import Owner, can_search, server_owner
from nep.supervisor.words import Trouble

NOBODY = Owner(uid=65534, gid=65534, name="nobody")


@pytest.fixture
def me() -> Owner:
    return Owner(os.geteuid(), os.getegid(), "me")


class TestDefault:
    def test_it_is_var_in_the_checkout(self, me, tmp_path):
        assert find_home({}, me, checkout=tmp_path).path == tmp_path / "var"

    def test_a_checkout_that_the_server_cannot_enter_has_its_home_elsewhere(self, tmp_path):
        closed = tmp_path / "root"
        (closed / "nep").mkdir(parents=True)
        (closed / "nep2").mkdir()
        closed.chmod(0o700)

        first = find_home({}, NOBODY, checkout=closed / "nep", fallback_root=Path("/var/lib/nep"))
        other = find_home({}, NOBODY, checkout=closed / "nep2", fallback_root=Path("/var/lib/nep"))

        assert first.path.parent == Path("/var/lib/nep")
        assert first.path.name.startswith("nep-")
        assert first.path != other.path


class TestNamed:
    def test_a_folder_that_is_not_there_yet_is_made_private(self, me, tmp_path):
        home = find_home({"NEP_HOME": str(tmp_path / "a" / "b")}, me)
        home.prepare()

        assert stat.S_IMODE(home.path.stat().st_mode) == 0o700
        assert stat.S_IMODE(home.secrets.stat().st_mode) == 0o700

    def test_its_own_rooms_are_no_strangers(self, me, tmp_path):
        find_home({"NEP_HOME": str(tmp_path / "home")}, me).prepare()

        find_home({"NEP_HOME": str(tmp_path / "home")}, me).prepare()

    def test_a_folder_with_other_things_is_refused_and_left_as_it_was(self, me, tmp_path):
        (tmp_path / "thesis.odt").touch()
        before = tmp_path.stat().st_mode

        with pytest.raises(Trouble, match=r"thesis\.odt"):
            find_home({"NEP_HOME": str(tmp_path)}, me)

        assert tmp_path.stat().st_mode == before
        assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.odt"]

    def test_a_file_is_refused(self, me, tmp_path):
        (tmp_path / "file").touch()

        with pytest.raises(Trouble, match="not a folder"):
            find_home({"NEP_HOME": str(tmp_path / "file")}, me)

    def test_a_folder_to_which_anyone_can_write_is_refused(self, me, tmp_path):
        (tmp_path / "everyone").mkdir()
        (tmp_path / "everyone").chmod(0o777)

        with pytest.raises(Trouble, match="anyone can write"):
            find_home({"NEP_HOME": str(tmp_path / "everyone" / "home")}, me)

    def test_a_folder_that_the_server_cannot_enter_is_refused(self, tmp_path):
        (tmp_path / "closed").mkdir(mode=0o700)

        with pytest.raises(Trouble, match="nobody") as refused:
            find_home({"NEP_HOME": str(tmp_path / "closed" / "home")}, NOBODY)

        assert "không vào được" in refused.value.vietnamese
        assert not (tmp_path / "closed" / "home").exists()

    def test_a_link_is_followed_before_it_is_judged(self, me, tmp_path):
        (tmp_path / "file").touch()
        (tmp_path / "link").symlink_to(tmp_path / "file")

        with pytest.raises(Trouble, match="not a folder"):
            find_home({"NEP_HOME": str(tmp_path / "link")}, me)


class TestServerOwner:
    @pytest.mark.parametrize(
        ("there", "chosen"),
        [
            (["nep", "postgres", "nobody"], "nep"),
            (["postgres", "nobody"], "postgres"),
            (["nobody"], "nobody"),
        ],
    )
    def test_for_root_it_is_the_first_lesser_user_that_exists(self, there, chosen):
        def lookup(name: str) -> pwd.struct_passwd:
            if name not in there:
                raise KeyError(name)
            return pwd.struct_passwd((name, "x", 100, 100, "", "/", "/bin/false"))

        assert server_owner(0, lookup).name == chosen

    def test_for_anyone_else_it_is_themselves(self):
        assert server_owner(12345).uid == 12345

    def test_a_folder_closed_to_others_stops_the_way(self, tmp_path):
        (tmp_path / "closed" / "inner").mkdir(parents=True)
        (tmp_path / "closed").chmod(0o700)

        assert can_search(Owner(os.geteuid(), os.getegid(), "me"), tmp_path / "closed" / "inner")
        assert not can_search(NOBODY, tmp_path / "closed" / "inner")
