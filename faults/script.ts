import { setTimeout as pause } from "node:timers/promises";
import type { Platform } from "./fault-platform.ts";

/** What every resident says first, once. */
const greeting = "menu";
/** What every resident says then, again and again. */
export const form = ["đăng ký khai sinh", "1", "2", "1", "1", "hủy"] as const;

/** The replies to the greeting, and to each message of the form. */
export interface Script {
  readonly greeting: readonly string[];
  readonly form: readonly (readonly string[])[];
}

const quietMs = 400;
const firstReplyMs = 10_000;

/** The texts that a resident is due after so many messages, the greeting being the first. */
export function due(script: Script, messages: number): string[] {
  return Array.from({ length: messages }, (_, index) => repliesTo(script, index)).flat();
}

/** What the resident says as message `index`. */
export function messageAt(index: number): string {
  return index === 0 ? greeting : (form[(index - 1) % form.length] ?? "");
}

export function repliesTo(script: Script, index: number): readonly string[] {
  return index === 0 ? script.greeting : (script.form[(index - 1) % form.length] ?? []);
}

/** Learns what an undisturbed resident is told: whatever comes later is held against it. */
export async function learnScript(
  platform: Platform,
  user: string,
  sayNext: () => Promise<void>,
): Promise<Script> {
  const say = async () => {
    const before = platform.delivered(user).length;
    await sayNext();
    await platform.until(() => platform.delivered(user).length > before, firstReplyMs);
    await pause(quietMs);
    return platform
      .delivered(user)
      .slice(before)
      .map((entry) => entry.text);
  };
  const greetingReplies = await say();
  const replies: string[][] = [];
  while (replies.length < 2 * form.length) replies.push(await say());
  const [first, second] = [replies.slice(0, form.length), replies.slice(form.length)];
  const script = { greeting: greetingReplies, form: first };
  if (JSON.stringify(first) !== JSON.stringify(second) || !canJudge(script)) {
    throw new Error(`These replies can't tell one step from another: ${JSON.stringify(replies)}`);
  }
  return script;
}

/** Every message has a reply, and within a form no two replies are the same. */
function canJudge(script: Script): boolean {
  const texts = script.form.flat();
  const answered = [script.greeting, ...script.form].every((replies) => replies.length > 0);
  return answered && new Set(texts).size === texts.length;
}
