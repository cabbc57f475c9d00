import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import { serveVersionedFiles, versionOf } from "../../http/versioned-files.ts";

const folder = fileURLToPath(new URL("assets", import.meta.url));
const prefix = "/web/assets";

/** Serves the page's files under an address that changes with their content. Returns the folder's address. */
export async function serveWebAssets(app: FastifyInstance): Promise<string> {
  const version = versionOf(folder);
  const names = "^[a-z-]+\\.(?:css|js|svg)$";
  await serveVersionedFiles(app, { folder, prefix, version, names });
  return `${prefix}/${version}`;
}
