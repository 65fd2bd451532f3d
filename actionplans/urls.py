from django.urls import path

from actionplans import views

app_name = "rencana"
urlpatterns = [
    path("", views.daftar, name="daftar"),
    path("<int:tahun>/<slug:slug>/<slug:jenis>/", views.lembar, name="lembar"),
]
