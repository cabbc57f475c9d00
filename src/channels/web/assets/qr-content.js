// What the text of a QR code is to this service. Pure, so that it is tested without a camera.

/** `number|former number|name|birth|sex|address|issued`, as on an identity card. */
const card = /^(\d{12})\|[^|]*\|[^|]*\|\d{8}\|/;
/** The last digits of an identity number prove that a dossier is the resident's; no more of it is needed. */
const proofDigits = 6;
/** Pages that a code of this service may open. */
const pages = [
  /^\/l\/[A-Za-z0-9]{3,16}\/?$/,
  /^\/(?:ds|diem|thu-tuc)\/[A-Za-z0-9-]{3,100}\/?$/,
  /^\/$/,
];
/** `000.00.16.H26-250815-0012`, and shorter ones. */
const dossierCode =
  /(^|[^\w.])((?:\d{3}\.\d{2}\.)?(?:\d{2}\.)?[A-Z]\d{2}(?:[.-]\d{1,3})*-\d{6}-\d{4,6})(?![\w-])/i;
const chatCode = /^\s*#?([A-Z]{2}\d[A-Z0-9]{1,13})\s*$/i;
const maxLength = 2000;

/**
 * Returns what to do: `open` an own page, put `text` into the field, or nothing but say why. `says` names a text of the page.
 */
export function readCode(text, { origins, asksIdentity }) {
  if (text.length > maxLength) return { kind: "none", says: "foreign" };
  const [, number] = card.exec(text.trim()) ?? [];
  if (number !== undefined) {
    if (!asksIdentity) return { kind: "none", says: "cardNotNeeded" };
    return { kind: "text", text: number.slice(-proofDigits), says: "cardRead" };
  }
  const path = ownPath(text.trim(), origins);
  if (path !== null) return { kind: "open", path };
  const [, , dossier] = dossierCode.exec(text) ?? [];
  if (dossier !== undefined) return { kind: "text", text: dossier, says: "codeRead" };
  const [, code] = chatCode.exec(text) ?? [];
  if (code !== undefined) return { kind: "open", path: `/l/${code.toUpperCase()}` };
  return { kind: "none", says: "foreign" };
}

/** Returns the path of a page of this service, which is opened on this very site; null for any other address. */
function ownPath(text, origins) {
  if (!URL.canParse(text)) return null;
  const address = new URL(text);
  const isOwn =
    origins.includes(address.origin) && pages.some((page) => page.test(address.pathname));
  if (!isOwn) return null;
  const isKiosk = address.searchParams.has("kiosk");
  // A sheet on the wall must not make somebody's phone a kiosk.
  if (isKiosk) address.searchParams.delete("kiosk");
  return address.pathname + address.search;
}
