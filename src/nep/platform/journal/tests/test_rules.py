"""Acts and their sentences."""

import pytest
from django.utils.translation import gettext_lazy, override

from nep.platform.journal.rules import Act, act, act_named, declared_acts
from nep.platform.journal.tests.acts import OPENED


def test_a_name_is_declared_once():
    with pytest.raises(ValueError, match="declared twice"):
        act("tests.opened", "%(actor)s does something else")

    assert act_named("tests.opened") == OPENED


def test_what_no_module_declares_is_unknown():
    with pytest.raises(KeyError):
        act_named("tests.closed")


def test_a_sentence_is_told_in_the_language_of_the_reader():
    with override("en"):
        assert OPENED.told("Nếp", {"username": "an"}) == "Nếp opened the account an"
    with override("vi"):
        assert OPENED.told("Nếp", {"username": "an"}) == "Nếp đã mở tài khoản an"


def test_a_detail_that_is_a_key_is_told_by_its_name():
    names = {"role": {"clerk": gettext_lazy("Clerk")}}
    given = Act("tests.given", "%(actor)s: %(role)s", ("role",), names)

    with override("vi"):
        assert given.told("Nếp", {"role": "clerk"}) == "Nếp: Văn thư"
        assert given.told("Nếp", {"role": "unheard of"}) == "Nếp: unheard of"


def test_acts_are_listed_by_name():
    listed = [declared.name for declared in declared_acts()]

    assert "tests.opened" in listed
    assert listed == sorted(listed)
