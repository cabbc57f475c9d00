import { readFileSync } from "node:fs";
import type { PictureName } from "./names.ts";

/** The side of a drawing. */
const side = 96;
const opening = /^<svg [^>]*>/;
/** The sheet is a namespace of its own, and names nothing: the words beside a picture do. */
const outer = / (?:xmlns|role|aria-label)="[^"]*"/g;

/** Draws pictures on one sheet, each shown by its name: `sheet.svg#NAME`. A menu then costs one request. */
export function drawSheet(folder: string, names: readonly PictureName[]): string {
  const drawings = names.map((name, index) => {
    const drawing = readFileSync(`${folder}/${name}.svg`, "utf8").trim();
    const place = `y="${index * side}" width="${side}" height="${side}"`;
    const placed = drawing.replace(opening, (tag) =>
      tag.replaceAll(outer, "").replace("<svg", `<svg ${place}`),
    );
    return `<view id="${name}" viewBox="0 ${index * side} ${side} ${side}"/>\n${placed}`;
  });
  const size = `viewBox="0 0 ${side} ${names.length * side}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>\n${drawings.join("\n")}\n</svg>\n`;
}
