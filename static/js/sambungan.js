// Tells when the line drops, and when it is back.
const putus = document.getElementById("putus");
const perbarui = () => { putus.hidden = navigator.onLine; };
// What sticks below the top bar keeps clear of the notice, however many lines it takes.
new ResizeObserver(() => document.documentElement.style.setProperty("--putus", `${putus.offsetHeight}px`)).observe(putus);
addEventListener("online", perbarui);
addEventListener("offline", perbarui);
perbarui();
