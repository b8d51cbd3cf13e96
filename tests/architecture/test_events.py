"""Events are few, and each says to other modules what happened."""

import pytest

from nep.foundation.events import Event
from tests.architecture.words import modules


def events() -> list[type[Event]]:
    return sorted(
        {
            value
            for module in modules()
            for value in vars(module).values()
            if isinstance(value, type) and issubclass(value, Event) and value is not Event
        },
        key=lambda event: event.__qualname__,
    )


@pytest.mark.parametrize("event", events(), ids=lambda event: event.__name__)
def test_an_event_says_in_a_sentence_what_happened(event):
    # Without a docstring a dataclass gets its own signature for one.
    assert (event.__doc__ or "").startswith(event.__name__) is False
    assert (event.__doc__ or "").strip().endswith(".")


@pytest.mark.parametrize("event", events(), ids=lambda event: event.__name__)
def test_an_event_is_published_only_by_the_module_that_defines_it(event):
    assert event.__module__.endswith(".events")


def test_events_are_few():
    assert len(events()) <= 15
