/** News in the forms that channels take. */
export interface NotificationText {
  readonly subject: string;
  readonly text: string;
  /** For channels that charge by the character: one or two sentences. */
  readonly short: string;
}
