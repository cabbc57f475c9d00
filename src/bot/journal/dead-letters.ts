import { createHash } from "node:crypto";
import { open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { ChannelEvent } from "../../channels/event.ts";
import type { SecretBox } from "../../security/secret-box.ts";
import { decodeEvent, encodeEvent } from "./event-codec.ts";

export const parkedEnding = ".parked";
/** Of a file until all of it is written. */
export const unfinishedEnding = ".new";
const ownerOnly = 0o600;
const nameLength = 24;
const sealedFor = "parked";

const parkedSchema = z.object({
  channel: z.enum(["zalo", "messenger"]),
  /** When it happened, and when it was parked. */
  at: z.iso.datetime(),
  parkedAt: z.iso.datetime(),
  /** What kind of error and where: no text, no names. */
  reason: z.string(),
  sealed: z.string(),
});

/** An event that no turn could be run for; the event itself stays sealed. */
export interface ParkedEvent {
  readonly file: string;
  readonly channel: ChannelEvent["channel"];
  readonly at: Date;
  readonly parkedAt: Date;
  readonly reason: string;
}

/** Keeps an event in a file of its own, and returns its bytes. The same event parked again is the same file. */
export async function parkEvent(
  folder: string,
  box: SecretBox,
  event: ChannelEvent,
  { error, now }: { readonly error: unknown; readonly now: Date },
): Promise<number> {
  const record = {
    channel: event.channel,
    at: event.at.toISOString(),
    parkedAt: now.toISOString(),
    reason: reasonOf(error),
    sealed: box.seal(encodeEvent(event), sealedFor),
  };
  const path = join(folder, nameOf(event));
  const json = `${JSON.stringify(record)}\n`;
  const file = await open(`${path}${unfinishedEnding}`, "w", ownerOnly);
  try {
    await file.writeFile(json);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}${unfinishedEnding}`, path);
  return json.length;
}

/** The parked events in a journal's folder, oldest first; none where there is no such folder. */
export async function listParkedEvents(folder: string): Promise<ParkedEvent[]> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const parked = files
    .filter((file) => file.endsWith(parkedEnding))
    .map(async (file) => {
      const record = parkedSchema.parse(JSON.parse(await readFile(join(folder, file), "utf8")));
      const { channel, reason } = record;
      return {
        file,
        channel,
        at: new Date(record.at),
        parkedAt: new Date(record.parkedAt),
        reason,
      };
    });
  return (await Promise.all(parked)).toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

/** Removes the parked events of one resident, as far as this key opens them. Returns their bytes. */
export async function eraseParked(
  folder: string,
  box: SecretBox,
  isTheirs: (event: ChannelEvent) => boolean,
): Promise<number> {
  let bytes = 0;
  for (const { file } of await listParkedEvents(folder)) {
    const json = await readFile(join(folder, file), "utf8");
    const { sealed } = parkedSchema.parse(JSON.parse(json));
    const event = openEvent(box, sealed);
    if (event === null || !isTheirs(event)) continue;
    await rm(join(folder, file), { force: true });
    bytes += json.length;
  }
  return bytes;
}

/** null where another key sealed it. */
function openEvent(box: SecretBox, sealed: string): ChannelEvent | null {
  try {
    return decodeEvent(box.open(sealed, sealedFor));
  } catch {
    return null;
  }
}

function nameOf({ channel, account, user, id }: ChannelEvent): string {
  const key = JSON.stringify([channel, account, user, id]);
  return `${createHash("sha256").update(key).digest("hex").slice(0, nameLength)}${parkedEnding}`;
}

/** Not the message: it may repeat what the resident wrote. */
function reasonOf(error: unknown): string {
  if (!Error.isError(error)) return "unknown";
  const code = "code" in error && typeof error.code === "string" ? ` (${error.code})` : "";
  const frame = /^ {4}(at .*)$/m.exec(error.stack ?? "")?.[1];
  return `${error.name}${code}${frame === undefined ? "" : ` ${frame}`}`;
}
