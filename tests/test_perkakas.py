"""The script `portal` and its lock files: what it says, when it installs anew, and when it leaves alone.

The script runs for real, in a checkout of its own, with a Python whose `venv` and `pip` only write down that
they were called; nothing is installed and nothing leaves the machine.
"""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

AKAR = Path(__file__).parents[1]
PERINTAH = ("run", "test", "check", "bench", "manage", "setup", "lock")
KUNCI = ("requirements.txt", "requirements-dev.txt")

# Stands for Python: writes each call down, its venv is a copy of itself. $0 is the interpreter's own path.
PYTHON_TIRUAN = """\
#!/bin/sh
catat() { printf '%s\\n' "$*" >>"$TIRUAN/panggilan"; }
case "$*" in
    -V) cat "$TIRUAN/versi" ;;
    *version_info*) echo "yes $0" ;;
    "-m venv "*) catat venv; mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
    *"-m pip install"*) catat "pip ${*##*/}"; sleep "$(cat "$TIRUAN/lama")"; [ ! -e "$TIRUAN/pip-gagal" ] ;;
    *weasyprint*) exit 0 ;;
    "-I - "*) cat >/dev/null; exit "$(cat "$TIRUAN/port")" ;;
    *manage.py*) shift; printf 'manage.py:'; printf ' <%s>' "$@"; echo; pwd; cat ;;
esac
"""
# What the script may expect of a bare system, besides the shell's own commands.
ALAT = ("sh", "cat", "cksum", "cp", "dirname", "head", "id", "mkdir", "mv", "rm", "sed", "sleep", "tail")


class Salinan:
    """A checkout with the real script and a Python that only pretends."""

    def __init__(self, folder: Path, tiruan: Path) -> None:
        self.folder, self.tiruan = folder, tiruan
        folder.mkdir(parents=True)
        shutil.copy(AKAR / "portal", folder)
        for nama in KUNCI:
            (folder / nama).write_text(f"{nama}\n")
        tiruan.mkdir()
        for nama, isi in {"versi": "Python 3.11.9", "lama": "0", "port": "0", "panggilan": ""}.items():
            (tiruan / nama).write_text(isi)
        python = tiruan / "python tiruan"
        python.write_text(PYTHON_TIRUAN)
        python.chmod(0o755)
        self.lingkungan = {
            "PATH": os.environ["PATH"],
            "HOME": str(tiruan),
            "TIRUAN": str(tiruan),
            "RB_PORTAL_PYTHON": str(python),
        }

    def mulai(self, *argumen: str, **pilihan) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [self.folder / "portal", *argumen],
            env=self.lingkungan,
            stdin=pilihan.pop("stdin", subprocess.DEVNULL),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **pilihan,
        )

    def jalan(self, *argumen: str, masukan: str = "", **pilihan) -> subprocess.CompletedProcess[str]:
        proses = self.mulai(*argumen, stdin=subprocess.PIPE, **pilihan)
        keluaran, galat = proses.communicate(masukan, timeout=60)
        return subprocess.CompletedProcess(argumen, proses.returncode, keluaran, galat)

    def panggilan_baru(self) -> list[str]:
        """The calls of venv and pip since the last look."""
        catatan = self.tiruan / "panggilan"
        baris = catatan.read_text().splitlines()
        catatan.write_text("")
        return baris

    def hanya_alat(self, *alat: str) -> None:
        """Leave nothing in PATH but `alat` (the script itself adds the sbin folders)."""
        bin_ = self.tiruan / "bin"
        bin_.mkdir()
        for nama in alat:
            sumber = shutil.which(nama)
            assert sumber, f"{nama} tidak ada di mesin ini"
            (bin_ / nama).symlink_to(sumber)
        self.lingkungan["PATH"] = str(bin_)


@pytest.fixture
def salinan(tmp_path: Path) -> Salinan:
    return Salinan(tmp_path / "folder berspasi" / "rb portal", tmp_path / "tiruan")


class TestHelp:
    def test_alone_it_lists_every_verb(self, salinan):
        hasil = salinan.jalan()
        assert hasil.returncode == 0
        assert re.findall(r"^  (\w+)  +\w", hasil.stdout, flags=re.MULTILINE) == list(PERINTAH)
        assert salinan.panggilan_baru() == []

    def test_an_unknown_verb_fails_and_names_the_cure(self, salinan):
        hasil = salinan.jalan("jalankan")
        assert hasil.returncode == 1
        assert hasil.stdout == ""
        assert "perintah 'jalankan' tidak dikenal" in hasil.stderr
        assert "Daftar perintah: ./portal" in hasil.stderr

    def test_the_readme_shows_every_verb(self):
        bacaan = (AKAR / "README.md").read_text(encoding="utf-8")
        assert [verba for verba in PERINTAH if f"`./portal {verba}" not in bacaan] == []

    def test_every_variable_is_documented(self):
        sumber = [AKAR / "portal", *(AKAR / "rb_portal").glob("settings*.py"), AKAR / "manage.py"]
        isi = "".join(berkas.read_text(encoding="utf-8") for berkas in sumber)
        dipakai = {"DATABASE_URL", "HOST", "PORT", *re.findall(r"\bRB_PORTAL_[A-Z]+\b", isi)}
        dokumen = (AKAR / "docs/pengaturan.md").read_text(encoding="utf-8")
        assert [nama for nama in dipakai if f"`{nama}`" not in dokumen] == []


class TestSetup:
    def test_the_first_time_makes_the_environment_and_the_second_does_nothing(self, salinan):
        assert salinan.jalan("setup").returncode == 0
        assert salinan.panggilan_baru() == ["venv", "pip requirements.txt"]
        assert salinan.jalan("setup").returncode == 0
        assert salinan.panggilan_baru() == []

    def test_a_changed_lock_file_is_installed_into_the_same_environment(self, salinan):
        salinan.jalan("setup")
        salinan.panggilan_baru()
        (salinan.folder / "requirements.txt").write_text("lain\n")
        assert salinan.jalan("setup").returncode == 0
        assert salinan.panggilan_baru() == ["pip requirements.txt"]
        assert salinan.jalan("setup").returncode == 0
        assert salinan.panggilan_baru() == []

    def test_the_requirements_of_development_contain_those_of_the_application(self, salinan):
        salinan.jalan("check")
        assert salinan.panggilan_baru() == ["venv", "pip requirements-dev.txt"]
        salinan.jalan("setup")
        assert salinan.panggilan_baru() == []
        (salinan.folder / "requirements-dev.txt").write_text("lain\n")
        salinan.jalan("check")
        assert salinan.panggilan_baru() == ["pip requirements-dev.txt"]

    def test_an_interrupted_environment_is_made_anew(self, salinan):
        (salinan.folder / ".venv/bin").mkdir(parents=True)
        (salinan.folder / ".venv/bin/python").symlink_to(salinan.tiruan / "python tiruan")
        (salinan.folder / ".venv/sisa").touch()
        hasil = salinan.jalan("setup")
        assert hasil.returncode == 0
        assert "dibuat ulang" in hasil.stderr
        assert salinan.panggilan_baru() == ["venv", "pip requirements.txt"]
        assert not (salinan.folder / ".venv/sisa").exists()

    def test_a_moved_checkout_gets_a_new_environment(self, salinan):
        salinan.jalan("setup")
        salinan.panggilan_baru()
        salinan.folder = salinan.folder.rename(salinan.folder.with_name("pindah"))
        assert salinan.jalan("setup").returncode == 0
        assert salinan.panggilan_baru() == ["venv", "pip requirements.txt"]

    def test_another_python_gets_a_new_environment(self, salinan):
        salinan.jalan("setup")
        salinan.panggilan_baru()
        (salinan.tiruan / "versi").write_text("Python 3.13.1")
        assert salinan.jalan("setup").returncode == 0
        assert salinan.panggilan_baru() == ["venv", "pip requirements.txt"]

    def test_an_environment_whose_python_is_gone_is_made_anew(self, salinan):
        salinan.jalan("setup")
        salinan.panggilan_baru()
        python = salinan.folder / ".venv/bin/python"
        python.unlink()
        python.symlink_to("/tidak/ada/python3")
        assert salinan.jalan("setup").returncode == 0
        assert salinan.panggilan_baru() == ["venv", "pip requirements.txt"]

    def test_a_failed_installation_names_the_cure_and_is_taken_up_again(self, salinan):
        (salinan.tiruan / "pip-gagal").touch()
        hasil = salinan.jalan("setup")
        assert hasil.returncode == 1
        assert "Periksa sambungan internet" in hasil.stderr
        (salinan.tiruan / "pip-gagal").unlink()
        salinan.panggilan_baru()
        assert salinan.jalan("setup").returncode == 0
        assert "pip requirements.txt" in salinan.panggilan_baru()

    def test_a_failed_addition_leaves_what_worked(self, salinan):
        salinan.jalan("setup")
        (salinan.tiruan / "pip-gagal").touch()
        assert salinan.jalan("check").returncode == 1
        salinan.panggilan_baru()
        assert salinan.jalan("setup").returncode == 0
        assert salinan.panggilan_baru() == []

    @pytest.mark.parametrize("dengan_flock", [True, False])
    def test_two_at_once_install_once(self, salinan, dengan_flock):
        if not dengan_flock:
            salinan.hanya_alat(*ALAT)
        (salinan.tiruan / "lama").write_text("1")
        proses = [salinan.mulai("setup"), salinan.mulai("setup")]
        for satu in proses:
            satu.communicate(timeout=60)
        assert [satu.returncode for satu in proses] == [0, 0]
        assert salinan.panggilan_baru() == ["venv", "pip requirements.txt"]

    def test_a_lock_whose_holder_died_does_not_hold_up(self, salinan):
        salinan.hanya_alat(*ALAT)
        mati = subprocess.Popen(["true"])
        mati.wait()
        kunci = salinan.folder / "var/setup.lock.d"
        kunci.mkdir(parents=True)
        (kunci / "pid").write_text(f"{mati.pid}\n")
        assert salinan.jalan("setup").returncode == 0
        assert not kunci.exists()


class TestPython:
    def test_without_any_python_the_command_is_named(self, salinan):
        salinan.hanya_alat(*ALAT)
        del salinan.lingkungan["RB_PORTAL_PYTHON"]
        hasil = salinan.jalan("setup")
        assert hasil.returncode == 1
        assert "Python 3.11 ke atas tidak ditemukan" in hasil.stderr
        assert "python3 python3-venv" in hasil.stderr
        assert not (salinan.folder / ".venv").exists()

    def test_a_wrong_choice_of_python_is_told(self, salinan):
        salinan.lingkungan["RB_PORTAL_PYTHON"] = "/tidak/ada/python3"
        hasil = salinan.jalan("setup")
        assert hasil.returncode == 1
        assert "RB_PORTAL_PYTHON=/tidak/ada/python3 bukan Python 3.11" in hasil.stderr

    def test_a_shim_that_fails_and_an_old_python_are_passed_over(self, salinan):
        salinan.hanya_alat(*ALAT)
        del salinan.lingkungan["RB_PORTAL_PYTHON"]
        bin_ = salinan.tiruan / "bin"
        for nama, isi in {"python3.13": "exit 127", "python3.12": "exit 1"}.items():
            (bin_ / nama).write_text(f"#!/bin/sh\n{isi}\n")
            (bin_ / nama).chmod(0o755)
        shutil.copy(salinan.tiruan / "python tiruan", bin_ / "python3.11")
        assert salinan.jalan("setup").returncode == 0
        assert salinan.panggilan_baru() == ["venv", "pip requirements.txt"]


class TestVerbs:
    def test_manage_hands_on_everything_and_adds_nothing_to_stdout(self, salinan, tmp_path):
        hasil = salinan.jalan("manage", "muat", "--nama", "dua kata", masukan="isi\n", cwd=tmp_path)
        assert hasil.returncode == 0
        assert hasil.stdout == f"manage.py: <muat> <--nama> <dua kata>\n{tmp_path}\nisi\n"

    @pytest.mark.parametrize(
        ("kode", "pesan"),
        [
            ("3", "port 8123 sedang dipakai program lain"),
            ("4", "port 8123 hanya boleh dipakai root"),
            ("5", "PORT=8123 tidak dapat dipakai"),
        ],
    )
    def test_a_port_that_cannot_be_used_is_told_with_the_cure(self, salinan, kode, pesan):
        (salinan.tiruan / "port").write_text(kode)
        salinan.lingkungan["PORT"] = "8123"
        hasil = salinan.jalan("run")
        assert hasil.returncode == 1
        assert pesan in hasil.stderr
        assert re.search(r"PORT=\d+ \./portal run", hasil.stderr)
        assert "manage.py" not in hasil.stdout


def pin(nama_berkas: str) -> dict[str, str]:
    """Package to pinned version, as written at the head of each entry of a lock file."""
    isi = (AKAR / nama_berkas).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", isi, flags=re.MULTILINE))


class TestLockFiles:
    @pytest.mark.parametrize("berkas", KUNCI)
    def test_no_host_is_named(self, berkas):
        isi = (AKAR / berkas).read_text(encoding="utf-8")
        assert not re.search(r"://|^--|^-[a-z] |@ ", isi, flags=re.MULTILINE)

    @pytest.mark.parametrize("berkas", KUNCI)
    def test_everything_is_pinned_and_hashed(self, berkas):
        isi = (AKAR / berkas).read_text(encoding="utf-8")
        entri = re.split(r"\n(?=\S)", re.sub(r"\\\n\s+", "", re.sub(r"(?m)^\s+#.*\n?", "", isi)).strip())
        assert len(entri) == len(pin(berkas))
        assert [satu for satu in entri if "--hash=sha256:" not in satu] == []

    def test_what_runs_in_production_is_what_is_tested(self):
        assert pin("requirements.txt").items() <= pin("requirements-dev.txt").items()

    def test_every_dependency_is_locked(self):
        proyek = tomllib.loads((AKAR / "pyproject.toml").read_text(encoding="utf-8"))

        def nama(butir: str) -> str:
            return re.split(r"[\[<>=~! ]", butir)[0].lower().replace("_", "-")

        dasar = {nama(butir) for butir in proyek["project"]["dependencies"]}
        dev = {nama(butir) for butir in proyek["dependency-groups"]["dev"]}
        assert dasar <= pin("requirements.txt").keys()
        assert dasar | dev <= pin("requirements-dev.txt").keys()
