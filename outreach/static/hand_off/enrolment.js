// Makes this phone known: the secret out of the card's code, six digits, and a token comes back.
import { setDevice } from "./memory.js";

const by = (id) => document.getElementById(id);
// It leaves the address at once: nobody who looks over a shoulder or into the history finds it.
const secret = decodeURIComponent(location.hash.slice(1));
history.replaceState(null, "", location.pathname);

const problems = [...document.querySelectorAll("[data-problem]")];

function complain(name, number) {
  for (const problem of problems) problem.hidden = problem.dataset.problem !== name;
  const shown = problems.find((problem) => !problem.hidden);
  const counted = shown?.querySelector("b");
  if (counted) counted.textContent = number;
  by("pin").setAttribute("aria-invalid", Boolean(shown));
  if (shown) by("pin").focus();
}

async function enrol(event) {
  event.preventDefault();
  const pin = by("pin").value.replace(/\s/g, "");
  if (!/^\d{6}$/.test(pin)) return complain("six_digits");
  by("send").disabled = true;
  try {
    await known(await ask(pin));
  } catch {
    complain("no_network");
  }
  by("send").disabled = false;
}

const ask = (pin) =>
  fetch("/hand-off/card", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ secret, pin }),
    redirect: "error",
  });

async function known(answer) {
  const told = await answer.json();
  if (answer.status !== 201) {
    return complain(told.problem, told.tries_left ?? told.wait_seconds);
  }
  const { token, name, workplace, district } = told;
  await setDevice({ token, name, workplace, district });
  navigator.storage.persist?.();
  location.replace("/hand-off");
}

by("ask").hidden = !secret;
by("scan").hidden = Boolean(secret);
by("ask").addEventListener("submit", enrol);
document.body.dataset.shown = "card";
