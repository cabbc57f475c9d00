// Shared by the server, which renders the conversation so far, and the page, which adds to it.
import { splitLinks } from "./links.js";

/** A heading is short and ends with a colon, or is written in capitals. */
const heading = /^(?=.{1,60}$).*:$|^\p{Lu}{2}[\p{Lu} ]+:/u;
const bullet = /^• /;
const item = /^\d{1,2}\. /;
const detail = /^ {3}/;

/** Splits a message into lines, each with its kind and its pieces of text and links. */
export function splitLines(text) {
  return text.split("\n").map((line) => ({ kind: kindOf(line), pieces: splitLinks(line.trim()) }));
}

function kindOf(line) {
  if (line.trim() === "") return "gap";
  if (bullet.test(line)) return "bullet";
  if (item.test(line)) return "item";
  if (detail.test(line)) return "detail";
  return heading.test(line) ? "heading" : "plain";
}
