"""The admin app with the portal's own site (rb_portal/admin.py)."""

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default_site = "rb_portal.admin.PortalAdminSite"
