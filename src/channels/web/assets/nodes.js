const svgTags = new Set(["svg", "g", "circle", "path", "text"]);
const svgNamespace = "http://www.w3.org/2000/svg";

/** Builds a tree of `cards.js` as elements of the page. */
export function buildNode(node) {
  if (typeof node === "string") return document.createTextNode(node);
  const { tag, attributes, children } = node;
  const element = svgTags.has(tag)
    ? document.createElementNS(svgNamespace, tag)
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.map(buildNode));
  return element;
}
