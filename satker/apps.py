from importlib import import_module

from django.apps import AppConfig


class SatkerConfig(AppConfig):
    name = "satker"
    verbose_name = "Satker dan pengguna"

    def ready(self) -> None:
        import_module("satker.policy")  # registers the permissions
