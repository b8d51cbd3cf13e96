/* Passkeys and security keys: a form whose credential comes from the browser.

<form data-passkey="create"> makes one, <form data-passkey="get"> proves one. What is asked of
the browser stands in the page (#js_data) or, before anybody signed in, is fetched (data-asks).
*/

const told = (form) => {
  const place = document.getElementById("js_data");
  if (place) return JSON.parse(place.textContent);
  return fetch(form.dataset.asks, { headers: { Accept: "application/json" } }).then((answer) => answer.json());
};

const made = (asked, form) => {
  const wants = asked.publicKey.authenticatorSelection;
  const alone = form.elements.passwordless?.checked ?? false;
  wants.residentKey = alone ? "required" : "discouraged";
  wants.requireResidentKey = alone;
  if (alone) wants.userVerification = "required";
  return window.webauthnJSON.create(asked);
};

const prove = async (form) => {
  const asked = await told(form);
  const credential = form.dataset.passkey === "create"
    ? await made(asked.creation_options, form)
    : await window.webauthnJSON.get(asked.request_options);
  form.elements.credential.value = JSON.stringify(credential);
  form.submit();
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    prove(form).catch(() => {
      form.querySelector("[data-failed]").hidden = false;
    });
  });
}
