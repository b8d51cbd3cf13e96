"""Is it BPMN 2.0? The schemas of the OMG, as they are shipped with the engine, answer."""

from functools import cache
from importlib.metadata import distribution
from threading import Lock

from lxml import etree

_ASKING = Lock()


def safe_parser() -> etree.XMLParser:
    """Return a parser that opens nothing: no entities, no DTD, no network, no huge trees."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def schema_errors(xml: bytes) -> list[str]:
    """Return what is wrong with a diagram by the schema, a line each; nothing when it is valid."""
    try:
        root = etree.fromstring(xml, safe_parser())
    except etree.XMLSyntaxError as error:
        return [f"{error.lineno}: {error.msg}"]
    schema = _schema()
    # The schema keeps the errors of its last document, so only one at a time may ask.
    with _ASKING:
        schema.validate(root)
        log = schema.error_log
        return [f"{error.line}: {error.message}" for error in log]  # type: ignore[attr-defined]  # missing in its stubs


@cache
def _schema() -> etree.XMLSchema:
    # Located, not imported: only the engine's door may import the engine.
    path = distribution("SpiffWorkflow").locate_file("SpiffWorkflow/bpmn/parser/schema/BPMN20.xsd")
    return etree.XMLSchema(etree.parse(str(path), safe_parser()))
