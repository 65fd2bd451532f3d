// The editor of a plan: which key does what, and the start.
import "./antrean.js";
import { aksi, bukaMenu, bukaPanel, perbaruiPilihan, pilihBaris, urungkan } from "./baris.js";
import * as bulan from "./bulan.js";
import { barisDari, selUtama, tabel } from "./halaman.js";
import { fokuskan, gerak, pasangHenti, selDari } from "./kisi.js";
import "./panel.js";
import "./seret.js";
import { buka, gambarDraf, sedangMenyunting, tombolKunci } from "./sunting.js";

const mengetik = (unsur) => unsur.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
const CARI = document.getElementById("cari-baris");

document.addEventListener("keydown", (peristiwa) => {
  const { target, key } = peristiwa;
  if (target.closest("dialog[open], .susun-menu")) return;
  if (sedangMenyunting()?.wadah.contains(target)) { tombolKunci(peristiwa); return; }
  if (mengetik(target)) {
    if (target === CARI && key === "Escape") { CARI.value = ""; document.getElementById("hasil-cari").replaceChildren(); }
    return;
  }
  if ((peristiwa.ctrlKey || peristiwa.metaKey) && key.toLowerCase() === "z" && !peristiwa.shiftKey) { peristiwa.preventDefault(); urungkan(); return; }
  if (key === "Escape") {
    for (const panel of document.querySelectorAll(".offcanvas.show")) bootstrap.Offcanvas.getInstance(panel)?.hide();
    return;
  }
  if (key === "?") { peristiwa.preventDefault(); bootstrap.Offcanvas.getOrCreateInstance("#bantuan").toggle(); return; }
  if (key === "/") { peristiwa.preventDefault(); CARI.focus(); return; }
  if (!tabel()?.contains(target) || target.closest("thead")) return;
  diKisi(peristiwa);
});

function diKisi(peristiwa) {
  const { target, key, ctrlKey, altKey, shiftKey } = peristiwa;
  if (bulan.tombolKunci(peristiwa)) return;
  const nama = barisDari(target);
  const sel = target.closest(".sel");
  const lakukan = (apa) => { peristiwa.preventDefault(); if (nama) aksi(nama, apa); };
  if (altKey && key === "ArrowUp") lakukan("naik");
  else if (altKey && key === "ArrowDown") lakukan("turun");
  else if (ctrlKey && key.toLowerCase() === "d") lakukan("gandakan");
  else if (gerak(peristiwa)) return;
  else if ((key === "Enter" || key === "F2") && sel && target === sel) { peristiwa.preventDefault(); buka(sel); }
  else if (key === " " && sel?.dataset.m === "bulan" && target === sel) { peristiwa.preventDefault(); buka(sel); }
  else if (key === "Delete") lakukan("hapus");
  else if (key === "Insert") lakukan("tambah");
  else if ((key === "." && !ctrlKey) || key === "ContextMenu" || (shiftKey && key === "F10")) {
    peristiwa.preventDefault();
    if (nama) bukaMenu(nama, sel ?? target);
  } else if (key.toLowerCase() === "x" && !ctrlKey && !altKey) { peristiwa.preventDefault(); pilihBaris(target); }
  else if (key.toLowerCase() === "r" && !ctrlKey && !altKey && nama) { peristiwa.preventDefault(); bukaPanel(nama); }
}

// --- finding: matches of this area are marked while one types; results of the whole plan come from the server
CARI.addEventListener("input", () => {
  const kata = CARI.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const sel of tabel()?.querySelectorAll(".sel") ?? []) {
    const teks = sel.dataset.teks.toLowerCase();
    sel.classList.toggle("cocok", kata.length > 0 && kata.every((satu) => teks.includes(satu)));
  }
});
function tutupCari() {
  CARI.value = "";
  CARI.dispatchEvent(new Event("input"));
  document.getElementById("hasil-cari").replaceChildren();
}
document.addEventListener("submit", (peristiwa) => {
  if (!peristiwa.target.matches(".susun-cari")) return;
  peristiwa.preventDefault();
  const cocok = [...(tabel()?.querySelectorAll(".sel.cocok") ?? [])];
  if (cocok.length) { tutupCari(); fokuskan(cocok[0]); }
  else document.querySelector("#hasil-cari a")?.click();
});
document.addEventListener("click", (peristiwa) => {
  const tautan = peristiwa.target.closest("#hasil-cari a");
  if (!tautan) { if (!peristiwa.target.closest(".susun-cari")) document.getElementById("hasil-cari").replaceChildren(); return; }
  const sel = selUtama(tautan.dataset.baris);
  if (!sel) return; // in another area: the link leads there
  peristiwa.preventDefault();
  tutupCari();
  fokuskan(sel);
});

// --- start
pasangHenti();
perbaruiPilihan();
gambarDraf();
const awal = selUtama(location.hash.slice(1));
if (awal && tabel()?.contains(awal)) fokuskan(selDari(awal));
