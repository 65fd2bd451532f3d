// What was typed and has not reached the server, kept in this browser by person, plan and row; gone when the person
// signs out (keluar.js), and after a week in any case.
import { DRAF } from "./halaman.js";

const AWALAN = "rb-susun:";
const UMUR = 7 * 24 * 3600 * 1000;

export const kunciDraf = (nama, medan) => `${DRAF}${nama}:${medan}`;

export const simpanan = {
  tulis(kunci, nilai) { try { localStorage.setItem(kunci, JSON.stringify({ ...nilai, waktu: Date.now() })); } catch { /* full or forbidden: the text still stands in the field */ } },
  baca(kunci) { try { return JSON.parse(localStorage.getItem(kunci)); } catch { return null; } },
  buang(kunci) { try { localStorage.removeItem(kunci); } catch { /* as above */ } },
  semua() {
    try {
      return Object.keys(localStorage).filter((kunci) => kunci.startsWith(DRAF)).map((kunci) => ({ kunci, ...JSON.parse(localStorage.getItem(kunci)) }));
    } catch { return []; }
  },
  // An own save moves the base of what this person still has in hand of the same row.
  naikkan(nama, dari, ke) {
    for (const { kunci, ...nilai } of this.semua()) {
      if (kunci.startsWith(`${DRAF}${nama}:`) && String(nilai.revisi) === dari) this.tulis(kunci, { ...nilai, revisi: ke });
    }
  },
};

try {
  for (const kunci of Object.keys(localStorage)) {
    if (kunci.startsWith(AWALAN) && !(Date.now() - simpanan.baca(kunci)?.waktu < UMUR)) simpanan.buang(kunci);
  }
} catch { /* no storage in this browser */ }
