import { randomInt } from "node:crypto";

const words = ["lua", "sen", "tre", "dua", "mai", "cau", "sao", "gao"];

/** Three words without diacritics and four digits: easy to type from a projector. The sandbox is on this machine only. */
export function createDeskPassword(): string {
  const chosen = Array.from({ length: 3 }, () => words[randomInt(words.length)]);
  return `${chosen.join(" ")} ${randomInt(1000, 10_000)}`;
}
