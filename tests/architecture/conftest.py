"""The scene in which every address is visited."""

import pytest

from tests.architecture.scene import Scene


@pytest.fixture
def scene(db, settings, tmp_path) -> Scene:
    """Lay the scene."""
    settings.FILES_ROOT = tmp_path
    return Scene.laid()
