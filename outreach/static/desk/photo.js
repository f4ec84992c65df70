// A photo that would be refused is not sent at all: over a phone's network that takes minutes.
for (const form of document.querySelectorAll("form[data-most-bytes]")) {
  const [field, problem] = [form.elements.photo, form.querySelector("p.problem[role=alert]")];
  form.addEventListener("submit", (event) => {
    const isTooLarge = field.files[0]?.size > Number(form.dataset.mostBytes);
    problem.hidden = !isTooLarge;
    if (isTooLarge) event.preventDefault();
  });
}
