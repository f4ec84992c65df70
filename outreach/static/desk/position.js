// Where the phone is, once, after a tap. Without it nothing of this is shown, and nothing is missed.
const asked = { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 };

function ask(sign, use) {
  const problem = sign.querySelector(".problem");
  problem.hidden = true;
  const sorry = () => (problem.hidden = false);
  navigator.geolocation.getCurrentPosition(({ coords }) => use(coords), sorry, asked);
}

function open(sign, use) {
  const button = sign.querySelector("button");
  sign.hidden = false;
  button.addEventListener("click", (event) => {
    event.preventDefault();
    ask(sign, use);
  });
}

if (navigator.geolocation) {
  for (const sign of document.querySelectorAll("[data-here]")) {
    const field = document.getElementById(sign.dataset.here);
    open(sign, (at) => (field.value = `${at.latitude.toFixed(5)}, ${at.longitude.toFixed(5)}`));
  }
  for (const form of document.querySelectorAll("[data-here-form]")) {
    open(form, (at) => {
      form.elements.lat.value = at.latitude.toFixed(5);
      form.elements.lon.value = at.longitude.toFixed(5);
      form.submit();
    });
  }
}
