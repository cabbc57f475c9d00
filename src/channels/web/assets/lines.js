// Shared by the server, which renders the conversation so far, and the page, which adds to it.
import { splitLinks } from "../../../phone/links.js";

/** A heading is short and ends with a colon, or is written in capitals. */
const heading = /^(?=.{1,60}$).*:$|^\p{Lu}{2}[\p{Lu} ]+:/u;
const bullet = /^• /;
const item = /^\d{1,2}\. /;
const detail = /^ {3}/;
/** "Mang theo: …": a word or two that say what the line is about. */
const label = /^\p{Lu}[\p{L} ]{1,14}: (?=\S)/u;

/** Splits a message into lines, each with its kind, its label, "" for none, and its pieces of text and links. */
export function splitLines(text) {
  return text.split("\n").map((line) => {
    const kind = kindOf(line);
    const [labelled = ""] = kind === "plain" ? (label.exec(line) ?? []) : [];
    return { kind, label: labelled, pieces: splitLinks(line.slice(labelled.length).trim()) };
  });
}

function kindOf(line) {
  if (line.trim() === "") return "gap";
  if (bullet.test(line)) return "bullet";
  if (item.test(line)) return "item";
  if (detail.test(line)) return "detail";
  return heading.test(line) ? "heading" : "plain";
}
