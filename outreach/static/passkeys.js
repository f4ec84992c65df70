// Passkeys: make one or use one. Where script or browser cannot, nothing of it is shown.
const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const named = (keys = []) => keys.map((key) => ({ ...key, id: toBytes(key.id) }));

// Browsers' own words for this (parseCreationOptionsFromJSON, toJSON) are too new for many phones.
function understood(options) {
  options.challenge = toBytes(options.challenge);
  options.allowCredentials = named(options.allowCredentials);
  options.excludeCredentials = named(options.excludeCredentials);
  if (options.user) options.user.id = toBytes(options.user.id);
  return options;
}

const PARTS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature"];

function told(credential) {
  const said = PARTS.filter((part) => credential.response[part]);
  const response = Object.fromEntries(said.map((part) => [part, toText(credential.response[part])]));
  const { id, type } = credential;
  return JSON.stringify({ id, type, rawId: toText(credential.rawId), response });
}

async function answer(form) {
  const body = new URLSearchParams(new FormData(form));
  const asked = await fetch(form.dataset.challenge, { method: "POST", body });
  if (asked.redirected) return location.assign(asked.url);
  const publicKey = understood(await asked.json());
  const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
  form.elements.credential.value = told(credential);
  form.submit();
}

async function begin(form) {
  const [button, problems] = [form.querySelector("button"), form.querySelectorAll(".problem")];
  problems.forEach((problem) => (problem.hidden = true));
  button.disabled = true;
  try {
    await answer(form);
  } catch (error) {
    const why = error.name === "InvalidStateError" ? "known" : "failed";
    form.querySelector(`[data-why=${why}]`).hidden = false;
  } finally {
    button.disabled = false;
  }
}

if (window.PublicKeyCredential) {
  document.querySelectorAll("[data-needs-passkeys]").forEach((part) => (part.hidden = false));
  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      begin(form);
    });
  });
}
