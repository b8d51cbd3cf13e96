// Small manners of every page. Everything works without them.

// A menu closes when the visitor turns elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// "Go back" goes where the visitor came from, when that was here.
for (const link of document.querySelectorAll("a[data-back]")) {
  if (document.referrer.startsWith(location.origin) && history.length > 1) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      history.back();
    });
  }
}

// What must be mended is read first.
document.querySelector("[data-focus]")?.focus();

// A tab beyond the edge of a narrow screen comes into sight, when it is the one shown.
for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
  const strip = tab.closest(".tabs");
  const past = tab.getBoundingClientRect().right - strip.getBoundingClientRect().right;
  if (past > 0) strip.scrollLeft += past + 32;
}

// HTMX: a lost connection or a fault of the server is said where refusals are said.
function tell(sentence) {
  const notes = document.getElementById("messages");
  if (!notes || !sentence) return;
  const note = document.createElement("p");
  note.className = "note note-error";
  note.textContent = sentence;
  notes.replaceChildren(note);
  notes.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:sendError", () => {
  tell(document.getElementById("messages")?.dataset.lost);
});
document.addEventListener("htmx:responseError", () => {
  tell(document.getElementById("messages")?.dataset.failed);
});
