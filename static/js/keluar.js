// Signing out on a shared computer leaves nothing of that person's unsent texts behind (see susun/draf.js).
const DRAF = "rb-susun:";

document.addEventListener("submit", (peristiwa) => {
  const pengguna = peristiwa.target.dataset.keluar;
  if (!pengguna || !navigator.onLine) return; // without a line nobody is signed out
  try {
    const milik = Object.keys(localStorage).filter((kunci) => kunci.startsWith(`${DRAF}${pengguna}:`));
    const tanya = "Ada isian yang belum tersimpan di peramban ini. Bila Anda keluar, isian itu dibuang. Tetap keluar?";
    if (milik.length && !confirm(tanya)) peristiwa.preventDefault();
    else for (const kunci of milik) localStorage.removeItem(kunci);
  } catch { /* no storage, nothing left behind */ }
});
