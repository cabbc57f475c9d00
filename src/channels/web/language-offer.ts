import type { FastifyRequest } from "fastify";

const english = /^en(?![a-z])/;
const vietnamese = /^vi(?![a-z])/;

/** Whether the visitor's browser asks for English and not for Vietnamese: the page then offers its English at once. */
export function prefersEnglish({ headers }: FastifyRequest): boolean {
  const asked = (headers["accept-language"] ?? "")
    .toLowerCase()
    .split(",")
    .map((entry) => entry.trim());
  const isAsked = (language: RegExp) => asked.some((entry) => language.test(entry));
  return isAsked(english) && !isAsked(vietnamese);
}
