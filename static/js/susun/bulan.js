// Planning months: a click, a drag, a run by Shift+arrow, whole rows; shown at once, saved through the queue.
import { belumBerangkat, kirim, menunggu } from "./antrean.js";
import { TAHUN, TANDA, alamat, lembar, tabel } from "./halaman.js";
import { fokuskan, sebelah, selDari } from "./kisi.js";
import { tampilkanGalat } from "./roti.js";

const tr = (kunci) => tabel()?.querySelector(`tr[data-i="${kunci}"]`);
const iso = (nomor) => `${TAHUN}-${String(nomor).padStart(2, "0")}`;
export const SETAHUN = Array.from({ length: 12 }, (_, i) => iso(i + 1));
const TRIWULAN = [3, 6, 9, 12].map(iso);

export function bacaBulan(kunci) {
  const target = tr(kunci).querySelector("[data-bulan]");
  if (target) return new Set(target.dataset.bulan.split(" ").filter(Boolean));
  return new Set([...tr(kunci).querySelectorAll("[data-b][aria-pressed=true]")].map((tombol) => tombol.dataset.b));
}

export function gambarBulan(kunci, bulan, frasa) {
  const baris = tr(kunci);
  if (!baris) return;
  for (const tombol of baris.querySelectorAll("[data-b]")) {
    const ada = bulan.has(tombol.dataset.b);
    tombol.setAttribute("aria-pressed", String(ada));
    if (!tombol.closest(".susun-target")) tombol.textContent = ada ? TANDA : "";
  }
  const target = baris.querySelector("[data-bulan]");
  if (target) {
    target.dataset.bulan = [...bulan].sort().join(" ");
    if (frasa !== undefined) {
      const isian = target.querySelector("textarea");
      if (isian?.value === target.dataset.teks) isian.value = frasa; // a phrase that is being typed stays
      target.dataset.teks = frasa;
      target.querySelector(".teks").textContent = frasa;
    }
  }
  hitung();
}

// The rail's count of scheduled indikator, from what stands in the sheet.
function hitung() {
  const baris = [...tabel().querySelectorAll("tr[data-i]")];
  const ada = baris.filter((satu) => satu.querySelector("[data-b][aria-pressed=true], [data-bulan]:not([data-bulan=''])")).length;
  const kini = lembar().querySelector(".rel-area [aria-current]");
  kini.querySelector("[data-hitung]").textContent = `${ada}/${baris.length}`;
  const maju = kini.querySelector("progress");
  maju.value = ada;
  maju.classList.toggle("penuh", ada === baris.length && ada > 0);
}

// Changes: month → planned or not. What waits for the same row goes along with it.
export function atur(kunci, perubahan, pesan = "") {
  const bulan = bacaBulan(kunci);
  const beda = Object.entries(perubahan).filter(([satu, ada]) => bulan.has(satu) !== ada);
  if (!beda.length) return;
  for (const [satu, ada] of beda) ada ? bulan.add(satu) : bulan.delete(satu);
  gambarBulan(kunci, bulan);
  const teman = belumBerangkat((tugas) => tugas.jenis === "bulan" && tugas.kunci === kunci && tugas.perubahan).at(-1);
  if (teman) {
    Object.assign(teman.perubahan, Object.fromEntries(beda));
    teman.pesan ||= pesan;
    return;
  }
  const isi = Object.fromEntries(beda);
  kirim({
    jenis: "bulan",
    kunci,
    baris: `indikator-${kunci}`,
    alamat: alamat("indikator", kunci, "bulan"),
    perubahan: isi,
    pesan,
    isi: () => ({ nyala: Object.keys(isi).filter((b) => isi[b]), mati: Object.keys(isi).filter((b) => !isi[b]) }),
    selesai(json) {
      terima(kunci, json);
      if (this.pesan) document.dispatchEvent(new CustomEvent("susun:perbuatan", { detail: { pesan: this.pesan, kelompok: json.kelompok } }));
    },
    ditolak: (status, json) => { terapkanBalik(kunci, isi); tampilkanGalat(status, json); },
  });
}

// The server's months, unless newer wishes for this row are still waiting.
export function terima(kunci, json) {
  const bulan = new Set(json.bulan);
  for (const tugas of menunggu((t) => t.jenis === "bulan" && t.kunci === kunci)) {
    for (const [satu, ada] of Object.entries(tugas.perubahan ?? {})) ada ? bulan.add(satu) : bulan.delete(satu);
  }
  gambarBulan(kunci, bulan, json.frasa);
}

function terapkanBalik(kunci, isi) {
  if (!tr(kunci)) return;
  const bulan = bacaBulan(kunci);
  for (const [satu, ada] of Object.entries(isi)) ada ? bulan.delete(satu) : bulan.add(satu);
  gambarBulan(kunci, bulan);
}

// After the sheet was drawn anew: what waits is shown again as wished.
export function tampilkanYangMenunggu() {
  for (const tugas of menunggu((t) => t.jenis === "bulan" && t.perubahan)) {
    if (!tr(tugas.kunci)) continue;
    const bulan = bacaBulan(tugas.kunci);
    for (const [satu, ada] of Object.entries(tugas.perubahan)) ada ? bulan.add(satu) : bulan.delete(satu);
    gambarBulan(tugas.kunci, bulan);
  }
}

// Row shortcuts.
export function isiBaris(kunci, aksi) {
  const kini = bacaBulan(kunci);
  let tuju = null;
  if (aksi === "setahun") tuju = new Set(SETAHUN);
  else if (aksi === "triwulan") tuju = new Set(TRIWULAN);
  else if (aksi === "kosongkan") tuju = new Set();
  else {
    const semua = [...tabel().querySelectorAll("tr[data-i]")];
    const atas = semua[semua.indexOf(tr(kunci)) - 1];
    if (!atas) return;
    tuju = bacaBulan(atas.dataset.i);
  }
  const semua = new Set([...kini, ...tuju]);
  const pesan = { setahun: "Bulan setahun penuh ditandai.", triwulan: "Bulan triwulanan ditandai.", kosongkan: "Bulan dikosongkan.", salin: "Bulan baris di atas disalin." };
  atur(kunci, Object.fromEntries([...semua].map((satu) => [satu, tuju.has(satu)])), pesan[aksi]);
}

// --- mouse: press, drag over the run, let go

let tarik = null;
const tombolBulan = (unsur) => unsur.closest?.(".susun-tabel button[data-b]");

document.addEventListener("pointerdown", (peristiwa) => {
  const tombol = tombolBulan(peristiwa.target);
  if (!tombol || peristiwa.button || peristiwa.pointerType === "touch" || tombol.closest(".susun-target")) return;
  const baris = tombol.closest("tr");
  const semua = [...baris.querySelectorAll("button[data-b]")];
  tarik = { kunci: baris.dataset.i, semua, awal: semua.indexOf(tombol), ada: tombol.getAttribute("aria-pressed") !== "true", kini: semua.indexOf(tombol) };
});
document.addEventListener("pointerover", ({ target }) => {
  if (!tarik) return;
  const letak = tarik.semua.indexOf(tombolBulan(target));
  if (letak < 0 || letak === tarik.kini) return;
  tarik.kini = letak;
  const [dari, sampai] = [Math.min(tarik.awal, letak), Math.max(tarik.awal, letak)];
  tarik.semua.forEach((tombol, i) => tombol.classList.toggle("dalam-tarikan", i >= dari && i <= sampai));
});
document.addEventListener("pointerup", () => {
  if (!tarik) return;
  const { kunci, semua, awal, kini, ada } = tarik;
  tarik = null;
  for (const tombol of semua) tombol.classList.remove("dalam-tarikan");
  if (awal === kini) return; // a click: its own event does it
  const run = semua.slice(Math.min(awal, kini), Math.max(awal, kini) + 1);
  atur(kunci, Object.fromEntries(run.map((tombol) => [tombol.dataset.b, ada])), `${run.length} bulan ${ada ? "ditandai" : "dikosongkan"}.`);
});
document.addEventListener("pointercancel", () => { tarik = null; });

document.addEventListener("click", ({ target }) => {
  const tombol = tombolBulan(target);
  if (!tombol) return;
  const kunci = tombol.closest("tr").dataset.i;
  atur(kunci, { [tombol.dataset.b]: tombol.getAttribute("aria-pressed") !== "true" });
});

// --- keys on a month or anywhere in an indikator's line
export function tombolKunci(peristiwa) {
  const { target, key } = peristiwa;
  const baris = target.closest("tr[data-i]");
  if (!baris || peristiwa.ctrlKey || peristiwa.altKey || peristiwa.metaKey) return false;
  const tombol = tombolBulan(target);
  if (tombol && peristiwa.shiftKey && (key === "ArrowLeft" || key === "ArrowRight")) {
    peristiwa.preventDefault();
    const sel = sebelah(selDari(tombol), 0, key === "ArrowLeft" ? -1 : 1);
    const berikut = sel?.querySelector("button[data-b]");
    if (berikut) {
      atur(baris.dataset.i, { [berikut.dataset.b]: tombol.getAttribute("aria-pressed") === "true" });
      fokuskan(sel);
    }
    return true;
  }
  const aksi = { s: "setahun", t: "triwulan", k: "kosongkan", a: "salin" }[key.toLowerCase()];
  if (!aksi || peristiwa.shiftKey) return false;
  peristiwa.preventDefault();
  isiBaris(baris.dataset.i, aksi);
  return true;
}
