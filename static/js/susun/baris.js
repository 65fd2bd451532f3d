// Rows: the menu, adding, duplicating, moving, deleting, undoing; several rows at once. The server answers with the whole
// sheet of the area, which is swapped in without disturbing what is being typed.
import { kirim, tandaiMenunggu } from "./antrean.js";
import { isiBaris, tampilkanYangMenunggu } from "./bulan.js";
import { BAWAH, alamat, barisDari, lembar, namaBaris, salinCetakan, sebutan, selBaris, selUtama, tabel } from "./halaman.js";
import { fokuskan, pasangHenti, selDari } from "./kisi.js";
import { bentrokHapus, buka, gambarDraf, sedangMenyunting, selesai } from "./sunting.js";
import { tampilkanGalat, tawarkanUrung } from "./roti.js";

const urungkanAlamat = () => alamat("urungkan");

export function gantiLembar(json, { fokus = true } = {}) {
  const terbuka = sedangMenyunting();
  const ketikan = terbuka && { nama: namaBaris(terbuka.sel), medan: terbuka.sel.dataset.m, teks: terbuka.isian.value, revisi: terbuka.revisi, awal: terbuka.isian.selectionStart };
  const asal = document.activeElement && tabel()?.contains(document.activeElement) ? jejak(document.activeElement) : null;
  if (terbuka) selesai(false);
  const pindah = String(json.area ?? "") !== lembar().dataset.area;
  const baru = document.createRange().createContextualFragment(json.html).firstElementChild;
  lembar().replaceWith(baru);
  if (pindah) history.replaceState(null, "", `${alamat()}&area=${json.area ?? ""}`);
  pasangHenti();
  tampilkanYangMenunggu();
  tandaiMenunggu();
  perbaruiPilihan();
  if (ketikan) {
    const sel = selBaris(ketikan.nama).find((s) => s.dataset.m === ketikan.medan);
    if (sel) {
      buka(sel, { teks: ketikan.teks, revisi: ketikan.revisi });
      sedangMenyunting().isian.setSelectionRange(ketikan.awal, ketikan.awal);
      sedangMenyunting().isian.dispatchEvent(new Event("input"));
      return;
    }
    gambarDraf();
  }
  const tuju = (fokus && json.fokus && selUtama(json.fokus)) || (asal && cariJejak(asal));
  if (tuju) fokuskan(selDari(tuju) ?? tuju);
}

// Where the focus was, in words that outlive a new drawing.
const jejak = (unsur) => ({ nama: barisDari(unsur), bulan: unsur.dataset.b, medan: unsur.dataset.m });
function cariJejak({ nama, bulan, medan }) {
  if (!nama) return null;
  const utama = selUtama(nama);
  if (bulan) return utama?.closest("tr").querySelector(`[data-b="${bulan}"]`);
  return selBaris(nama).find((s) => s.dataset.m === medan) ?? utama;
}

export function perbuat(tujuan, isi, { baris = "", sunting = false, ditolak } = {}) {
  kirim({
    jenis: "lembar",
    baris,
    alamat: tujuan,
    isi: () => isi,
    selesai(json) {
      gantiLembar(json);
      tawarkanUrung(json.pesan, json.kelompok && (() => urungkan(json.kelompok)));
      if (sunting && selUtama(json.fokus)) buka(selUtama(json.fokus));
      document.dispatchEvent(new CustomEvent("susun:berubah", { detail: { baris } }));
    },
    ditolak: ditolak ?? tampilkanGalat,
  });
}

export function urungkan(kelompok = "") {
  kirim({
    jenis: "lembar",
    baris: "",
    alamat: urungkanAlamat(),
    isi: () => (kelompok ? { batal: kelompok } : {}),
    selesai(json) {
      gantiLembar(json);
      tawarkanUrung(json.pesan, () => urungkan(json.kelompok));
      document.dispatchEvent(new CustomEvent("susun:berubah", { detail: {} }));
    },
    ditolak: tampilkanGalat,
  });
}

// Deeds that change one row in place offer their undoing, too.
document.addEventListener("susun:perbuatan", ({ detail }) => tawarkanUrung(detail.pesan, () => urungkan(detail.kelompok)));

export function aksi(nama, apa) {
  const [t, k] = nama.split("-");
  const sel = selUtama(nama);
  if (!sel) return;
  const ke = (...bagian) => alamat(sebutan(t), k, ...bagian);
  switch (apa) {
    case "rincian": return bukaPanel(nama);
    case "sunting": return buka(sel);
    case "setahun": case "triwulan": case "kosongkan": case "salin": return isiBaris(k, apa);
    case "tambah": return perbuat(alamat(sebutan(t), "baru"), { setelah: k }, { sunting: true });
    case "tambah-bawah": return perbuat(alamat(sebutan(BAWAH[t]), "baru"), { induk: k }, { sunting: true });
    case "gandakan": return perbuat(ke("gandakan"), {}, { baris: nama });
    case "naik": case "turun": return perbuat(ke("pindah"), { arah: apa }, { baris: nama });
    case "hapus": return hapus(nama, sel.dataset.r);
  }
}

function hapus(nama, revisi) {
  const [t, k] = nama.split("-");
  perbuat(alamat(sebutan(t), k, "hapus"), { revisi }, {
    baris: nama,
    ditolak: (status, json) => (json?.bentrok ? bentrokHapus(nama, json, (baru) => hapus(nama, baru)) : tampilkanGalat(status, json)),
  });
}

// --- menu of a row

let menu = null;

function tutupMenu(fokus = true) {
  if (!menu) return;
  const { unsur, pemicu } = menu;
  menu = null;
  unsur.remove();
  pemicu.setAttribute("aria-expanded", "false");
  if (fokus && pemicu.isConnected) fokuskan(selDari(pemicu));
}

export function bukaMenu(nama, pemicu) {
  tutupMenu(false);
  const unsur = salinCetakan("cetakan-menu");
  const t = nama.split("-")[0];
  for (const satu of unsur.querySelectorAll("[data-hanya]")) if (satu.dataset.hanya !== t) satu.remove();
  for (const satu of unsur.querySelectorAll("[data-bukan]")) if (satu.dataset.bukan === t) satu.remove();
  for (const satu of unsur.querySelectorAll("[data-sebut]")) satu.textContent = satu.dataset.sebut.replace("{}", sebutan(t));
  for (const satu of unsur.querySelectorAll("[data-sebut-bawah]")) satu.textContent = satu.dataset.sebutBawah.replace("{}", sebutan(BAWAH[t]));
  document.getElementById("susun").append(unsur);
  const kotak = pemicu.getBoundingClientRect();
  const { offsetWidth: lebar, offsetHeight: tinggi } = unsur;
  const tinggiBaris = Math.min(kotak.height, 32); // beside a tall cell: near its first line
  const atas = Math.max(8, Math.min(kotak.top + tinggiBaris + 4, innerHeight - tinggi - 8));
  const kiri = pemicu.matches(".sel") ? kotak.left + 8 : kotak.right - lebar;
  unsur.style.setProperty("top", `${atas}px`);
  unsur.style.setProperty("left", `${Math.max(8, Math.min(kiri, innerWidth - lebar - 8))}px`);
  pemicu.setAttribute("aria-expanded", "true");
  menu = { unsur, pemicu, nama, atas: kotak.top };
  unsur.querySelector("[role=menuitem]").focus({ preventScroll: true });
}

document.addEventListener("keydown", (peristiwa) => {
  if (!menu?.unsur.contains(document.activeElement)) return;
  const semua = [...menu.unsur.querySelectorAll("[role=menuitem]")];
  const kini = semua.indexOf(document.activeElement);
  const ke = { ArrowDown: (kini + 1) % semua.length, ArrowUp: (kini - 1 + semua.length) % semua.length, Home: 0, End: semua.length - 1 }[peristiwa.key];
  if (ke !== undefined) semua[ke].focus();
  else if (peristiwa.key === "Escape" || peristiwa.key === "Tab") tutupMenu();
  else return;
  peristiwa.preventDefault();
  peristiwa.stopPropagation();
}, true);

document.addEventListener("click", (peristiwa) => {
  const { target } = peristiwa;
  const pilihan = target.closest(".susun-menu [data-aksi]");
  if (pilihan) {
    const { nama } = menu;
    tutupMenu();
    aksi(nama, pilihan.dataset.aksi);
    return;
  }
  const pemicu = target.closest("[data-menu]");
  if (pemicu) {
    peristiwa.preventDefault();
    if (menu?.pemicu === pemicu) tutupMenu();
    else bukaMenu(pemicu.dataset.menu, pemicu);
  } else if (menu) tutupMenu(false);
});
addEventListener("resize", () => tutupMenu(false));
document.addEventListener("scroll", () => {
  if (menu && Math.abs(menu.pemicu.getBoundingClientRect().top - menu.atas) > 48) tutupMenu(false);
}, { capture: true, passive: true });

// --- forms that are deeds: in the sheet and in the panel

document.addEventListener("submit", (peristiwa) => {
  const form = peristiwa.target;
  if (form.matches("[data-urungkan]")) {
    peristiwa.preventDefault();
    urungkan();
  } else if (form.matches("[data-perbuatan]")) {
    peristiwa.preventDefault();
    const isi = Object.fromEntries(new FormData(form, peristiwa.submitter));
    delete isi.csrfmiddlewaretoken;
    const diHapus = form.getAttribute("action").includes("/hapus/");
    if (diHapus) bootstrap.Offcanvas.getInstance("#panel")?.hide();
    perbuat(form.getAttribute("action"), isi, { sunting: form.getAttribute("action").includes("/baru/") });
  }
});

// --- the panel

export function bukaPanel(nama) {
  const [t, k] = nama.split("-");
  const panel = document.getElementById("panel");
  panel.dataset.baris = nama;
  htmx.ajax("GET", alamat(sebutan(t), k), { target: "#panel-isi", swap: "innerHTML" });
  bootstrap.Offcanvas.getOrCreateInstance(panel).show();
}

// --- several rows

let terakhirDipilih = null;
const kotak = () => [...(tabel()?.querySelectorAll("[data-pilih]") ?? [])];
export const terpilih = () => kotak().filter((satu) => satu.checked).map((satu) => satu.closest("tr").dataset.i);

export function perbaruiPilihan() {
  const jumlah = terpilih().length;
  const bilah = document.getElementById("pilihan");
  bilah.hidden = !jumlah;
  bilah.querySelector("[data-jumlah]").textContent = `${jumlah} baris terpilih`;
  for (const satu of kotak()) {
    satu.closest("tr").classList.toggle("terpilih", satu.checked);
    satu.closest("tr").setAttribute("aria-selected", String(satu.checked));
  }
  const semua = tabel()?.querySelector("[data-semua]");
  if (semua) {
    semua.checked = jumlah > 0 && jumlah === kotak().length;
    semua.indeterminate = jumlah > 0 && jumlah < kotak().length;
  }
  document.querySelector("#massal [data-jumlah]").textContent = jumlah ? `${jumlah} baris terpilih` : "Belum ada baris yang dipilih. Centang dahulu barisnya di lembar.";
}

document.addEventListener("click", (peristiwa) => {
  const { target } = peristiwa;
  if (target.matches("[data-pilih]")) {
    const semua = kotak();
    const [dari, ke] = [semua.indexOf(terakhirDipilih), semua.indexOf(target)];
    if (peristiwa.shiftKey && dari >= 0) for (const satu of semua.slice(Math.min(dari, ke), Math.max(dari, ke) + 1)) satu.checked = target.checked;
    terakhirDipilih = target;
  } else if (target.matches("[data-semua]")) for (const satu of kotak()) satu.checked = target.checked;
  else if (target.closest("[data-batal]")) for (const satu of kotak()) satu.checked = false;
  else return;
  perbaruiPilihan();
});

export function pilihBaris(unsur) {
  const satu = unsur.closest("tr")?.querySelector("[data-pilih]");
  if (!satu) return;
  satu.checked = !satu.checked;
  terakhirDipilih = satu;
  perbaruiPilihan();
}
