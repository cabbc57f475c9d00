import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import { serveVersionedFolder } from "../../http/versioned-folder.ts";

const folder = fileURLToPath(new URL("assets", import.meta.url));

/** Serves the files of the chat's pages. Returns their folder's address, which changes with their content. */
export function serveWebAssets(app: FastifyInstance): Promise<string> {
  return serveVersionedFolder(app, { folder, prefix: "/web/assets" });
}
