"""The smallest site the supervisor can run: health, jobs, and a page naming its process."""

import os

from django.http import HttpRequest, HttpResponse
from django.urls import path

from nep.config.health import healthz
from nep.config.settings import *  # noqa: F403

ROOT_URLCONF = __name__
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "procrastinate.contrib.django",
]
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
AUTH_USER_MODEL = "auth.User"


def process(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(os.getpid()))


urlpatterns = [path("healthz", healthz), path("process", process)]
