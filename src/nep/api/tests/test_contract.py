"""The description, held against the answers: Schemathesis asks what nobody would think of asking.

Each operation is asked with made-up values, right and wrong, and where it names a record also
about one that exists. Everything Schemathesis checks is checked: no fault of the server, only
described statuses, formats and contents, wrong values refused, nothing told to unknown callers.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy

import pytest
import schemathesis
from conftest import THE_MOMENT
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from nep.agencies.tests.factories import AgencyFactory
from nep.api.face import described
from nep.api.tests.factories import Connected, a_connection
from nep.config.wsgi import application
from nep.operation.dossiers.tests.factories import a_dossier, completed
from nep.operation.procedures.tests.factories import Office, a_running_procedure, a_tthc
from nep.platform.rates.models import Spent

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# No cursor that was made up is one that a list gave, whatever it looks like.
OF_MADE_UP_VALUES = [positive_data_acceptance, negative_data_rejection]


def served(environ, start_response):
    """Serve as a web server does, which knows where a request comes from."""
    return application({**environ, "REMOTE_ADDR": "127.0.0.1"}, start_response)


schema = schemathesis.openapi.from_dict(deepcopy(described()))
schema.app = served


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Keep the connection of the test through every request, as Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def records(one_connection) -> Mapping[str, object]:
    """How the records of one agency at work are named in addresses, and who reads them."""
    office = Office.at(AgencyFactory(district=True))
    served = a_tthc()
    procedure = a_running_procedure(office, served)
    counter = office.one_stop_officer
    dossier = a_dossier(served, procedure, actor=counter, at=THE_MOMENT)
    completed(dossier, "B1", actor=counter, at=THE_MOMENT)
    document = procedure.revision.document.code
    return {
        "portal": a_connection(office.agency),
        "/agencies/": {"code": office.agency.code},
        "/catalogue/": {"key": "2.000908"},
        "/procedures/": {"agency": office.agency.code, "code": document, "number": 1},
        "/dossiers/": {"code": dossier.code},
    }


@schema.parametrize()
@settings(
    max_examples=6,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),  # a scene for each operation, not for each example
)
def test_the_description_holds(case, records):
    portal: Connected = records["portal"]
    known = {"Authorization": f"Bearer {portal.token}"}
    Spent.objects.all().delete()  # the wrong tokens counted so far

    case.call_and_validate(headers=known, excluded_checks=[positive_data_acceptance])

    if case.path_parameters:
        named = next(names for part, names in records.items() if part in case.path)
        case.path_parameters = {part: named[part] for part in case.path_parameters}
        case.call_and_validate(headers=known, excluded_checks=OF_MADE_UP_VALUES)
