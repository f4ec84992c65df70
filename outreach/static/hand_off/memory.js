// What this phone remembers: who it belongs to, what was begun, what waits, what has arrived.
// Opened anew each time: a phone that slept may have closed what was open.
const NAMED_BY_ID = ["drafts", "entries", "done"];

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("begegnung", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("device");
      for (const name of NAMED_BY_ID) asked.result.createObjectStore(name, { keyPath: "id" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function transact(names, mode, work) {
  const db = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = db.transaction(names, mode, { durability: "strict" });
      let asked;
      transaction.oncomplete = () => resolve(asked?.result);
      transaction.onabort = () => reject(transaction.error ?? new Error("not written"));
      try {
        asked = work(...names.map((name) => transaction.objectStore(name)));
      } catch (error) {
        transaction.abort();
        reject(error);
      }
    });
  } finally {
    db.close();
  }
}

// Ends well only when the disk has it. `work` gets the stores in the order of their names.
export const change = (names, work) => transact(names, "readwrite", work);
export const all = (name) => transact([name], "readonly", (store) => store.getAll());
export const device = () => transact(["device"], "readonly", (store) => store.get("token"));
export const setDevice = (known) => change(["device"], (store) => store.put(known, "token"));
