// A side panel without a backdrop stands beside the page: Bootstrap calls every offcanvas a modal dialog, this one is not.
addEventListener("shown.bs.offcanvas", ({ target }) => {
  if (target.dataset.bsBackdrop !== "false") return;
  target.removeAttribute("aria-modal");
  target.setAttribute("role", "region");
});
