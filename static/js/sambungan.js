// Tells when the line drops, and when it is back.
const putus = document.getElementById("putus");
const perbarui = () => { putus.hidden = navigator.onLine; };
addEventListener("online", perbarui);
addEventListener("offline", perbarui);
perbarui();
