// The forms of the side panels, sent through the queue: the fields of a row, its months, and several rows at once.
import { kirim } from "./antrean.js";
import { bukaPanel, gantiLembar, perbuat, terpilih, urungkan } from "./baris.js";
import { terima } from "./bulan.js";
import { salinCetakan, selUtama } from "./halaman.js";
import { fokuskan } from "./kisi.js";
import { tampilkanGalat, tawarkanUrung } from "./roti.js";
import { bentrokHapus } from "./sunting.js";

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

function kirimIsi(form, nama) {
  kirim({
    jenis: "panel",
    baris: nama,
    alamat: form.getAttribute("action"),
    isi: () => ({ ...isiForm(form), panel: 1 }),
    selesai(json) {
      gantiLembar(json, { fokus: false });
      tawarkanUrung(json.pesan, () => urungkan(json.kelompok));
      if (panel.classList.contains("show") && panel.dataset.baris === nama) bukaPanel(nama);
    },
    ditolak(status, json) {
      if (status === 422) tampilkanDiForm(form, json.galat);
      else if (json?.bentrok) bentrokHapus(nama, json, (revisi) => { form.elements.revisi.value = revisi; kirimIsi(form, nama); });
      else tampilkanGalat(status, json);
    },
  });
}

function kirimBulan(form, nama) {
  const kunci = nama.split("-")[1];
  kirim({
    jenis: "bulan-panel",
    baris: nama,
    alamat: form.getAttribute("action"),
    isi: () => isiForm(form),
    selesai(json) {
      terima(kunci, json);
      for (const kotak of panel.querySelectorAll("[data-bulan-panel] input[name=nyala]")) kotak.checked = json.bulan.includes(kotak.value);
      const frasa = panel.querySelector("[data-frasa] textarea");
      if (frasa) frasa.value = json.frasa;
      tampilkanDiForm(form, {});
    },
    ditolak: (status, json) => (status === 422 ? tampilkanDiForm(form, json.galat) : tampilkanGalat(status, json)),
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
  if (document.activeElement && document.activeElement !== document.body && !target.contains(document.activeElement)) return;
  const sebelum = asal.get(target);
  if (sebelum?.isConnected && sebelum !== document.body) sebelum.focus();
  else fokuskan(selUtama(panel.dataset.baris ?? ""));
});
