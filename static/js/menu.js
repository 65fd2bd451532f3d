// Small menus (<details data-lipat>) close at Escape and at a click elsewhere; opening them needs no script.
const terbuka = () => document.querySelectorAll("details[data-lipat][open]");

document.addEventListener("click", (peristiwa) => {
  for (const lipat of terbuka()) if (!lipat.contains(peristiwa.target)) lipat.open = false;
});
document.addEventListener("keydown", (peristiwa) => {
  if (peristiwa.key !== "Escape") return;
  for (const lipat of terbuka()) {
    const didalam = lipat.contains(document.activeElement);
    lipat.open = false;
    if (didalam) lipat.querySelector("summary").focus();
  }
});
