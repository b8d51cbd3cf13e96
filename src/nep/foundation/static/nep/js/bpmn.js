// Draws every <div class="diagram" data-bpmn="ADDRESS"> with bpmn-js, whose watermark stays.
//
// data-states='{"Step_1": "done", "Step_2": "now", "Step_3": "ahead"}' marks the steps of one case;
// an element that carries data-follow="Step_2" elsewhere on the page brings that step into view
// when it gets the focus; data-label names the diagram; an event nep:redraw, with XML as its
// detail, draws another diagram in its place. The words inside the element (a list of the steps)
// are read by those who do not see the diagram, and stay when it cannot be drawn. data-form="ID"
// names a form: what is in it is posted to ADDRESS with the act "draw", and nothing is stored.

async function draw(place) {
  if (place.dataset.drawn) return;
  place.dataset.drawn = "yes";
  const answer = await fetch(place.dataset.bpmn, {
    headers: { Accept: "application/xml" },
    ...posted(place.dataset.form),
  });
  if (!answer.ok) return;
  const canvasPlace = document.createElement("div");
  canvasPlace.className = "diagram-canvas";
  canvasPlace.setAttribute("role", "group");
  canvasPlace.setAttribute("aria-label", place.dataset.label ?? document.title);
  place.append(canvasPlace);
  const viewer = new window.BpmnJS({ container: canvasPlace });
  await viewer.importXML(await answer.text());
  place.classList.add("diagram-drawn");
  const canvas = viewer.get("canvas");
  fit(canvas);
  new ResizeObserver(() => fit(canvas)).observe(place);
  paint(canvas, viewer.get("elementRegistry"), place.dataset.states);
  place.addEventListener("nep:states", (event) => {
    paint(canvas, viewer.get("elementRegistry"), JSON.stringify(event.detail));
  });
  place.addEventListener("nep:redraw", async (event) => {
    await viewer.importXML(event.detail);
    fit(canvas);
  });
  follow(viewer, canvas);
}

function posted(form) {
  if (!form) return {};
  const body = new FormData(document.getElementById(form));
  body.set("act", "draw");
  return { method: "POST", body };
}

function fit(canvas) {
  canvas.resized();
  canvas.zoom("fit-viewport", "auto");
}

const STATES = ["done", "now", "ahead"];

function paint(canvas, registry, states) {
  if (!states) return;
  for (const [id, state] of Object.entries(JSON.parse(states))) {
    if (!registry.get(id)) continue;
    for (const other of STATES) canvas.removeMarker(id, `diagram-${other}`);
    canvas.addMarker(id, `diagram-${state}`);
  }
}

function follow(viewer, canvas) {
  document.addEventListener("focusin", (event) => {
    const id = event.target.closest?.("[data-follow]")?.dataset.follow;
    if (!id || !viewer.get("elementRegistry").get(id)) return;
    for (const marked of document.querySelectorAll(".diagram-followed")) {
      marked.classList.remove("diagram-followed");
    }
    canvas.addMarker(id, "diagram-followed");
    canvas.scrollToElement(id);
  });
}

function drawAll() {
  for (const place of document.querySelectorAll("[data-bpmn]")) {
    draw(place).catch(() => place.classList.add("diagram-failed"));
  }
}

drawAll();
document.addEventListener("htmx:load", drawAll);
