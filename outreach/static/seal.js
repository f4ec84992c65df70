// Seals what a person told us for the office; store/sealing.py says how, and why so.
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const AES = { name: "AES-GCM", length: 256 };
const utf8 = (text) => new TextEncoder().encode(text);
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

export async function seal(publicKeyBase64url, record, content) {
  const { subtle } = crypto;
  const plain = utf8(JSON.stringify(content));
  if (plain.length > 4096) throw new RangeError("too long");
  const office = toBytes(publicKeyBase64url);
  const officeKey = await subtle.importKey("raw", office, CURVE, false, []);
  const own = await subtle.generateKey(CURVE, false, ["deriveBits"]);
  const epk = new Uint8Array(await subtle.exportKey("raw", own.publicKey));
  const shared = await subtle.deriveBits({ name: "ECDH", public: officeKey }, own.privateKey, 256);
  const secret = await subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const hkdf = {
    name: "HKDF",
    hash: "SHA-256",
    salt: new Uint8Array([...epk, ...office]),
    info: utf8("begegnung sealed contact 1"),
  };
  const wrappingKey = await subtle.deriveKey(hkdf, secret, AES, false, ["encrypt"]);
  const dataBytes = crypto.getRandomValues(new Uint8Array(32));
  const dataKey = await subtle.importKey("raw", dataBytes, AES, false, ["encrypt"]);
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const encrypt = (iv, key, bytes) =>
    subtle.encrypt({ name: "AES-GCM", iv, additionalData: utf8(record) }, key, bytes);
  const wrapped = await encrypt(new Uint8Array(12), wrappingKey, dataBytes);
  const box = await encrypt(nonce, dataKey, plain);
  return { v: 1, epk: toText(epk), wrapped: toText(wrapped), nonce: toText(nonce), box: toText(box) };
}
