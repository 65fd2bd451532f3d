// Moving in the sheet after the ARIA grid pattern: one stop for Tab, arrows go from cell to cell, also across merged ones.
import { tabel } from "./halaman.js";

let kini = null; // [row, column] in the map, so that walking past a merged cell keeps its line

export const selDari = (unsur) => unsur?.closest?.("[role=gridcell],[role=rowheader]");
const sasaran = (sel) => sel.querySelector("button[data-b], input, .s-tambah button, :scope > .tombol-baris, form button") ?? sel;
const titik = (sel) => (sel.classList.contains("sel") ? sel : sasaran(sel));

// Which cell covers each place of the table's body.
function peta() {
  const hasil = [];
  const baris = [...tabel().tBodies[0].rows];
  baris.forEach((tr, r) => {
    hasil[r] ??= [];
    let k = 0;
    for (const sel of tr.cells) {
      while (hasil[r][k]) k++;
      for (let i = 0; i < sel.rowSpan && r + i < baris.length; i++) {
        hasil[r + i] ??= [];
        for (let j = 0; j < sel.colSpan; j++) hasil[r + i][k + j] = sel;
      }
      k += sel.colSpan;
    }
  });
  return hasil;
}

// The row of a level that covers a line of the sheet: its cell, or the heading above.
export function penutup(tr, tingkat) {
  const baris = [...tabel().tBodies[0].rows];
  const sel = peta()[baris.indexOf(tr)]?.find((satu) => satu.dataset.t === tingkat && satu.dataset.m === "uraian");
  if (sel) return sel;
  for (let i = baris.indexOf(tr); i >= 0; i--) if (baris[i].matches(`.baris-${tingkat}`)) return baris[i].cells[0];
  return null;
}

const fokusable = (sel) => sel && !sel.classList.contains("s-kosong");

export function fokuskan(sel, { gulir = true } = {}) {
  if (!sel) return;
  for (const lama of tabel().querySelectorAll("[tabindex='0']")) lama.tabIndex = -1;
  const unsur = titik(sel);
  unsur.tabIndex = 0;
  unsur.focus({ preventScroll: !gulir });
}

function letak(sel) {
  const p = peta();
  if (kini && p[kini[0]]?.[kini[1]] === sel) return { p, r: kini[0], k: kini[1] };
  const r = p.findIndex((baris) => baris.includes(sel));
  return { p, r, k: r < 0 ? 0 : p[r].indexOf(sel) };
}

// The cell that lies next in a direction, past the edges of merged ones and over empty places.
export function sebelah(sel, dr, dk) {
  const { p, r, k } = letak(sel);
  let [i, j] = [r + dr, k + dk];
  while (p[i]?.[j] && (p[i][j] === sel || !fokusable(p[i][j]))) [i, j] = [i + dr, j + dk];
  if (!p[i]?.[j]) return null;
  kini = [i, j];
  return p[i][j];
}

const ARAH = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export function gerak(peristiwa) {
  const sel = selDari(peristiwa.target);
  if (!sel || peristiwa.altKey || peristiwa.metaKey) return false;
  let tujuan = null;
  const { key, ctrlKey } = peristiwa;
  if (ARAH[key] && !ctrlKey && !peristiwa.shiftKey) tujuan = sebelah(sel, ...ARAH[key]);
  else if (key === "Home" || key === "End") {
    const { p, r } = letak(sel);
    const baris = ctrlKey ? p[key === "Home" ? 0 : p.length - 1] : p[r];
    tujuan = (key === "Home" ? baris : [...baris].reverse()).find(fokusable);
    kini = null;
  } else if (key === "PageDown" || key === "PageUp") {
    const { p, r, k } = letak(sel);
    const i = Math.max(0, Math.min(p.length - 1, r + (key === "PageDown" ? 5 : -5)));
    tujuan = p[i][k];
    kini = [i, k];
  } else return false;
  peristiwa.preventDefault();
  if (tujuan) fokuskan(tujuan);
  return true;
}

// One cell can be reached by Tab: the one that was last in focus, at first the first text.
export function pasangHenti() {
  const t = tabel();
  if (t && !t.querySelector("tbody [tabindex='0']")) (t.querySelector("tbody tr .sel") ?? t).tabIndex = 0;
}

document.addEventListener("focusin", ({ target }) => {
  const t = tabel();
  const sel = t?.contains(target) && selDari(target);
  if (!sel || titik(sel) !== target) return;
  for (const lama of t.querySelectorAll("tbody [tabindex='0']")) if (lama !== target) lama.tabIndex = -1;
  target.tabIndex = 0;
});
