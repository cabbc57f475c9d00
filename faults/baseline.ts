import { setTimeout as pause } from "node:timers/promises";
import type { Environment } from "./environment.ts";
import type { FaultPlatform } from "./fault-platform.ts";
import { ScriptedResident } from "./resident.ts";
import { form, type Script } from "./script.ts";

const quietMs = 400;
const firstReplyMs = 10_000;

/** Records the replies that the running service gives without any fault. All later replies are compared with these. */
export async function recordBaseline(
  { replicas }: Pick<Environment, "replicas">,
  platform: FaultPlatform,
): Promise<Script> {
  const port = replicas[0]?.port ?? 0;
  const context = { platform, script: { greeting: [], form: [] }, nextPort: () => port };
  const resident = new ScriptedResident("script-1", context);
  const repliesToNext = async () => {
    const before = platform.delivered(resident.user).length;
    await resident.deliver(resident.nextWebhook());
    await platform.waitUntil(() => platform.delivered(resident.user).length > before, firstReplyMs);
    await pause(quietMs);
    return platform
      .delivered(resident.user)
      .slice(before)
      .map((entry) => entry.text);
  };
  const greeting = await repliesToNext();
  const replies: string[][] = [];
  while (replies.length < 2 * form.length) replies.push(await repliesToNext());
  const [first, second] = [replies.slice(0, form.length), replies.slice(form.length)];
  const script = { greeting, form: first };
  if (JSON.stringify(first) !== JSON.stringify(second) || !hasDistinctReplies(script)) {
    throw new Error(`These replies do not distinguish the steps: ${JSON.stringify(replies)}`);
  }
  return script;
}

/** Returns whether every message has a reply, and no two replies within a form are the same. */
function hasDistinctReplies(script: Script): boolean {
  const texts = script.form.flat();
  const isAnswered = [script.greeting, ...script.form].every((replies) => replies.length > 0);
  return isAnswered && new Set(texts).size === texts.length;
}
