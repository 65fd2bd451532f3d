"""One request at a time: all threads of the test server share one connection to an in-memory SQLite."""

import threading
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_GILIRAN = threading.Lock()


def satu_per_satu(jawab: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, before all others."""

    def jalan(request: HttpRequest) -> HttpResponse:
        with _GILIRAN:
            return jawab(request)

    return jalan
