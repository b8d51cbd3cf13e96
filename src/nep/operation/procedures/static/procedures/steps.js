// The diagram follows the step table while it is typed; the server compiles it, nothing is saved.

const sheet = document.querySelector("form[data-sheet]");
const place = document.querySelector("[data-redraw]");
let asked = 0;

async function redraw() {
  const turn = ++asked;
  const typed = new FormData(sheet);
  typed.set("act", "draw");
  const answer = await fetch(place.dataset.redraw, { method: "POST", body: typed });
  if (turn !== asked) return; // typed on since
  place.classList.toggle("diagram-stale", !answer.ok);
  if (answer.ok) {
    place.dispatchEvent(new CustomEvent("nep:redraw", { detail: await answer.text() }));
  }
}

if (sheet && place) sheet.addEventListener("change", () => redraw().catch(() => {}));
