"""Kinds of notices, and how long a letter waits."""

from datetime import timedelta

import pytest

from nep.platform.notices import rules
from nep.platform.notices.rules import LONGEST_WAIT, kind_named, notice_kind, wait_after
from nep.platform.notices.tests.kinds import ARRIVED, BACK


class TestKind:
    def test_one_thing_and_several_have_their_own_sentences(self):
        assert ARRIVED.told({"code": "H43"}, 1) == "Dossier H43 arrived"
        assert ARRIVED.told({"code": "H43"}, 3) == "3 dossiers arrived"

    def test_a_key_is_called_by_its_name(self, monkeypatch):
        monkeypatch.setattr(rules, "_kinds", {})
        kind = notice_kind("a", "for %(role)s", "role", names={"role": {"head": "Trưởng phòng"}})

        assert kind.told({"role": "head"}, 1) == "for Trưởng phòng"
        assert kind_named("a") is kind

    def test_only_what_has_a_sentence_for_many_gathers(self):
        assert ARRIVED.gathers
        assert not BACK.gathers

    def test_a_name_is_given_once(self, monkeypatch):
        monkeypatch.setattr(rules, "_kinds", {})
        notice_kind("a", "sentence")

        with pytest.raises(ValueError, match="twice"):
            notice_kind("a", "another")


class TestWaiting:
    def test_a_letter_that_is_put_off_waits_longer_each_time(self):
        assert [wait_after(tries) // timedelta(minutes=1) for tries in (1, 2, 3, 4)] == [1, 2, 4, 8]

    def test_but_never_longer_than_a_quarter_of_a_day(self):
        assert wait_after(500) == LONGEST_WAIT
