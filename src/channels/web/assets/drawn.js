// What some messages show besides their words.
import { cardsOf } from "./cards.js";
import { buildNode } from "./nodes.js";
import { stepsOf } from "./steps.js";

/** Puts the cards of a message behind its words, and the line of steps before them. */
export function draw(line, { cards, progress }) {
  if (progress) line.querySelector(".words").before(buildNode(stepsOf(progress)));
  if (cards) line.append(buildNode(cardsOf(cards)));
}
