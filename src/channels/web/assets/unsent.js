// Messages that have not arrived yet outlive a reload of the page, in this tab only. At a kiosk nothing is stored.
const key = "huong-dan-unsent";

/** A position is not stored: the resident can share it again. */
export function keepUnsent(messages) {
  const storable = messages.filter(({ content }) => content.location === undefined);
  try {
    if (storable.length === 0) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(storable));
  } catch {
    // A browser that stores nothing still sends what is on the screen.
  }
}

export function readUnsent() {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "[]");
  } catch {
    return [];
  }
}
