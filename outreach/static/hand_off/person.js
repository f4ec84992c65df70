// Name and contact of somebody who said yes: in these two fields, or sealed, and nowhere else.
import { seal } from "./seal.js";

const FIELDS = ["name", "contact"];
const CONTACT = /\S+@\S+\.\S+|(?:\D*\d){6}/;

const by = (id) => document.getElementById(id);
const typed = (id) => by(id).value.trim().replace(/\s+/g, " ");

export const isNamed = () => missing().length === 0;

// The office alone can read what is sealed: nobody could ask later for what is missing here.
export function complain() {
  const asked = missing();
  for (const id of FIELDS) {
    by(id).setAttribute("aria-invalid", asked.includes(id));
    by(`${id}-problem`).hidden = !asked.includes(id);
  }
  if (asked.length) by(asked[0]).focus();
}

export function forgetPerson() {
  for (const id of FIELDS) by(id).value = "";
}

export const sealed = (publicKey, id) =>
  seal(publicKey, `referral:${id}`, { name: typed("name"), contact: typed("contact") });

function missing() {
  const isRight = { name: typed("name"), contact: CONTACT.test(typed("contact")) };
  return FIELDS.filter((id) => !isRight[id]);
}
