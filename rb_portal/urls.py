"""Root URLs; each app has its own urls.py."""

from django.contrib import admin
from django.urls import include, path

from rb_portal import views

urlpatterns = [
    path("", views.beranda, name="beranda"),
    path("", include("satker.urls")),
    path("rencana/", include("actionplans.urls")),
    path("rencana/", include("reports.urls")),
    path("reviu/", include("actionplans.meja.urls")),
    path("admin/", admin.site.urls),
]
