// Tabs (components/tab.html): where they do not fit, the current one is brought into sight.
for (const kini of document.querySelectorAll(".tab [aria-current]")) {
  const wadah = kini.closest(".tab");
  wadah.scrollLeft = kini.offsetLeft + kini.offsetWidth / 2 - wadah.clientWidth / 2;
}
