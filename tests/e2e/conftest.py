"""A browser, a server with the demo data, and pages that complain when their console does."""

import os
import shutil
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from actionplans.buat import buat_dari_templat
from areas.models import Templat
from reports.demo import muat_demo
from satker.models import Satker

# Playwright's event loop runs in the thread that calls Django's ORM, which Django would otherwise refuse.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PERAMBAN = ("chromium", "chromium-browser", "google-chrome")
PILIHAN = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--force-prefers-reduced-motion",
)  # fmt: skip
MEJA, SAKU, SEMPIT = (1366, 768), (390, 844), (320, 700)
BATAS_TUNGGU = 45_000  # milliseconds: long, for a busy machine; only a failure waits so long
expect.set_options(timeout=20_000)


@pytest.fixture(scope="package")
def peramban() -> Iterator[Browser]:
    """Debian's Chromium, or what else of its kind is installed.

    Not longer than this folder's tests: while Playwright's event loop runs in this thread, Django gives the thread
    another database connection than before and after.
    """
    program = next(filter(None, map(shutil.which, PERAMBAN)), None)
    if program is None:
        pytest.fail(
            f"No browser found ({', '.join(PERAMBAN)}). Install one: apt-get install -y chromium, or leave these "
            "tests out: pytest -m 'not e2e'",
            pytrace=False,
        )
    with sync_playwright() as playwright:
        peramban = playwright.chromium.launch(executable_path=program, args=list(PILIHAN))
        yield peramban
        peramban.close()


@pytest.fixture(scope="package")
def transactional_db(peramban: Browser, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo data and a draft of Alor for 2027, committed once for all tests of this folder, then emptied.

    In place of pytest-django's fixture of this name, which empties the database after each test; by the name
    pytest-django knows that these tests need a test database.
    """
    with django_db_blocker.unblock():
        assert "test" in str(connection.settings_dict["NAME"]) or connection.is_in_memory_db()
        muat_demo()
        if connection.vendor == "postgresql":  # which else plans for tables as empty as they were
            with connection.cursor() as kursor:
                kursor.execute("ANALYZE")
        templat = Templat.objects.select_related("pohon", "jenis").get(kode="zi")
        buat_dari_templat(satker=Satker.objects.dengan_kode("53.05"), tahun=2027, templat=templat)
        yield
        call_command("flush", verbosity=0, interactive=False)
        connection.close()


@pytest.fixture(scope="package")
def portal(transactional_db: None) -> Iterator[str]:
    """Address of a server with that data."""
    with override_settings(MIDDLEWARE=["tests.e2e.antrean.satu_per_satu", *settings.MIDDLEWARE]):
        cache.clear()
        connection.settings_dict["CONN_MAX_AGE"] = 0  # the server's threads leave no connection behind
        server = LiveServer("localhost")
        yield server.url
        server.stop()


@dataclass
class Layar:
    """One window: its page, and what the page's console said."""

    page: Page
    portal: str
    konsol: list[str] = field(default_factory=list)
    galat: list[str] = field(default_factory=list)

    def ke(self, alamat: str) -> Page:
        """Go to an address of the portal and wait until its scripts have run and its faces are there."""
        self.page.goto(self.portal + alamat)
        self.page.evaluate("document.fonts.ready.then(() => true)")
        return self.page

    def dengar(self) -> None:
        def catat(jenis: str, teks: str, di: str) -> None:
            self.konsol.append(f"[{jenis}] {teks} ({di})")
            if jenis in {"error", "warning", "pageerror"}:
                self.galat.append(self.konsol[-1])

        self.page.on("console", lambda p: catat(p.type, p.text, p.location.get("url", "")))
        self.page.on("pageerror", lambda g: catat("pageerror", str(g), self.page.url))
        self.page.on("requestfailed", lambda p: catat("request", f"{p.method} {p.url}: {p.failure}", self.page.url))


Pembuka = Callable[..., Layar]
KONSOL = pytest.StashKey[list[tuple[Layar, tuple[str, ...]]]]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failed journey is reported with all that the console said."""
    laporan = yield
    if laporan.failed:
        baris = [f"{satu.page.url}: {baris}" for satu, _ in item.stash.get(KONSOL, []) for baris in satu.konsol]
        laporan.sections.append(("Browser console", "\n".join(baris) or "(silent)"))
    return laporan


@pytest.fixture(scope="package")
def sesi(peramban: Browser, portal: str) -> Callable[[str], StorageState]:
    """The signed-in state of a demo account ("operator.alor"); each account signs in once."""
    tersimpan: dict[str, StorageState] = {}

    def ambil(akun: str) -> StorageState:
        if akun not in tersimpan:
            konteks = peramban.new_context()
            page = konteks.new_page()
            page.goto(f"{portal}/masuk/")
            isi_masuk(page, akun)
            page.wait_for_url(f"{portal}/")
            tersimpan[akun] = konteks.storage_state()
            konteks.close()
        return tersimpan[akun]

    return ambil


def tunggu(syarat: Callable[[], bool], batas: float = 10) -> bool:
    """Ask until the answer is yes, or `batas` seconds are over. (Playwright's own wait_for_function evaluates text in
    the page, which our Content-Security-Policy refuses.)"""
    akhir = time.monotonic() + batas
    while not syarat():
        if time.monotonic() > akhir:
            return False
        time.sleep(0.03)
    return True


def isi_masuk(page: Page, akun: str, sandi: str = "") -> None:
    """Fill the sign-in form of a demo account and send it."""
    page.get_by_label("Alamat email").fill(f"{akun}@demo.rb.example")
    page.get_by_label("Kata sandi", exact=True).fill(sandi or settings.SANDI_DEMO)
    page.get_by_role("button", name="Masuk", exact=True).click()


@pytest.fixture
def buka(
    request: pytest.FixtureRequest, peramban: Browser, portal: str, sesi: Callable[[str], StorageState]
) -> Iterator[Pembuka]:
    """`buka(akun, ukuran)` opens a window. When the test ends, no console may have complained; `wajar` names parts of
    messages that the test expects."""
    konteks: list[BrowserContext] = []
    layar: list[tuple[Layar, tuple[str, ...]]] = []

    def buat(akun: str = "", ukuran: tuple[int, int] = MEJA, *, wajar: tuple[str, ...] = (), skala: float = 1) -> Layar:
        konteks.append(
            peramban.new_context(
                viewport={"width": ukuran[0], "height": ukuran[1]},
                device_scale_factor=skala,
                locale="id-ID",
                reduced_motion="reduce",
                storage_state=sesi(akun) if akun else None,
            )
        )
        konteks[-1].set_default_timeout(BATAS_TUNGGU)
        satu = Layar(konteks[-1].new_page(), portal)
        satu.dengar()
        layar.append((satu, wajar))
        return satu

    request.node.stash[KONSOL] = layar
    yield buat
    for satu in konteks:
        satu.close()
    galat = [baris for satu, wajar in layar for baris in satu.galat if not any(kata in baris for kata in wajar)]
    assert not galat, "\n".join(["The browser's console complained:", *galat])
