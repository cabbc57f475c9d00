// Shared by the server, which renders the conversation so far, and the page, which adds to it.
import { splitLinks } from "../../../phone/links.js";
import { letterOf, sketchOf } from "./sketch.js";

/** Returns the cards of a message as a tree of elements and texts, which the server writes as HTML and the page builds. */
export function cardsOf(cards) {
  const { points, words } = cards;
  const sketch = sketchOf(cards);
  const isRough = points.some(({ position }) => position?.isRough === true);
  return element(
    "div",
    "cards",
    element(
      "ul",
      "points",
      ...points.map((point, index) => pointItem(point, points.length > 1 ? index : null, words)),
    ),
    ...(sketch === null ? [] : [sketch]),
    ...(sketch === null || !isRough ? [] : [element("p", "sketch-note", words.sketch)]),
  );
}

function pointItem(point, index, words) {
  const { id, name, status, reason, address, phone, directions } = point;
  const letter = index === null ? [] : [element("span", "letter", letterOf(index)), " "];
  const call =
    phone === null ? [] : [action(`tel:${phone.number}`, words.call, `${name}: ${phone.label}`)];
  const guide = directions === null ? [] : [action(directions, words.directions, name)];
  return element(
    "li",
    "point",
    element("p", "point-name", ...letter, link(`/diem/${encodeURIComponent(id)}`, "", name)),
    element("p", `point-status ${status.kind}`, dot(), status.words),
    element("p", "point-reason", reason),
    element("p", "point-address", address),
    ...(phone === null ? [] : [element("p", "point-phone", ...pieces(phone.label))]),
    ...(call.length + guide.length === 0 ? [] : [element("p", "point-actions", ...call, ...guide)]),
  );
}

/** The words beside it say the same. */
function dot() {
  return { tag: "span", attributes: { class: "dot", "aria-hidden": "true" }, children: [] };
}

function pieces(label) {
  return splitLinks(label).map(({ text, href }) => (href === null ? text : link(href, "", text)));
}

/** A button; what it concerns is read out. */
function action(href, label, about) {
  return link(href, "button", label, element("span", "who", ` ${about}`));
}

function link(href, name, ...children) {
  const target = href.startsWith("tel:") ? {} : { rel: "noopener noreferrer", target: "_blank" };
  return { tag: "a", attributes: { ...(name && { class: name }), href, ...target }, children };
}

function element(tag, name, ...children) {
  return { tag, attributes: { class: name }, children };
}
