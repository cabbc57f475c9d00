// Shared by the server, which forgets a visitor whose browser runs no scripts, and the page.

/** Characters a second, for somebody who reads slowly, standing. */
const charactersPerSecond = 15;
/** Whoever walks away from a long answer must not leave it to the next person for longer. */
const maxReadingSeconds = 240;

/** How much longer a kiosk waits because of what there is to read. */
export function readingSeconds(characters) {
  return Math.min(Math.floor(characters / charactersPerSecond), maxReadingSeconds);
}

/**
 * Tells whether the visitor of a kiosk is still there. All times are in milliseconds. Nothing is counted until the first
 * touch, because there is nothing to erase yet.
 */
export function createIdle({ idleSeconds, warningSeconds, presentAt }) {
  let lastAt = presentAt;
  return {
    touch: (now) => {
      lastAt = now;
    },
    /** Scrolling, or a pointer that moves: it continues a visit, and begins none. */
    read: (now) => {
      if (lastAt !== null) lastAt = now;
    },
    /** `secondsLeft` is null while nothing is to be announced, 0 once the visitor has left. */
    check: (now, characters) => {
      if (lastAt === null) return { secondsLeft: null };
      const idleMs = (idleSeconds + readingSeconds(characters)) * 1000;
      const seconds = Math.max(Math.ceil((lastAt + idleMs - now) / 1000), 0);
      return { secondsLeft: seconds <= warningSeconds ? seconds : null };
    },
  };
}
