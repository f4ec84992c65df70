// A tap on a number or a map leaves the page; tell the placement's counter before it does.
addEventListener("click", (event) => {
  const link = event.target.closest("a[data-step]");
  const from = document.body.dataset.placement;
  if (link && from) navigator.sendBeacon(`/steps/${link.dataset.step}?from=${from}`);
});
