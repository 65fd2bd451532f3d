from django.urls import path

from actionplans.meja import views

app_name = "meja"
urlpatterns = [
    path("", views.meja, name="meja"),
    path("tenggat/<slug:kode>/", views.tenggat, name="tenggat"),
]
