"""Pages of signed-in people are kept by no cache: after signing out, the back button shows nothing of theirs."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

Jawab = Callable[[HttpRequest], HttpResponse]


def tanpa_simpanan(jawab: Jawab) -> Jawab:
    """Middleware, after Django's AuthenticationMiddleware. An answer with a Cache-Control of its own is left alone."""

    def jalan(request: HttpRequest) -> HttpResponse:
        jawaban = jawab(request)
        if not jawaban.has_header("Cache-Control") and request.user.is_authenticated:
            patch_cache_control(jawaban, private=True, no_store=True)
        return jawaban

    return jalan
