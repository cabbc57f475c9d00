/** What every resident writes first, once. */
const greeting = "menu";
/** What every resident writes after the greeting, again and again. */
export const form = ["đăng ký khai sinh", "1", "2", "1", "1", "hủy"] as const;

/** The replies to the greeting, and to each message of the form. */
export interface Script {
  readonly greeting: readonly string[];
  readonly form: readonly (readonly string[])[];
}

/** Returns the texts that are due to a resident after so many messages. The first message is the greeting. */
export function dueReplies(script: Script, messageCount: number): string[] {
  return Array.from({ length: messageCount }, (_, index) => repliesTo(script, index)).flat();
}

/** Returns the resident's message number `index`. */
export function messageAt(index: number): string {
  return index === 0 ? greeting : (form[(index - 1) % form.length] ?? "");
}

function repliesTo(script: Script, index: number): readonly string[] {
  return index === 0 ? script.greeting : (script.form[(index - 1) % form.length] ?? []);
}
