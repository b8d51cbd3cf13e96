"""Every address, in the order of the house."""

from django.urls import URLPattern, URLResolver, include, path

from nep.config.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("", include("nep.foundation.urls")),
    path("", include("nep.platform.accounts.urls")),
    path("thong-bao/", include("nep.platform.notices.urls")),
    path("cai-dat/", include("nep.norms.parameters.urls")),
    path("nguoi-dung/", include("nep.agencies.urls")),
    path("quy-trinh/", include("nep.operation.procedures.urls")),
    path("quy-trinh/", include("nep.support.fulltext.urls")),
    path("quy-trinh/", include("nep.support.documents.urls")),
    path("", include("nep.support.clauses.urls")),
    path("quy-trinh/", include("nep.support.distribution.urls")),
    path("luu-tru/", include("nep.support.retention.urls")),
    path("ho-so/", include("nep.operation.dossiers.urls")),
    path("tinh/", include("nep.province.overview.urls")),
    path("", include("nep.portal.urls")),
    path("", include("nep.api.urls")),
    path("", include("nep.desk.urls")),
]
