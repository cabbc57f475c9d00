// Shared by the server, which renders the conversation so far, and the page, which adds to it.

/** Returns a line of steps with the present one marked, as a tree of elements and texts like that of cards. */
export function stepsOf({ steps, current }) {
  const items = steps.map((step, index) => {
    const attributes = index === current ? { "aria-current": "step" } : {};
    return {
      tag: "li",
      attributes: index < current ? { class: "done" } : attributes,
      children: [step],
    };
  });
  return { tag: "ol", attributes: { class: "steps" }, children: items };
}
