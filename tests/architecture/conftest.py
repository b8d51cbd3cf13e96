"""The scene in which every address is visited."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import THE_MOMENT
from django.db import transaction
from django.test import override_settings
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from nep.foundation import clock
from tests.architecture.scene import Scene


@pytest.fixture(scope="module")
def laid(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Scene, Path]]:
    """Lay the scene once for the tests of a file, and clear it away after the last."""
    files = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(FILES_ROOT=files), clock.fixed(THE_MOMENT):
            scene = Scene.laid()
        yield scene, files
        transaction.set_rollback(True)


@pytest.fixture
def scene(laid: tuple[Scene, Path], settings: Settings) -> Iterator[Scene]:
    """Visit the scene; whatever a test changes in it is undone."""
    scene, settings.FILES_ROOT = laid
    with transaction.atomic():
        yield Scene(scene.people, scene.records, scene.dossiers, scene.office, {})
        transaction.set_rollback(True)
