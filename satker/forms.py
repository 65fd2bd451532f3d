"""Forms of the register: signing in, and what the admin pages need beyond Django's own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AdminUserCreationForm, AuthenticationForm, UserChangeForm

from satker.kode import KodeTidakDikenal, kode_baku
from satker.models import Pengguna, Satker, Subbag
from satker.penamaan import bentuk_baku
from satker.subbag import tetapkan_alias


class FormMasuk(AuthenticationForm):
    """E-mail and password. One message whether the address or the password is wrong."""

    username = forms.EmailField(
        label="Surel",
        widget=forms.EmailInput(attrs={"autofocus": True, "autocomplete": "username"}),
        error_messages={
            "required": "Isi alamat surel Anda.",
            "invalid": "Alamat surel belum lengkap. Contoh: nama@kpu.go.id.",
        },
    )
    password = forms.CharField(
        label="Kata sandi",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Isi kata sandi Anda."},
    )
    error_messages = {
        "invalid_login": "Surel atau kata sandi belum cocok. Periksa keduanya, lalu coba lagi. "
        "Bila lupa kata sandi, hubungi admin nasional.",
        "inactive": "Akun ini sudah ditutup. Hubungi admin nasional bila Anda masih bertugas.",
    }


class FormSatker(forms.ModelForm):
    """An office by hand; the code may be typed in either spelling."""

    kode = forms.CharField(label="Kode", max_length=5, help_text="53.05 atau 5305.")

    class Meta:
        model = Satker
        fields = [
            "kode",
            "tingkat",
            "induk",
            "wilayah",
            "nama_resmi",
            "nama_pendek",
            "slug",
            "tempat",
            "alamat",
            "telepon",
            "faks",
            "logo",
            "kertas",
            "kop",
            "zona",
            "aktif",
        ]

    def clean_kode(self) -> str:
        try:
            return kode_baku(self.cleaned_data["kode"])
        except KodeTidakDikenal as galat:
            raise forms.ValidationError(str(galat)) from galat


class FormSubbag(forms.ModelForm):
    """A sub-division with the other ways in which the office's decrees write it, one a line."""

    sebutan_lain = forms.CharField(
        label="Ditulis juga sebagai",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 28}),
        help_text="Satu sebutan tiap baris.",
    )

    class Meta:
        model = Subbag
        fields = ["kode", "nama", "urutan", "semua"]
        widgets = {
            "kode": forms.TextInput(attrs={"size": 15}),
            "nama": forms.Textarea(attrs={"rows": 3, "cols": 28}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["sebutan_lain"].initial = "\n".join(a.tulisan for a in self.instance.alias.all())

    def tulisan(self) -> list[str]:
        """The ways of writing as typed; valid once the form has been cleaned."""
        return [teks.strip() for teks in self.cleaned_data.get("sebutan_lain", "").splitlines() if teks.strip()]

    def simpan_sebutan(self) -> None:
        tetapkan_alias(subbag=self.instance, tulisan=self.tulisan())


class FormsetSubbag(forms.BaseInlineFormSet):
    """The sub-divisions of one office: no way of writing may mean two of them."""

    def clean(self) -> None:
        super().clean()
        pemilik: dict[str, str] = {}
        for form in self._dipakai():
            data = form.cleaned_data
            for teks in dict.fromkeys(map(bentuk_baku, [data["kode"], data["nama"], *form.tulisan()])):
                if pemilik.setdefault(teks, data["kode"]) != data["kode"]:
                    form.add_error("sebutan_lain", f"“{teks}” sudah menjadi sebutan {pemilik[teks]}.")

    def save(self, commit: bool = True) -> list[Subbag]:
        """Ways of writing are stored after all rows: one may move from one sub-division to another."""
        berubah = [form for form in self._dipakai() if "sebutan_lain" in form.changed_data]
        hasil = super().save(commit)
        if commit:
            for form in berubah:
                form.instance.alias.all().delete()
            for form in berubah:
                form.simpan_sebutan()
        return hasil

    def _dipakai(self) -> list[FormSubbag]:
        """Filled forms without errors that are not to be deleted."""
        return [
            form
            for form in self.forms
            if isinstance(form, FormSubbag)
            and not form.errors
            and form.cleaned_data.get("kode")
            and not form.cleaned_data.get("DELETE")
        ]


class FormPenggunaBaru(AdminUserCreationForm):
    """A new account: e-mail, name, first password."""

    class Meta:
        model = Pengguna
        fields = ["email", "nama", "nip"]


class FormPengguna(UserChangeForm):
    """An account that exists; its password is changed on a page of its own."""

    class Meta:
        model = Pengguna
        fields = ["email", "password", "nama", "nip", "is_active", "is_staff", "is_superuser"]
