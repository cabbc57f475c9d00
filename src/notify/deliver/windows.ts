/**
 * When platforms take what nobody has just asked for, each with the day on which it was last checked (references zalo.md §5,
 * messenger.md §2). Ours are a little shorter: their clocks and ours differ, and a refusal costs a try.
 */
const hourMs = 3_600_000;
const marginMs = hourMs;

export const windows = {
  /** Consultation messages: 7 days since the person last did something. Checked 2026-11-22. */
  zaloChatMs: 7 * 24 * hourMs - marginMs,
  /** Templates to an account: a year since the last interaction (unsure). Checked 2026-11-22. */
  zaloTemplateMs: 365 * 24 * hourMs - marginMs,
  /** Free text: 24 hours since the person last did something. Checked 2026-11-22. */
  messengerChatMs: 24 * hourMs - marginMs,
} as const;
