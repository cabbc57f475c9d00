import { chmod, cp, rm } from "node:fs/promises";
import { createConnection, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { acquireFolderLock } from "./folder-lock.ts";

/** The embedded database inside DATA_DIR. */
export const databaseFolder = "database";
/** Only the owner of DATA_DIR can connect: whoever can may already read the database. */
const socketName = "copy.sock";
const ownerOnly = 0o600;
/** The kernel's limit for the path of a socket, with its end. */
const maxSocketPathBytes = 107;

const request = z.strictObject({ copyTo: z.string() });
const answer = z.strictObject({ error: z.string().nullable() });

/** The running service could not copy its database. */
class DatabaseCopyError extends Error {
  override readonly name = "DatabaseCopyError";
  /** The message for operators, without a stack trace. */
  readonly report: string;

  constructor(reason: string) {
    const report = `The running service could not copy its database (${reason}). Stop it and try again.`;
    super(report);
    this.report = report;
  }
}

/**
 * Lets another process of the same user ask for a copy of the database while this one holds it. If the socket cannot be opened,
 * as with a very long DATA_DIR, the service works without: a copy then needs the service to be stopped.
 */
export async function serveCopies(
  dataDir: string,
  copyTo: (folder: string) => Promise<void>,
): Promise<{ close(): Promise<void> }> {
  const path = join(dataDir, socketName);
  if (Buffer.byteLength(path) > maxSocketPathBytes) return { close: async () => {} };
  // A killed process leaves it behind. The caller holds the folder's lock.
  await rm(path, { force: true });
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    createInterface({ input: socket }).once("line", async (line) => {
      const error = await copyOnce(line, copyTo);
      socket.end(`${JSON.stringify({ error })}\n`);
    });
  });
  await listen(server, path);
  await chmod(path, ownerOnly);
  return {
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Nobody who merely stays connected may hold up the end of the service.
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Returns null, or why there is no copy. */
async function copyOnce(
  line: string,
  copyTo: (folder: string) => Promise<void>,
): Promise<string | null> {
  try {
    await copyTo(request.parse(JSON.parse(line)).copyTo);
    return null;
  } catch (error) {
    return Error.isError(error) ? error.message : "unknown";
  }
}

/**
 * Copies the embedded database of `dataDir` into a new folder: the running service does it between two statements; if none runs,
 * this process does. Throws DatabaseCopyError, and FolderLockedError if another process holds the database and cannot be asked.
 */
export async function copyEmbedded(dataDir: string, target: string): Promise<"live" | "stopped"> {
  const reply = await ask(join(dataDir, socketName), { copyTo: target });
  if (reply !== null) {
    if (reply.error !== null) throw new DatabaseCopyError(reply.error);
    return "live";
  }
  const unlock = await acquireFolderLock(join(dataDir, "database.lock"));
  try {
    await cp(join(dataDir, databaseFolder), target, { recursive: true, errorOnExist: true });
    return "stopped";
  } finally {
    await unlock();
  }
}

/** Returns null if nobody listens. */
async function ask(
  path: string,
  message: z.infer<typeof request>,
): Promise<z.infer<typeof answer> | null> {
  const socket = createConnection(path);
  const { promise, resolve, reject } = Promise.withResolvers<z.infer<typeof answer> | null>();
  socket.once("connect", () => socket.write(`${JSON.stringify(message)}\n`));
  socket.once("error", (error: NodeJS.ErrnoException) => {
    const isNobody = error.code === "ENOENT" || error.code === "ECONNREFUSED";
    if (isNobody || Buffer.byteLength(path) > maxSocketPathBytes) resolve(null);
    else reject(error);
  });
  createInterface({ input: socket }).once("line", (line) => {
    const parsed = answer.safeParse(JSON.parse(line));
    if (parsed.success) resolve(parsed.data);
    else reject(new DatabaseCopyError("it gave no clear answer"));
  });
  socket.once("close", () => reject(new DatabaseCopyError("it ended meanwhile")));
  return promise.finally(() => socket.destroy());
}

async function listen(server: Server, path: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject);
  server.listen(path, resolve);
  await promise;
  server.off("error", reject);
}
