"""The description of the REST interface, as the running one gives it, to be diffed."""

import json

from nep.api.face import described


def openapi_file() -> str:
    """Return the OpenAPI description, indented."""
    return json.dumps(described(), ensure_ascii=False, indent=1) + "\n"
