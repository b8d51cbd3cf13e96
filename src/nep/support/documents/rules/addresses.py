"""How a document's code stands in an address, for whoever gives its pages addresses."""


class CodeConverter:
    """A document's code as one part of an address: `QT 01/CX-HCTP` is `QT_01~CX-HCTP`."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        """Return the code that an address names."""
        return value.replace("~", "/").replace("_", " ")

    def to_url(self, value: str) -> str:
        """Return a code as an address names it."""
        return value.replace("/", "~").replace(" ", "_")
