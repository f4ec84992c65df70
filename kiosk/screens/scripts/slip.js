// A slip of paper for whoever has no phone at hand; it is blank again once it is printed.
function printSlip() {
  const slip = document.getElementById("slip");
  const offer = offers.get(state.offer);
  write(slip, ".subject", goal(state).words, goal(state).lang);
  slip.querySelector(".told").replaceChildren(
    ...(offer ? partsOf(offer).filter((part) => !part.dataset.within) : []),
  );
  paint(slip.querySelector("svg.symbol"), symbolOf(state));
  spell(slip.querySelector(".taken .address"), addressOf(state).split("://")[1]);
  // Nobody shall be sent without a name to where one has to sign up.
  slip.querySelector(".along").hidden = !offer || offer.facts?.no_sign_up === "no";
  slip.hidden = false;
  print();
  slip.hidden = true;
}
