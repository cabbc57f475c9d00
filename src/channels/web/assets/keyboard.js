const tapMs = 200;
/** Less is a browser's own bar, not a keyboard. */
const keyboardMinPx = 120;

/**
 * Makes room for the talk while a touch keyboard is open: the head shrinks and the quick commands go. `onOpen` is called
 * whenever the room changes meanwhile.
 */
export function watchKeyboard(field, { onOpen }) {
  const { body } = document;
  let isTouch = false;
  let closing;
  addEventListener(
    "pointerdown",
    ({ pointerType }) => {
      isTouch = pointerType === "touch";
    },
    { capture: true, passive: true },
  );

  field.addEventListener("focus", () => {
    if (!isTouch) return;
    clearTimeout(closing);
    body.classList.add("is-typing");
    onOpen();
  });
  // Not at once: the button that was tapped must stay where it is until the tap has ended.
  field.addEventListener("blur", () => {
    closing = setTimeout(() => {
      body.classList.remove("is-typing");
      makeRoom();
    }, tapMs);
  });
  visualViewport?.addEventListener("resize", makeRoom);
  visualViewport?.addEventListener("scroll", makeRoom);

  return {
    /** Closes the keyboard, so that the answers can be seen. Nothing happens to what is being written. */
    close: () => {
      if (isTouch && document.activeElement === field && field.value === "") field.blur();
    },
  };

  /** Some browsers lay the keyboard over the page instead of making it smaller. */
  function makeRoom() {
    const isTyping = body.classList.contains("is-typing");
    const { height, offsetTop, scale } = visualViewport;
    const isCovered = isTyping && scale <= 1.01 && innerHeight - height > keyboardMinPx;
    body.classList.toggle("is-covered", isCovered);
    body.style.setProperty("--view-top", `${offsetTop}px`);
    body.style.setProperty("--view-height", `${height}px`);
    if (isTyping) onOpen();
  }
}
