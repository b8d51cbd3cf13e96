"""The job that loads the rest of the demo, an agency at a time."""

from procrastinate.contrib.django import app

from nep.demo import loading


def _silently(_progress: loading.Progress) -> None:
    """Tell nobody: the list of dossiers shows how far the loading is."""


@app.task(name="demo.load_agency")
def load_agency(code: str) -> None:
    """Load one agency; taken up again wherever it was cut off."""
    loading.load_agency(code, tell=_silently)
