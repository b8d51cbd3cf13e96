// The step table loses nothing, undoes anything, and its rows are dragged to their place.
//
// A state of the table is what its form would post. States are kept in the browser, for one person
// and one draft, until the server has taken the table; undo, redo and "go on with it" post a state
// back, and the server draws it. Nothing here is saved by itself.

const form = document.querySelector("form[data-sheet]");
const MOST = 50;
const TYPING = "textarea, input:not([type=checkbox], [type=radio])";
const APART = ["csrfmiddlewaretoken", "act", "edition"];

const key = `nep:sheet:${form.dataset.sheet}:${location.pathname}`;
const edition = form.elements.edition.value;
const now = () => JSON.stringify([...new FormData(form)].filter(([name]) => !APART.includes(name)));

const loaded = now();
let settled = loaded;
let leaving = false;
let memory = remembered();

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function remember() {
  try {
    localStorage.setItem(key, JSON.stringify(memory));
  } catch {
    // No room, or storage switched off: the table still works.
  }
}

function begin() {
  const taken = memory?.sent && memory.edition !== edition;
  const waiting = memory && !taken && memory.present !== memory.saved;
  if ("fresh" in form.dataset) {
    if (waiting && memory.present !== loaded) return offer();
    memory = null;
  }
  memory ??= { saved: loaded, present: loaded, past: [], future: [] };
  if (memory.present !== loaded && !memory.travelling) step(memory.present);
  Object.assign(memory, { present: loaded, edition, travelling: false, sent: false });
  remember();
  show();
}

// What was typed last time and never saved; whoever types on without choosing can undo to it.
function offer() {
  const note = document.querySelector("[data-unsaved]");
  const { present, edition: then } = memory;
  note.hidden = false;
  step(present);
  note.querySelector("[data-unsaved-take]").addEventListener("click", () => {
    memory.past.pop();
    travel(present, then);
  });
  note.querySelector("[data-unsaved-drop]").addEventListener("click", () => {
    note.hidden = true;
    memory = null;
    begin();
  });
  show();
}

function step(before) {
  memory.past = [...memory.past, before].slice(-MOST);
  memory.future = [];
}

function typed(event) {
  const state = now();
  if (state === memory.present && event.type === "input") return;
  if (event.type === "change" && state !== settled) {
    step(settled);
    settled = state;
  }
  Object.assign(memory, { present: state, edition });
  remember();
  show();
}

function undo() {
  const state = now();
  if (!memory.past.length) return;
  memory.future.push(state);
  travel(memory.past.pop(), edition);
}

function redo() {
  if (!memory.future.length) return;
  memory.past.push(now());
  travel(memory.future.pop(), edition);
}

function travel(state, under) {
  Object.assign(memory, { present: state, edition: under, travelling: true });
  remember();
  leaving = true;
  const again = document.createElement("form");
  again.method = "post";
  again.dataset.keep = "never";
  again.hidden = true;
  const apart = [form.elements.csrfmiddlewaretoken.value, "check", under];
  for (const [name, value] of [...JSON.parse(state), ...APART.map((one, at) => [one, apart[at]])]) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    again.append(field);
  }
  document.body.append(again);
  again.submit();
}

function show() {
  document.querySelector("[data-undoing]").hidden = false;
  document.querySelector("[data-undo]").disabled = !memory.past.length;
  document.querySelector("[data-redo]").disabled = !memory.future.length;
}

function dropped({ oldIndex, newIndex }) {
  if (oldIndex === newIndex) return;
  const button = document.createElement("button");
  Object.assign(button, { type: "submit", name: "act", value: `to-${oldIndex}-${newIndex}` });
  button.formAction = `#b${newIndex + 1}`;
  button.hidden = true;
  form.append(button);
  form.requestSubmit(button);
}

begin();
form.addEventListener("input", typed);
form.addEventListener("change", typed);
form.addEventListener("submit", (event) => {
  leaving = true;
  const act = event.submitter?.value ?? "";
  memory.sent = act === "save" || act === "take-over-and-save";
  memory.present = now();
  remember();
});
document.querySelector("[data-undo]").addEventListener("click", undo);
document.querySelector("[data-redo]").addEventListener("click", redo);
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target.closest(TYPING)) return;
  const pressed = event.key.toLowerCase();
  const act = pressed === "y" || (pressed === "z" && event.shiftKey) ? redo : pressed === "z" ? undo : null;
  if (!act) return;
  event.preventDefault();
  act();
});
addEventListener("beforeunload", (event) => {
  if (!leaving && now() !== memory.saved) event.preventDefault();
});
addEventListener("pageshow", (event) => {
  leaving = false;
  if (event.persisted) location.reload();
});
for (const grip of document.querySelectorAll("[data-grip]")) grip.hidden = false;
window.Sortable.create(document.querySelector("[data-sorted]"), {
  handle: "[data-grip]",
  animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
  onEnd: dropped,
});
