import { createServer } from "node:http";
import module from "node:module";
import { join } from "node:path";
import process from "node:process";

/**
 * The least that a start must do: load the service's modules as `start.mjs` does, open the embedded database, and listen. It
 * reads no catalogue, starts no jobs, and answers every request with 200.
 */
module.enableCompileCache();
await import("../../src/app/app.ts");
const { PGlite } = await import("@electric-sql/pglite");
const { DATA_DIR = "", PORT } = process.env;
const lite = await PGlite.create(join(DATA_DIR, "database"));
const server = createServer((_, response) => response.end());
server.listen(Number(PORT), "127.0.0.1");
process.once("SIGTERM", async () => {
  server.close();
  server.closeAllConnections();
  await lite.close();
  process.exit();
});
