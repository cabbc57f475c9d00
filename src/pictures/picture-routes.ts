import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import { serveVersionedFolder, versionOf } from "../http/versioned-folder.ts";
import { lifeEvents, type PictureName } from "./names.ts";

const folder = fileURLToPath(new URL("drawings", import.meta.url));
const prefix = "/pictures";
const version = versionOf(folder);

/** The address of a picture, for `src`; it changes with the drawings. They are 96 by 96, and scale. */
export function pictureAddress(name: PictureName): string {
  return `${prefix}/${version}/${name}.svg`;
}

/** The address of each life event's picture, by its id. */
export const lifeEventPictures: Readonly<Record<string, string>> = Object.fromEntries(
  lifeEvents.map((id) => [id, pictureAddress(id)]),
);

/** Serves the drawings at `pictureAddress`. */
export async function pictureRoutes(app: FastifyInstance): Promise<void> {
  await serveVersionedFolder(app, { folder, prefix });
}
