import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import { findVersionedAddress, serveVersionedFolder } from "../http/versioned-folder.ts";
import { drawSheet } from "./life-event-sheet.ts";
import { lifeEvents, type PictureName } from "./names.ts";

const folder = fileURLToPath(new URL("drawings", import.meta.url));
const sheet = "life-events.svg";
const files = { folder, prefix: "/pictures", made: { [sheet]: drawSheet(folder, lifeEvents) } };
const address = findVersionedAddress(files);

/** The address of a picture, for `src`; it changes with the drawings. They are 96 by 96, and scale. */
export function pictureAddress(name: PictureName): string {
  return `${address}/${name}.svg`;
}

/** The address of each life event's picture, by its id: all are on one sheet. */
export const lifeEventPictures: Readonly<Record<string, string>> = Object.fromEntries(
  lifeEvents.map((id) => [id, `${address}/${sheet}#${id}`]),
);

/** Serves the drawings at `pictureAddress`. */
export async function pictureRoutes(app: FastifyInstance): Promise<void> {
  await serveVersionedFolder(app, files);
}
