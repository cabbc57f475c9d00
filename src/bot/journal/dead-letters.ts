import { createHash } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { ChannelEvent } from "../../channels/event.ts";
import type { SecretBox } from "../../security/secret-box.ts";
import { decodeEvent, encodeEvent } from "./event-codec.ts";
import { replaceFile } from "./replace-file.ts";

export const deadLetterEnding = ".parked";
const nameLength = 24;
export const deadLetterSealedFor = "parked";

const deadLetterSchema = z.object({
  channel: z.enum(["zalo", "messenger"]),
  /** When it happened, and when it was parked. */
  at: z.iso.datetime(),
  parkedAt: z.iso.datetime(),
  /** The kind of error and where it was thrown: no text, no names. */
  reason: z.string(),
  sealed: z.string(),
});

/** An event for which the turn itself failed. The event stays sealed. */
interface DeadLetterEvent {
  readonly file: string;
  readonly channel: ChannelEvent["channel"];
  readonly at: Date;
  readonly parkedAt: Date;
  readonly reason: string;
}

/** Writes an event to a file of its own, and returns the file's bytes. The same event written again is the same file. */
export async function writeDeadLetterEvent(
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
    sealed: box.seal(encodeEvent(event), deadLetterSealedFor),
  };
  const path = join(folder, fileNameOf(event));
  const json = `${JSON.stringify(record)}\n`;
  await replaceFile(path, json);
  return json.length;
}

/** Returns the dead letters in a journal's folder, the oldest first; none if there is no such folder. */
export async function listDeadLetterEvents(folder: string): Promise<DeadLetterEvent[]> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const deadLetters = files
    .filter((file) => file.endsWith(deadLetterEnding))
    .map(async (file) => {
      const record = deadLetterSchema.parse(JSON.parse(await readFile(join(folder, file), "utf8")));
      const { channel, reason } = record;
      return {
        file,
        channel,
        at: new Date(record.at),
        parkedAt: new Date(record.parkedAt),
        reason,
      };
    });
  return (await Promise.all(deadLetters)).toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

/** Erases the dead letters of one resident, as far as this key opens them. Returns their bytes. */
export async function eraseDeadLetterEvents(
  folder: string,
  box: SecretBox,
  isTheirs: (event: ChannelEvent) => boolean,
): Promise<number> {
  let bytes = 0;
  for (const { file } of await listDeadLetterEvents(folder)) {
    const json = await readFile(join(folder, file), "utf8");
    const { sealed } = deadLetterSchema.parse(JSON.parse(json));
    const event = openEventOrNull(box, sealed);
    if (event === null || !isTheirs(event)) continue;
    await rm(join(folder, file), { force: true });
    bytes += json.length;
  }
  return bytes;
}

/** Returns null if another key sealed the event. */
function openEventOrNull(box: SecretBox, sealed: string): ChannelEvent | null {
  try {
    return decodeEvent(box.open(sealed, deadLetterSealedFor));
  } catch {
    return null;
  }
}

function fileNameOf({ channel, account, user, id }: ChannelEvent): string {
  const key = JSON.stringify([channel, account, user, id]);
  return `${createHash("sha256").update(key).digest("hex").slice(0, nameLength)}${deadLetterEnding}`;
}

/** Leaves out the error's message, which may repeat what the resident wrote. */
function reasonOf(error: unknown): string {
  if (!Error.isError(error)) return "unknown";
  const code = "code" in error && typeof error.code === "string" ? ` (${error.code})` : "";
  const frame = /^ {4}(at .*)$/m.exec(error.stack ?? "")?.[1];
  return `${error.name}${code}${frame === undefined ? "" : ` ${frame}`}`;
}
