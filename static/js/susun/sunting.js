// Editing a text in place: Enter opens, Ctrl+Enter, Tab or leaving saves, Esc leaves. What is typed is kept in this
// browser until the server has it, and two versions of a row are put side by side.
import { kirim, menunggu } from "./antrean.js";
import { kunciDraf, simpanan } from "./draf.js";
import { DRAF, TAHUN, alamat, namaBaris, salinCetakan, sebutan, selBaris, selUtama, tabel } from "./halaman.js";
import { terima } from "./bulan.js";
import { fokuskan, sebelah } from "./kisi.js";
import { tampilkanGalat } from "./roti.js";

let sunting = null; // {sel, isian, revisi}: the open editor
const kunciSel = (sel) => kunciDraf(namaBaris(sel), sel.dataset.m);

export const sedangMenyunting = () => sunting;

function tumbuh(isian) {
  isian.rows = Math.max(1, isian.value.split("\n").length);
  while (isian.scrollHeight > isian.clientHeight && isian.rows < 60) isian.rows++;
}

export function buka(sel, { teks = null, revisi = null } = {}) {
  if (sunting?.sel === sel) return;
  if (sunting) selesai(true);
  const target = sel.dataset.m === "bulan";
  const wadah = target ? salinCetakan("cetakan-target") : document.createElement("textarea");
  const isian = target ? wadah.querySelector("textarea") : wadah;
  if (!target) {
    isian.className = "form-control susun-isian";
    isian.rows = 1;
    isian.maxLength = 8000;
  } else bulanTarget(sel, wadah);
  const judul = { uraian: `Uraian ${sebutan(sel.dataset.t)}`, rincian: "Rincian", ket: "KET", bulan: "Target waktu" }[sel.dataset.m];
  isian.setAttribute("aria-label", judul);
  isian.value = teks ?? sel.dataset.teks;
  sel.classList.add("menyunting");
  sel.append(wadah);
  sunting = { sel, isian, wadah, revisi: revisi ?? sel.dataset.r ?? "", target };
  tumbuh(isian);
  isian.focus();
  isian.setSelectionRange(isian.value.length, isian.value.length);
  isian.addEventListener("input", () => {
    tumbuh(isian);
    galat(isian, "");
    simpanan.tulis(kunciSel(sel), { teks: isian.value, revisi: sunting.revisi, judul: selUtama(namaBaris(sel))?.dataset.teks ?? "" });
  });
}

// The months of this year and the next beside the phrase: each click is saved at once.
function bulanTarget(sel, wadah) {
  const ada = new Set(sel.dataset.bulan.split(" "));
  const nama = [...document.querySelectorAll("#massal .susun-bulan span")].map((s) => s.textContent);
  for (const tahun of [TAHUN, TAHUN + 1]) {
    const grup = document.createElement("div");
    grup.className = "susun-dua-belas";
    grup.setAttribute("role", "group");
    grup.setAttribute("aria-label", `Bulan ${tahun}`);
    grup.append(Object.assign(document.createElement("span"), { textContent: tahun }));
    nama.forEach((pendek, i) => {
      const tombol = document.createElement("button");
      tombol.type = "button";
      tombol.dataset.b = `${tahun}-${String(i + 1).padStart(2, "0")}`;
      tombol.setAttribute("aria-pressed", String(ada.has(tombol.dataset.b)));
      tombol.textContent = pendek;
      tombol.setAttribute("aria-label", `${pendek} ${tahun}`);
      grup.append(tombol);
    });
    wadah.querySelector("[data-tahun]").append(grup);
  }
}

function galat(isian, teks) {
  const lama = isian.parentElement.querySelector(".galat-isian");
  lama?.remove();
  isian.classList.toggle("is-invalid", Boolean(teks));
  isian.removeAttribute("aria-invalid");
  if (!teks) return;
  const kata = salinCetakan("cetakan-galat");
  kata.querySelector("[data-teks]").textContent = teks;
  kata.id = "galat-sunting";
  isian.setAttribute("aria-invalid", "true");
  isian.setAttribute("aria-describedby", kata.id);
  isian.after(kata);
}

// Close the editor; `simpan`: with what it says.
export function selesai(simpan, { fokus = false } = {}) {
  if (!sunting) return;
  const { sel, isian, wadah, revisi, target } = sunting;
  sunting = null;
  const nilai = isian.value;
  wadah.remove();
  sel.classList.remove("menyunting");
  if (!simpan || nilai === sel.dataset.teks) simpanan.buang(kunciSel(sel));
  else if (target) simpanFrasa(sel, nilai);
  else simpanTeks(sel, nilai, revisi);
  if (fokus) fokuskan(sel);
}

function tulisSel(sel, mentah, html) {
  sel.dataset.teks = mentah;
  const teks = sel.querySelector(".teks");
  if (html === undefined) teks.textContent = mentah; // until the server's form comes
  else teks.innerHTML = html; // the server escapes
}

// Revisions: an own save moves the base of what this person typed on the same one; somebody else's does not.
export function naikkanRevisi(nama, dari, ke) {
  for (const sel of selBaris(nama)) if (sel.dataset.r) sel.dataset.r = ke;
  for (const tugas of menunggu((t) => (t.jenis === "teks" || t.jenis === "panel") && t.baris === nama && t.revisi === dari)) tugas.revisi = ke;
  simpanan.naikkan(nama, dari, ke);
  const panel = document.querySelector("#panel [data-panel]")?.elements.revisi;
  if (panel?.value === dari && document.getElementById("panel").dataset.baris === nama) panel.value = ke;
  if (sunting && namaBaris(sunting.sel) === nama && sunting.revisi === dari) sunting.revisi = ke;
}

export function simpanTeks(sel, nilai, revisi) {
  const nama = namaBaris(sel);
  const { t, k, m } = sel.dataset;
  const kunci = kunciSel(sel);
  tulisSel(sel, nilai);
  simpanan.tulis(kunci, { teks: nilai, revisi, judul: selUtama(nama)?.dataset.teks ?? "" });
  const tugas = {
    jenis: "teks",
    baris: nama,
    medan: m,
    nilai,
    revisi: String(revisi),
    alamat: alamat(sebutan(t), k),
    isi() { this.terkirim = this.revisi; return { [m]: nilai, revisi: this.revisi }; },
    selesai(json) {
      buangDraf(kunci, nilai);
      naikkanRevisi(nama, this.terkirim, String(json.revisi));
      terapkanTeks(nama, json, m);
      document.dispatchEvent(new CustomEvent("susun:perbuatan", { detail: { pesan: "Teks disimpan.", kelompok: json.kelompok } }));
    },
    ditolak(status, json) {
      if (status === 409 && json.bentrok) bentrok(nama, m, nilai, json);
      else if (status === 422) bukaLagi(nama, m, nilai, this.revisi, json);
      else tampilkanGalat(status, json);
      if (status !== 409 && status !== 422) gambarDraf();
    },
  };
  // The queue keeps its own copy: methods look at that one.
  kirim({ ...tugas });
}

function buangDraf(kunci, nilai) {
  if (simpanan.baca(kunci)?.teks === nilai) simpanan.buang(kunci);
}

// What the server holds of a row, into its cells; a field with newer text on its way keeps that.
function terapkanTeks(nama, json, medan = "") {
  for (const sel of selBaris(nama)) {
    const m = sel.dataset.m;
    if (!(m in (json.sel ?? {})) || sunting?.sel === sel) continue;
    if (menunggu((t) => t.jenis === "teks" && t.baris === nama && t.medan === m).length) continue;
    if (!medan || m === medan || sel.dataset.teks === json.teks[m]) tulisSel(sel, json.teks[m], json.sel[m]);
  }
}

function bukaLagi(nama, medan, nilai, revisi, json) {
  const sel = selBaris(nama).find((s) => s.dataset.m === medan);
  const pesan = Object.values(json.galat ?? {}).flat().join(" ");
  if (!sel) return;
  delete selUtama(nama).dataset.simpan; // the message beside the field says it
  buka(sel, { teks: nilai, revisi });
  galat(sunting.isian, pesan);
}

function simpanFrasa(sel, nilai) {
  const kunci = sel.dataset.k;
  const lama = sel.dataset.teks;
  const simpan = kunciSel(sel);
  tulisSel(sel, nilai);
  simpanan.tulis(simpan, { teks: nilai, revisi: "", judul: "" });
  kirim({
    jenis: "bulan",
    kunci,
    baris: `indikator-${kunci}`,
    alamat: alamat("indikator", kunci, "bulan"),
    isi: () => ({ frasa: nilai }),
    selesai(json) {
      buangDraf(simpan, nilai);
      terima(kunci, json);
      document.dispatchEvent(new CustomEvent("susun:perbuatan", { detail: { pesan: "Target waktu disimpan.", kelompok: json.kelompok } }));
    },
    ditolak(status, json) {
      const kini = tabel()?.querySelector(`tr[data-i="${kunci}"] [data-bulan]`);
      if (kini) tulisSel(kini, lama, undefined);
      if (status === 422 && kini) {
        delete selUtama(`indikator-${kunci}`).dataset.simpan;
        buka(kini, { teks: nilai });
        galat(sunting.isian, Object.values(json.galat).flat().join(" "));
      } else tampilkanGalat(status, json);
    },
  });
}

// --- two versions

const dialog = document.getElementById("bentrok");

function bentrok(nama, medan, nilai, json) {
  dialog.innerHTML = json.html;
  const sel = () => selBaris(nama).find((s) => s.dataset.m === medan);
  dialog.querySelector("[data-pilih-versi]").addEventListener("submit", (peristiwa) => {
    peristiwa.preventDefault();
    dialog.close("saya");
    for (const satu of selBaris(nama)) if (satu.dataset.r) satu.dataset.r = json.revisi;
    if (sel()) { simpanTeks(sel(), nilai, json.revisi); fokuskan(sel()); }
  });
  dialog.querySelector("[data-pakai-tersimpan]").addEventListener("click", (peristiwa) => {
    peristiwa.preventDefault();
    dialog.close("tersimpan");
    pakaiTersimpan(nama, json);
    if (sel()) { simpanan.buang(kunciDraf(sel())); fokuskan(sel()); }
  });
  dialog.addEventListener("close", () => {
    if (dialog.returnValue) return;
    pakaiTersimpan(nama, json); // undecided: the stored one is shown, the typed one stays in the list above
    gambarDraf();
  }, { once: true });
  dialog.returnValue = "";
  dialog.showModal();
}

export function pakaiTersimpan(nama, json) {
  for (const sel of selBaris(nama)) if (sel.dataset.r) sel.dataset.r = json.revisi;
  terapkanTeks(nama, json);
  delete selUtama(nama)?.dataset.simpan;
}

// A deletion, or the fields of a panel, that met somebody else's change.
export function bentrokHapus(nama, json, ulang, lepas) {
  dialog.innerHTML = json.html;
  dialog.querySelector("[data-pilih-versi]").addEventListener("submit", (peristiwa) => { peristiwa.preventDefault(); dialog.close("saya"); ulang(json.revisi); });
  dialog.querySelector("[data-pakai-tersimpan]").addEventListener("click", (peristiwa) => { peristiwa.preventDefault(); dialog.close("tersimpan"); lepas?.(); });
  dialog.addEventListener("close", () => pakaiTersimpan(nama, json), { once: true });
  dialog.showModal();
}

// --- texts that never reached the server

export function gambarDraf() {
  const bagian = document.getElementById("draf");
  const daftar = bagian.querySelector("[data-daftar]");
  daftar.replaceChildren();
  for (const draf of simpanan.semua().sort((a, b) => a.waktu - b.waktu)) {
    const [nama, medan] = draf.kunci.slice(DRAF.length).split(":");
    if (menunggu((t) => t.baris === nama && (t.medan === medan || medan === "bulan")).length) continue;
    if (sunting && kunciSel(sunting.sel) === draf.kunci) continue;
    const sel = selBaris(nama).find((s) => s.dataset.m === medan);
    if (sel && sel.dataset.teks === draf.teks) { simpanan.buang(draf.kunci); continue; }
    const butir = salinCetakan("cetakan-draf");
    const ke = butir.querySelector("[data-ke]");
    ke.textContent = (draf.judul || nama.replace("_", "-").replace("-", " ")).slice(0, 80);
    ke.href = `${alamat()}&baris=${nama}#${nama}`;
    butir.querySelector("[data-isi]").textContent = draf.teks.slice(0, 120);
    butir.querySelector("[data-lanjut]").addEventListener("click", () => {
      if (draf.isi && selUtama(nama)) { document.dispatchEvent(new CustomEvent("susun:panel", { detail: { baris: nama } })); return; }
      if (!sel?.isConnected) { location.assign(ke.href); return; }
      buka(sel, { teks: draf.teks, revisi: draf.revisi });
      gambarDraf();
    });
    butir.querySelector("[data-buang]").addEventListener("click", () => { simpanan.buang(draf.kunci); gambarDraf(); });
    daftar.append(butir);
  }
  bagian.hidden = !daftar.children.length;
}

// --- events

export function tombolKunci(peristiwa) {
  if (!sunting) return false;
  const { key } = peristiwa;
  if (key === "Escape") {
    peristiwa.preventDefault();
    selesai(false, { fokus: true });
  } else if (key === "Enter" && (peristiwa.ctrlKey || peristiwa.metaKey || sunting.target) && peristiwa.target === sunting.isian) {
    peristiwa.preventDefault();
    selesai(true, { fokus: true });
  } else if (key === "Tab" && !sunting.target) {
    peristiwa.preventDefault();
    const { sel } = sunting;
    selesai(true);
    fokuskan(sebelah(sel, 0, peristiwa.shiftKey ? -1 : 1) ?? sel);
  } else if ((key === "ArrowLeft" || key === "ArrowRight") && peristiwa.target.dataset.b) {
    const semua = [...sunting.wadah.querySelectorAll("[data-b]")];
    semua[semua.indexOf(peristiwa.target) + (key === "ArrowLeft" ? -1 : 1)]?.focus();
  }
  return true; // no key of the grid while a text is open
}

document.addEventListener("focusout", ({ relatedTarget }) => {
  if (!sunting || sunting.wadah.contains(relatedTarget)) return;
  const kini = sunting;
  // A moved or redrawn sheet and another window are no leaving.
  setTimeout(() => {
    if (sunting === kini && document.hasFocus() && !kini.wadah.contains(document.activeElement)) selesai(true);
  });
});
document.addEventListener("dblclick", ({ target }) => {
  const sel = target.closest(".susun-tabel .sel");
  if (sel && !target.closest("a, button, textarea")) buka(sel);
});
// On a touch screen one tap writes; with a mouse one click chooses the cell, a second one writes.
document.addEventListener("click", ({ target, pointerType }) => {
  const sel = target.closest(".susun-tabel .sel");
  if (!sel || target.closest("a, button, textarea, .susun-target")) return;
  if (pointerType === "touch" || matchMedia("(max-width: 767.98px)").matches) buka(sel);
  else if (document.activeElement !== sel) fokuskan(sel, { gulir: false });
});
