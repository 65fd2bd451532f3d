"""Signing in: who may, once the password is right."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from satker.models import Pengguna
from satker.policy import boleh_masuk


class PortalBackend(ModelBackend):
    """E-mail and password; the e-mail's case does not matter.

    Django's ModelBackend spends the same time whether or not the address is known, and asks this question
    both at sign-in, after the password, and at every request of a running session: a demo account's old
    session dies when demo mode is switched off, and so does a closed account's.
    """

    def get_user(self, user_id: Any) -> Any:
        """The session's person, with the number of unread notices in the same query."""
        user = Pengguna.objects.dengan_kabar().filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def user_can_authenticate(self, user: Any) -> bool:
        return boleh_masuk(user)
