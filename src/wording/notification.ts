/** A notification in the forms that the channels take. */
export interface NotificationText {
  readonly subject: string;
  readonly text: string;
  /** For channels that charge by the character: one or two sentences. */
  readonly short: string;
}

/** What a button under a notification opens. Anybody can forge one, so it is checked when it is pressed whether it leads anywhere. */
export type NotificationButton =
  | { readonly type: "papers"; readonly procedure: string }
  /** "" if the procedure is not in the catalogue. */
  | { readonly type: "point"; readonly procedure: string }
  /** Back to the bot, from a person who answers. */
  | { readonly type: "bot" }
  | { readonly type: "rate"; readonly dossier: number; readonly score: number };

/** Takes the place of a question's id in such a button: a notification asks nothing that could become outdated. */
export const notificationQuestion = "@news";

export function encodeNotificationButton(button: NotificationButton): string {
  if (button.type === "bot") return "bot";
  return button.type === "rate"
    ? `rate:${button.dossier}:${button.score}`
    : `${button.type}:${button.procedure}`;
}

/** null if it is no button of ours. */
export function decodeNotificationButton(value: string): NotificationButton | null {
  if (value === "bot") return { type: "bot" };
  const [, dossier, score] = /^rate:(\d{1,15}):([1-5])$/.exec(value) ?? [];
  if (dossier !== undefined && score !== undefined) {
    return { type: "rate", dossier: Number(dossier), score: Number(score) };
  }
  const [, type, procedure = ""] = /^(papers|point):([\w-]{0,100})$/.exec(value) ?? [];
  if (type !== "papers" && type !== "point") return null;
  return { type, procedure };
}
