/** What a button under a piece of news opens. Anyone may type one: whether it leads anywhere is judged when it comes. */
export type NotificationButton =
  | { readonly type: "papers"; readonly procedure: string }
  /** "" where the procedure is none of ours. */
  | { readonly type: "point"; readonly procedure: string }
  | { readonly type: "rate"; readonly dossier: number; readonly score: number };

/** Stands in a tap where a question's id stands: news asks nothing that could grow old. */
export const notificationQuestion = "@news";

export function encodeNotificationButton(tap: NotificationButton): string {
  return tap.type === "rate" ? `rate:${tap.dossier}:${tap.score}` : `${tap.type}:${tap.procedure}`;
}

/** null: no tap of ours. */
export function decodeNotificationButton(value: string): NotificationButton | null {
  const [, dossier, score] = /^rate:(\d{1,15}):([1-5])$/.exec(value) ?? [];
  if (dossier !== undefined && score !== undefined) {
    return { type: "rate", dossier: Number(dossier), score: Number(score) };
  }
  const [, type, procedure = ""] = /^(papers|point):([\w-]{0,100})$/.exec(value) ?? [];
  if (type !== "papers" && type !== "point") return null;
  return { type, procedure };
}
