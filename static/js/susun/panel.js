// The forms of the side panels, sent through the queue: the fields of a row, its months, and several rows at once.
import { kirim } from "./antrean.js";
import { bukaPanel, gantiLembar, perbuat, terpilih, urungkan } from "./baris.js";
import { terima } from "./bulan.js";
import { kunciDraf, simpanan } from "./draf.js";
import { salinCetakan, selUtama } from "./halaman.js";
import { fokuskan } from "./kisi.js";
import { tampilkanGalat, tawarkanUrung } from "./roti.js";
import { bentrokHapus, gambarDraf, naikkanRevisi } from "./sunting.js";

const panel = document.getElementById("panel");

function isiForm(form) {
  const isi = {};
  for (const [nama, nilai] of new FormData(form)) {
    if (nama === "csrfmiddlewaretoken") continue;
    (isi[nama] ??= []).push(nilai);
  }
  return isi;
}

// Errors beside their fields; those of no field at the form's foot.
function tampilkanDiForm(form, galat) {
  for (const lama of form.querySelectorAll(".galat-isian")) lama.remove();
  for (const isian of form.querySelectorAll("[aria-invalid]")) { isian.removeAttribute("aria-invalid"); isian.classList.remove("is-invalid"); }
  let pertama = null;
  for (const [nama, pesan] of Object.entries(galat)) {
    const kata = salinCetakan("cetakan-galat");
    kata.querySelector("[data-teks]").textContent = pesan.join(" ");
    kata.id = `galat-${nama}`;
    const isian = form.elements.namedItem(nama);
    if (isian instanceof HTMLElement && isian.type !== "hidden") {
      isian.setAttribute("aria-invalid", "true");
      isian.setAttribute("aria-describedby", kata.id);
      isian.classList.add("is-invalid");
      isian.after(kata);
      pertama ??= isian;
    } else (form.querySelector("[data-galat]") ?? form).append(kata);
  }
  pertama?.focus();
}

// What is typed into the forms of a row is kept like the texts of the sheet, and stands there again when its panel opens.
const medanDraf = (form) => (form.matches("[data-panel]") ? "rincian" : form.matches("[data-frasa]") ? "frasa" : "");
const tanpaRevisi = ({ revisi, ...isi }) => JSON.stringify(isi);

function catat(form) {
  const medan = medanDraf(form);
  if (!medan) return;
  const isi = isiForm(form);
  const nama = panel.dataset.baris;
  const teks = (isi.uraian ?? isi.frasa ?? []).join(" ");
  simpanan.tulis(kunciDraf(nama, medan), { isi, teks, revisi: isi.revisi?.[0] ?? "", judul: selUtama(nama)?.dataset.teks ?? "" });
}
for (const jenis of ["input", "change"]) {
  document.addEventListener(jenis, ({ target }) => { if (target.form && target.closest("#panel")) catat(target.form); });
}

function kembalikan() {
  const nama = panel.dataset.baris;
  for (const form of panel.querySelectorAll("[data-panel], [data-frasa]")) {
    const kunci = kunciDraf(nama, medanDraf(form));
    const draf = simpanan.baca(kunci);
    if (!draf?.isi) continue;
    if (tanpaRevisi(draf.isi) === tanpaRevisi(isiForm(form))) { simpanan.buang(kunci); continue; }
    for (const isian of form.elements) {
      if (!isian.name || isian.name === "csrfmiddlewaretoken") continue;
      const nilai = draf.isi[isian.name] ?? [];
      if (isian.type === "checkbox" || isian.type === "radio") isian.checked = nilai.includes(isian.value);
      else if (nilai.length) [isian.value] = nilai;
    }
    if (form.elements.revisi) form.elements.revisi.value = draf.revisi; // somebody else's change since then is a conflict
    const kabar = salinCetakan("cetakan-dikembalikan");
    kabar.querySelector("[data-buang]").addEventListener("click", () => { simpanan.buang(kunci); bukaPanel(nama); gambarDraf(); });
    form.prepend(kabar);
  }
}
document.addEventListener("htmx:afterSwap", ({ target }) => { if (target.id === "panel-isi") kembalikan(); });
document.addEventListener("susun:panel", ({ detail }) => bukaPanel(detail.baris));

function buangBila(kunci, isi) {
  const draf = simpanan.baca(kunci);
  if (draf && tanpaRevisi(draf.isi) === tanpaRevisi(isi)) simpanan.buang(kunci);
}

function kirimIsi(form, nama) {
  const { revisi: [revisi], ...isi } = isiForm(form);
  const kunci = kunciDraf(nama, "rincian");
  catat(form);
  kirim({
    jenis: "panel",
    medan: "rincian",
    baris: nama,
    revisi,
    alamat: form.getAttribute("action"),
    isi() { this.terkirim = this.revisi; return { ...isi, revisi: this.revisi, panel: 1 }; },
    selesai(json) {
      buangBila(kunci, isi);
      gantiLembar(json, { fokus: false });
      const kini = selUtama(nama)?.dataset.r;
      if (kini) naikkanRevisi(nama, this.terkirim, kini);
      gambarDraf();
      tawarkanUrung(json.pesan, () => urungkan(json.kelompok));
      if (panel.classList.contains("show") && panel.dataset.baris === nama) bukaPanel(nama);
    },
    ditolak(status, json) {
      if (status === 422) tampilkanDiForm(form, json.galat);
      else if (json?.bentrok) bentrokHapus(nama, json, (baru) => { form.elements.revisi.value = baru; kirimIsi(form, nama); }, () => { simpanan.buang(kunci); bukaPanel(nama); });
      else tampilkanGalat(status, json);
      if (!json?.bentrok) gambarDraf();
    },
  });
}

function kirimBulan(form, nama) {
  const indikator = nama.split("-")[1];
  const isi = isiForm(form);
  const kunci = kunciDraf(nama, "frasa");
  catat(form);
  kirim({
    jenis: "bulan-panel",
    medan: medanDraf(form),
    baris: nama,
    alamat: form.getAttribute("action"),
    isi: () => isi,
    selesai(json) {
      if (isi.frasa) buangBila(kunci, isi);
      terima(indikator, json);
      for (const kotak of panel.querySelectorAll("[data-bulan-panel] input[name=nyala]")) kotak.checked = json.bulan.includes(kotak.value);
      const frasa = panel.querySelector("[data-frasa] textarea");
      if (frasa && !simpanan.baca(kunci)) frasa.value = json.frasa;
      tampilkanDiForm(form, {});
    },
    ditolak(status, json) {
      if (status === 422) tampilkanDiForm(form, json.galat);
      else tampilkanGalat(status, json);
      gambarDraf();
    },
  });
}

document.addEventListener("submit", (peristiwa) => {
  const form = peristiwa.target;
  const nama = panel.dataset.baris;
  if (form.matches("[data-panel]")) kirimIsi(form, nama);
  else if (form.matches("[data-bulan-panel], [data-frasa]")) kirimBulan(form, nama);
  else if (form.matches("[data-massal]")) kirimMassal(form);
  else return;
  peristiwa.preventDefault();
});
// In the panel a month is saved as it is ticked.
document.addEventListener("change", ({ target }) => {
  if (target.matches("#panel [data-bulan-panel] input")) target.form.requestSubmit();
});
// What is filled in is meant to be replaced: ticked while one types, not on leaving, when a click may be on the tick itself.
document.addEventListener("input", ({ target }) => {
  const bagian = target.closest("#massal fieldset");
  if (bagian && !target.matches("[name=ganti]")) bagian.querySelector("[name=ganti]").checked = true;
});

function kirimMassal(form) {
  const baris = terpilih().map((kunci) => `${kunci}:${selUtama(`indikator-${kunci}`).dataset.r}`);
  perbuat(form.getAttribute("action"), { ...isiForm(form), baris }, {
    ditolak(status, json) {
      if (status === 422) tampilkanDiForm(form, json.galat);
      else tampilkanGalat(status, json);
    },
  });
  if (baris.length) bootstrap.Offcanvas.getInstance("#massal")?.hide();
}

// The row went, or its panel shows what is no more.
document.addEventListener("susun:berubah", () => {
  const nama = panel.dataset.baris;
  if (!panel.classList.contains("show") || !nama) return;
  if (selUtama(nama)) bukaPanel(nama);
  else bootstrap.Offcanvas.getInstance(panel)?.hide();
});

// Whoever opens a panel works in it; closing it leads back to the row.
const asal = new Map();
addEventListener("show.bs.offcanvas", ({ target }) => {
  asal.set(target, document.activeElement);
  for (const lain of document.querySelectorAll(".offcanvas.show")) if (lain !== target) bootstrap.Offcanvas.getInstance(lain)?.hide();
});
addEventListener("shown.bs.offcanvas", ({ target }) => target.focus());
addEventListener("hidden.bs.offcanvas", ({ target }) => {
  gambarDraf();
  if (document.activeElement && document.activeElement !== document.body && !target.contains(document.activeElement)) return;
  const sebelum = asal.get(target);
  if (sebelum?.isConnected && sebelum !== document.body) sebelum.focus();
  else fokuskan(selUtama(panel.dataset.baris ?? ""));
});
