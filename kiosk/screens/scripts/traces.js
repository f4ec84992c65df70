// Nothing of a visitor stays in the browser: each document takes the place of the one before it in
// the history, and one that is fetched from there as it was left begins anew.
function beginTraces() {
  addEventListener("pageshow", ({ persisted }) => { if (persisted) leave(); });
}

function leave() {
  location.replace(home + usualLanguage());
}

function usualLanguage() {
  return document.querySelector("[data-language]").dataset.language;
}
