"""Faces: a tab for every record that has one, and a body for the one asked for."""

import pytest
from django.test import RequestFactory

from nep.foundation.faces import Face, show_face
from nep.foundation.slots import fillings

FACE = Face(
    key="so-do",
    label="Diagram",
    template="ui/face_tab.html",
    build=lambda _request, subject: {"drawn": subject},
    belongs=lambda _request, subject: subject != "a policy",
)


@pytest.mark.parametrize(
    ("subject", "address", "tab", "body"),
    [
        ("a procedure", "/?mat=so-do", True, True),
        ("a procedure", "/", True, False),
        ("a procedure", "/?mat=khac", True, False),
        ("a policy", "/?mat=so-do", False, False),
    ],
    ids=["asked for", "not asked for", "another asked for", "not of this record"],
)
def test_a_face_is_shown_where_it_belongs_and_when_it_is_asked_for(subject, address, tab, body):
    request = RequestFactory().get(address)

    assert (FACE.tab(request, subject) is not None) is tab
    assert (FACE.body(request, subject) is not None) is body


def test_a_page_gets_the_tab_and_the_body():
    show_face("tests.page", FACE)

    assert [filling.template for filling in fillings("tests.page.tabs")] == ["ui/face_tab.html"]
    assert [filling.build for filling in fillings("tests.page.faces")] == [FACE.body]
