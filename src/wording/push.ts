/** News in the forms that channels take. */
export interface Push {
  readonly subject: string;
  readonly text: string;
  /** For channels that charge by the character: one or two sentences. */
  readonly short: string;
}
