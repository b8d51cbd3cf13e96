"""Drafting a procedure from the catalogue, on its page."""

import pytest

from nep.norms.catalogue.models import AdministrativeProcedure
from nep.operation.procedures.models import ProcedureRevision
from nep.operation.procedures.queries import procedure_of, step_table
from nep.operation.procedures.tests.pages import HTMX, text_of
from nep.support.documents.models import Revision

pytestmark = pytest.mark.django_db

ADOPT = "/quy-trinh/soan/"
BIRTHS = "1.001193"


class TestAdopting:
    def test_the_list_of_documents_leads_there(self, browser_of, office):
        assert f'href="{ADOPT}"' in text_of(browser_of(office.secretary).get("/quy-trinh/"))
        assert f'href="{ADOPT}"' not in text_of(browser_of(office.clerk).get("/quy-trinh/"))

    def test_the_secretary_sees_what_could_be_drafted_and_why(self, browser_of, office):
        page = browser_of(office.secretary).get(ADOPT)

        said = text_of(page)
        assert page.status_code == 200
        assert "Thủ tục đăng ký khai sinh" in said
        assert 'value="QT-01"' in said
        assert all(one.runnable for one, _notes in page.context["lines"])

    def test_htmx_gets_the_rows_that_the_words_find(self, browser_of, office):
        page = browser_of(office.secretary).get(ADOPT, {"tim": "khai sinh"}, headers=HTMX)

        assert "Thủ tục đăng ký khai sinh" in text_of(page)
        assert "<html" not in text_of(page)
        assert "Không có thủ tục nào" in text_of(
            browser_of(office.secretary).get(ADOPT, {"tim": "zzz"}, headers=HTMX)
        )

    def test_a_draft_is_made_with_its_steps(self, browser_of, office):
        browser = browser_of(office.secretary)

        page = browser.post(ADOPT, {"key": BIRTHS, "code": "QT-HT-01"})

        draft = Revision.objects.get(document__code="QT-HT-01")
        assert page.url == f"{draft.get_absolute_url()}?mat=quy-trinh#facts"
        assert step_table(procedure_of(draft)).rows
        assert browser.get(page.url).status_code == 200
        assert BIRTHS not in [one.key for one, _notes in browser.get(ADOPT).context["lines"]]

    def test_a_taken_code_is_refused_and_kept(self, browser_of, office, running):
        code = running.revision.document.code

        page = browser_of(office.secretary).post(ADOPT, {"key": BIRTHS, "code": code})

        assert page.status_code == 422
        assert f'value="{code}"' in text_of(page)
        assert ProcedureRevision.objects.count() == 1

    @pytest.mark.parametrize("key", ["1.000894", "nothing", ""])
    def test_what_is_not_offered_is_not_drafted(self, browser_of, office, key):
        page = browser_of(office.secretary).post(ADOPT, {"key": key, "code": "QT-01"})

        assert page.status_code == 404
        assert not Revision.objects.exists()

    @pytest.mark.parametrize("who", ["leader", "clerk"])
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_others_are_refused(self, browser_of, office, who, method):
        browser = browser_of(getattr(office, who))

        page = getattr(browser, method)(ADOPT, {"key": BIRTHS, "code": "QT-01"})

        assert page.status_code == 403
        assert not Revision.objects.exists()

    @pytest.mark.parametrize("runnable", [1, 12])
    def test_the_list_costs_the_same_however_long(
        self, browser_of, office, runnable, django_assert_max_num_queries
    ):
        keep = AdministrativeProcedure.objects.filter(runnable=True).order_by("pk")[:runnable]
        AdministrativeProcedure.objects.exclude(pk__in=keep).update(runnable=False)
        browser = browser_of(office.secretary)
        browser.get("/dang-nhap/")

        with django_assert_max_num_queries(12):
            assert browser.get(ADOPT).status_code == 200
