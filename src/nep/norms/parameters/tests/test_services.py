"""Loading the reference and shifting the clock."""

from datetime import timedelta

import pytest

from nep.foundation import clock, parameters
from nep.norms.parameters import queries
from nep.norms.parameters.models import DatedValue, Parameter
from nep.norms.parameters.services.loading import load_reference, shift_clock
from nep.norms.parameters.tests.factories import House, worth
from nep.platform.journal.models import Entry

pytestmark = pytest.mark.django_db


def acts_of_the_journal() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("act", flat=True))


class TestLoadReference:
    def test_a_second_load_changes_nothing_and_says_nothing(self, at):
        before = acts_of_the_journal()

        loaded = load_reference(actor=House(), at=at)

        assert not loaded
        assert loaded.unchanged > 0
        assert acts_of_the_journal() == before

    def test_what_differs_is_set_right_and_told(self, at):
        DatedValue.objects.filter(parameter__key="files.max_megabytes").update(value=7)
        Parameter.objects.filter(key="files.max_megabytes").update(name_vi="Tệp")

        loaded = load_reference(actor=House(), at=at)

        assert (loaded.added, loaded.changed) == (0, 2)
        assert parameters.number("files.max_megabytes", at=at) == 20
        assert acts_of_the_journal()[-1] == "parameters.reference_loaded"

    def test_what_people_added_themselves_stays(self, at):
        own = worth("province.own_number", "5")

        load_reference(actor=House(), at=at)

        assert DatedValue.objects.get(pk=own.pk).value == 5


@pytest.fixture
def unshifted():
    yield
    clock.forget_shift()


@pytest.mark.usefixtures("unshifted")
class TestShiftClock:
    def test_an_installation_without_a_shift_lives_in_the_present(self):
        assert queries.clock_shift() == timedelta()

    def test_the_clock_moves_by_whole_weeks_and_back(self, at):
        shift_clock(-156, actor=House(), at=at)
        assert clock.shift() == timedelta(weeks=-156)

        shift_clock(0, actor=House(), at=at)
        assert clock.shift() == timedelta()

    def test_what_the_shift_was_stands_in_the_journal(self, at):
        shift_clock(-156, actor=House(), at=at)
        shift_clock(-10, actor=House(), at=at)

        entry = Entry.objects.latest("id")
        assert entry.details == {"before": -156, "after": -10}

    def test_a_load_of_the_reference_leaves_the_shift_alone(self, at):
        shift_clock(-156, actor=House(), at=at)

        load_reference(actor=House(), at=at)

        assert queries.clock_shift() == timedelta(weeks=-156)
