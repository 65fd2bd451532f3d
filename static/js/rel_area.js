// Rail of areas (.rel-area): marks the area that is being read, and on a phone, where the sheet is a list of cards,
// leads to the area's cards (#kartu-area-1 for #area-1).
const tautan = [...document.querySelectorAll(".rel-area a[href^='#']")];
const BATAS = 0.3; // an area counts as being read once it begins in the upper third of the window

function tujuan(a) {
  const badan = document.getElementById(a.hash.slice(1));
  return badan?.checkVisibility?.() === false ? document.getElementById(`kartu-${badan.id}`) : badan;
}

function tandai() {
  const lewat = tautan.filter((a) => tujuan(a)?.getBoundingClientRect().top < innerHeight * BATAS);
  const kini = lewat.at(-1) ?? tautan[0];
  for (const a of tautan) {
    if (a === kini) a.setAttribute("aria-current", "true");
    else a.removeAttribute("aria-current");
  }
}

document.addEventListener("click", (peristiwa) => {
  const a = peristiwa.target.closest(".rel-area a[href^='#']");
  const badan = a && tujuan(a);
  if (!badan || badan.id === a.hash.slice(1)) return;
  peristiwa.preventDefault();
  history.replaceState(null, "", `#${badan.id}`);
  badan.scrollIntoView();
});

let menunggu = false;
addEventListener("scroll", () => {
  if (menunggu) return;
  menunggu = true;
  requestAnimationFrame(() => { menunggu = false; tandai(); });
}, { passive: true, capture: true });
tandai();
