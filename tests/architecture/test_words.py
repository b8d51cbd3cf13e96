"""Whatever is shown to people has its words, in English and in Vietnamese."""

import re
import subprocess
import sys

import pytest
from scripts import messages

from nep.config.reference.words import english, vietnamese
from nep.lib.worktime.days import DayKind
from nep.operation.dossiers.acts import SENTENCES
from nep.operation.dossiers.rules.states import Kind
from nep.platform.journal.rules import Act, declared_acts
from nep.platform.notices.rules import NoticeKind, declared_kinds
from tests.architecture.house import ROOT
from tests.architecture.words import enums, mappings_of_words

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
OF_AN_EVENT = {"actor", "step", "target", "holder", "reason"}
# Hours of one day's own cannot be stored as a kind of day; only the calculation knows them.
WITHOUT_A_NAME = {DayKind.CUSTOM_HOURS}
# Enums that no page shows by their members: each page says it in a sentence or a picture.
NEVER_SHOWN = {
    "nep.agencies.rules.Extent",
    "nep.agencies.rules.Permission",
    "nep.foundation.spreadsheets.tables.Holds",
    "nep.foundation.tabled_papers.Align",
    "nep.foundation.ui.Tone",
    "nep.lib.worktime.pauses.PausePolicy",
    "nep.operation.dossiers.papers.forms.Paper",
    "nep.operation.dossiers.papers.hand_overs.Passing",
    "nep.operation.dossiers.papers.hand_overs.Punctuality",
    "nep.operation.dossiers.rules.states.Source",
    "nep.operation.procedures.rules.graph.Kind",
    "nep.operation.procedures.rules.rows.Move",
    "nep.platform.files.rules.MediaType",
    "nep.portal.rules.Stand",
    "nep.support.documents.rules.diff.Change",
}


def placeholders(sentence: str) -> set[str]:
    return set(PLACEHOLDER.findall(sentence))


@pytest.mark.parametrize("act", declared_acts(), ids=lambda act: act.name)
def test_an_act_is_told_in_both_languages(act: Act):
    known = {"actor", *act.details}
    details = dict.fromkeys(known, "…")

    for sentence in (english(act.sentence), vietnamese(act.sentence)):
        assert sentence % details
        assert placeholders(sentence) <= known
        assert "actor" in placeholders(sentence)
    assert placeholders(vietnamese(act.sentence)) == placeholders(english(act.sentence))


@pytest.mark.parametrize("kind", declared_kinds(), ids=lambda kind: kind.name)
def test_a_notice_is_told_in_both_languages(kind: NoticeKind):
    for said in filter(None, (kind.sentence, kind.many)):
        spoken = placeholders(vietnamese(said))
        assert spoken == placeholders(english(said)) <= {"count", *kind.details}
        assert vietnamese(said) % dict.fromkeys({"count", *kind.details}, "…")


@pytest.mark.parametrize("kind", Kind)
def test_an_event_of_a_dossier_is_told_in_both_languages(kind: Kind):
    for sentence in (english(SENTENCES[kind]), vietnamese(SENTENCES[kind])):
        assert sentence % dict.fromkeys(OF_AN_EVENT, "…")
        assert "actor" in placeholders(sentence)


def test_every_act_is_known_as_soon_as_the_program_has_started():
    program = (
        "import django; django.setup();"
        "from nep.platform.journal.rules import declared_acts;"
        "print(*(act.name for act in declared_acts()))"
    )

    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )

    assert set(told.stdout.split()) == {act.name for act in declared_acts()}


@pytest.mark.parametrize(
    ("kind", "words"),
    [pytest.param(kind, words, id=name) for name, kind, words in mappings_of_words()],
)
def test_every_member_has_its_words_in_both_languages(kind, words):
    assert set(kind) - set(words) - WITHOUT_A_NAME == set()
    assert [english(said) for said in words.values() if not vietnamese(said)] == []


def test_every_enum_has_words_or_is_known_to_need_none():
    named = {kind for _name, kind, _words in mappings_of_words()}

    unnamed = {f"{kind.__module__}.{kind.__name__}" for kind in enums() - named}

    assert unnamed == NEVER_SHOWN


def test_the_vietnamese_catalogue_is_complete():
    assert messages.faults(messages.merged()) == []


def test_nothing_in_the_vietnamese_catalogue_is_fuzzy():
    assert [message.id for message in messages.stored() if message.fuzzy and message.id] == []


def test_the_stored_catalogue_says_what_the_code_says():
    said = {(message.id, message.context) for message in messages.said() if message.id}
    stored = {(message.id, message.context) for message in messages.stored() if message.id}

    assert stored == said
