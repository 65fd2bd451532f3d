"""What every page's skeleton shows: menu, office and year, the person's roles."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from actionplans.konteks import konteks_rencana
from actionplans.policy import mereviu
from satker.policy import peran_aktif


def portal(request: HttpRequest) -> dict[str, Any]:
    """Context of templates/dasar.html. One query a request (the person's assignments)."""
    hasil: dict[str, Any] = {"mode_demo": settings.DEMO}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return hasil
    menu: list[dict[str, Any]] = [
        {"nama": "Beranda", "url": reverse("beranda"), "ikon": "house", "bagian": ("beranda",)},
        {
            "nama": "Rencana",
            "url": reverse("rencana:daftar"),
            "ikon": "table",
            "bagian": ("rencana", "keputusan"),
        },
    ]
    if mereviu(user):
        menu.append({"nama": "Reviu", "url": reverse("meja:meja"), "ikon": "check2-square", "bagian": ("meja",)})
    if user.is_staff:
        menu.append({"nama": "Pengaturan", "url": reverse("admin:index"), "ikon": "gear", "bagian": ("admin",)})
    cocok = request.resolver_match
    di_sini = (cocok.namespace or cocok.url_name) if cocok else ""
    for butir in menu:
        butir["aktif"] = di_sini in butir.pop("bagian")
    return {
        **hasil,
        **konteks_rencana(user, cocok),
        "menu": menu,
        "konteks_peran": [str(tugas) for tugas in peran_aktif(user)],
    }
