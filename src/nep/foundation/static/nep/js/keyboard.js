// Keys for those who work here all day. `/` searches, `?` lists the keys; in a table marked
// data-rows the arrows (or j, k) move, Enter opens the row's a[data-open], x picks its checkbox.

const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

function rowsOf(table) {
  return [...table.querySelectorAll("tbody tr[data-row]")];
}

function ready(table) {
  if (table.dataset.bound) return;
  table.dataset.bound = "yes";
  const rows = rowsOf(table);
  rows.forEach((row, index) => {
    row.tabIndex = index === 0 ? 0 : -1;
  });
  table.addEventListener("click", openByClick);
  table.addEventListener("change", () => paint(table));
}

function move(table, step) {
  const rows = rowsOf(table);
  if (rows.length === 0) return;
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[Math.min(Math.max(here + step, 0), rows.length - 1)];
  for (const row of rows) row.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function pick(row) {
  const box = row.querySelector("input[type=checkbox]");
  if (!box) return;
  box.checked = !box.checked;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

function openByClick(event) {
  if (event.target.closest("a, button, input, label, summary")) return;
  if (String(getSelection())) return;
  event.target.closest("tr[data-row]")?.querySelector("a[data-open]")?.click();
}

// The bulk bar (any [data-bulk] that names the table by its id) shows while rows are picked.
function paint(table) {
  let picked = 0;
  for (const row of rowsOf(table)) {
    const chosen = row.querySelector("input[type=checkbox]")?.checked ?? false;
    row.setAttribute("aria-selected", chosen);
    picked += chosen ? 1 : 0;
  }
  const bar = document.querySelector(`[data-bulk="${table.id}"]`);
  if (!bar) return;
  bar.hidden = picked === 0;
  const count = bar.querySelector("[data-picked]");
  if (count) count.textContent = picked;
}

const IN_ROWS = {
  ArrowDown: (table) => move(table, 1),
  ArrowUp: (table) => move(table, -1),
  j: (table) => move(table, 1),
  k: (table) => move(table, -1),
  x: (_table, row) => row && pick(row),
  Enter: (_table, row) => row?.querySelector("a[data-open]")?.click(),
};

function showKeys() {
  document.getElementById("keys")?.showModal();
}

function search() {
  const box = document.querySelector("[data-search]");
  if (box?.offsetParent) {
    box.focus();
    box.select();
  } else {
    document.querySelector("a[data-search-page]")?.click();
  }
}

// From the search box the arrow leads into what was found.
function leaveBox(event) {
  const first = document.querySelector("table[data-rows] tr[data-row]");
  if (!first) return;
  event.preventDefault();
  first.focus();
}

const EVERYWHERE = { "/": search, "?": showKeys };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "ArrowDown" && event.target.matches("[data-search]")) leaveBox(event);
  if (event.target.closest(TYPING)) return;
  if (document.querySelector("dialog[open]")) return;
  const act = EVERYWHERE[event.key];
  if (act) {
    event.preventDefault();
    act();
    return;
  }
  const table = event.target.closest("table[data-rows]") ?? document.querySelector("table[data-rows]");
  const inside = event.target === document.body || table?.contains(event.target);
  if (!table || !inside || !IN_ROWS[event.key]) return;
  if (event.key === "Enter" && event.target.closest("a, button, input")) return;
  event.preventDefault();
  IN_ROWS[event.key](table, event.target.closest("tr[data-row]"));
});

for (const button of document.querySelectorAll("[data-keys]")) {
  button.hidden = false;
  button.addEventListener("click", showKeys);
}

document.querySelectorAll("table[data-rows]").forEach(ready);
document.addEventListener("htmx:load", () => document.querySelectorAll("table[data-rows]").forEach(ready));
