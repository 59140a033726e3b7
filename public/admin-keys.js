// Handier lists for those who work in them all day: j and k go from row to row, / goes to the search.
// Enter opens the row by itself, since a row is reached by its link. Pages work the same without this.
const rows = () => [...document.querySelectorAll("a[data-row-link]")];

function step(by) {
  const links = rows();
  const here = links.indexOf(document.activeElement);
  const next = here === -1 ? (by > 0 ? 0 : links.length - 1) : here + by;
  links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
}

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "/") document.getElementById("cari")?.focus();
  else return;
  event.preventDefault();
});

for (const hint of document.querySelectorAll("[data-keys-hint]")) hint.hidden = false;
