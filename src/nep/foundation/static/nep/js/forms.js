// Nothing typed is lost, and nothing is sent twice.
//
// Every POST form keeps its text in the browser until the server has taken it: a time-out, an
// error or a closed window loses nothing. Passwords, files, hidden and one-time fields are never
// kept, nor anything in a form marked data-keep="never". What is kept disappears with the tab.

const KEPT = "textarea, select, input:not([type=password], [type=file], [type=hidden], [type=submit], [type=button])";

function keyOf(form) {
  const name = form.id || form.getAttribute("action") || "form";
  return `nep:${location.pathname}:${name}`;
}

function isKept(form) {
  return form.method === "post" && form.dataset.keep !== "never" && form.querySelector(KEPT) !== null;
}

function controls(form) {
  return [...form.querySelectorAll(KEPT)].filter((control) => control.name);
}

function textOf(form) {
  return controls(form).map((control) => {
    const chosen = control.type === "checkbox" || control.type === "radio";
    return [control.name, control.value, chosen ? control.checked : null];
  });
}

function put(form, kept) {
  let changed = false;
  const waiting = controls(form);
  for (const [name, value, checked] of kept) {
    const at = waiting.findIndex((control) => control.name === name && (checked === null || control.value === value));
    if (at < 0) continue;
    const [control] = waiting.splice(at, 1);
    if (checked === null && control.value !== value) {
      control.value = value;
      changed = true;
    } else if (checked !== null && control.checked !== checked) {
      control.checked = checked;
      changed = true;
    }
  }
  return changed;
}

function keep(form) {
  try {
    sessionStorage.setItem(keyOf(form), JSON.stringify(textOf(form)));
  } catch {
    // No room, or storage switched off: the form still works.
  }
}

function restore(form) {
  const stored = sessionStorage.getItem(keyOf(form));
  if (!stored) return;
  if (put(form, JSON.parse(stored))) {
    const said = document.getElementById("messages")?.dataset.restored;
    if (said) announce(form, said);
  }
}

function announce(form, sentence) {
  const note = document.createElement("p");
  note.className = "saved";
  note.setAttribute("role", "status");
  note.textContent = sentence;
  form.prepend(note);
}

// A form that was sent and did not come back with errors was taken: forget its text. The mark
// waits until the next page shows whether the same form is there again.
function forgetTaken() {
  const sent = sessionStorage.getItem("nep:sent");
  if (!sent) return;
  sessionStorage.removeItem("nep:sent");
  const refused = document.querySelector("[data-refused], .error-summary, .message-page, .sign-in");
  if (!refused) sessionStorage.removeItem(sent);
}

function bindForm(form) {
  if (form.dataset.bound) return;
  form.dataset.bound = "yes";
  if (isKept(form)) {
    restore(form);
    form.addEventListener("input", () => keep(form));
  }
}

// The first click counts. The button is disabled after the browser has read its value; a page
// that comes back from the browser's memory gets its buttons back.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sending) {
    event.preventDefault();
    return;
  }
  form.dataset.sending = "yes";
  if (isKept(form)) sessionStorage.setItem("nep:sent", keyOf(form));
  setTimeout(() => {
    for (const button of form.querySelectorAll("button[type=submit]")) button.setAttribute("aria-busy", "true");
  });
});

function release(form) {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}

addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(release));
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt.closest?.("form");
  if (!form) return;
  release(form);
  if (event.detail.successful) sessionStorage.removeItem(keyOf(form));
});
document.addEventListener("htmx:load", () => document.querySelectorAll("form").forEach(bindForm));

forgetTaken();
document.querySelectorAll("form").forEach(bindForm);
