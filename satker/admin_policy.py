"""Django admin that asks the policy instead of Django's permission rows. Every app's admin pages use it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

if TYPE_CHECKING:
    _Dasar = admin.ModelAdmin
else:
    _Dasar = object


class KebijakanAdmin(_Dasar):
    """Mixin for ModelAdmin and inlines, before them: `class X(KebijakanAdmin, admin.ModelAdmin)`.

    `izin` names the permission of the app's policy that opens, changes, adds and deletes alike
    ("satker.kelola_satker"). The admin site itself still asks for `is_staff`.
    """

    izin: ClassVar[str]

    def _diizinkan(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(self.izin, obj)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._diizinkan(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._diizinkan(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._diizinkan(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._diizinkan(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._diizinkan(request, obj)
