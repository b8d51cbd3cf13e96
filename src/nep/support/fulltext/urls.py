"""The address of the search in texts: `/quy-trinh/tim/`."""

from django.urls import path

from nep.support.fulltext import views

app_name = "fulltext"
urlpatterns = [path("tim/", views.search_page, name="search")]
