/** An entry of the audit trail, as its sentence is written from it. */
export interface ToldEntry {
  /** Who did it, by name. */
  readonly who: string;
  /** The object by its name, with what it is: "điểm Bình Tiên". */
  readonly it: string;
  /** Whether the object is the account of who did it. */
  readonly isOwn: boolean;
  /** As it was recorded. */
  readonly detail: string;
  /** Names what a reference such as `agency 3` stands for. */
  readonly name: (reference: string) => string;
}

/** Writes the sentence of one action, without a full stop. */
export type Tell = (entry: ToldEntry) => string;

/** The sentences of the actions about one kind of object, by the action's name. */
export type Sentences = Readonly<Record<string, Tell>>;

/** A sentence that says only who did what with which object. */
export function plain(did: string): Tell {
  return ({ who, it }) => `${who} ${did} ${it}`;
}

/** Adds the rest of a sentence, if there is one. */
export function more(sentence: string, rest: string): string {
  return rest === "" ? sentence : `${sentence}: ${rest}`;
}

/** Returns the number at the beginning of a detail such as `12 rows`; null if there is none. */
export function leadingCount(detail: string): number | null {
  const digits = /^\d{1,15}(?!\d)/.exec(detail)?.[0];
  return digits === undefined ? null : Number(digits);
}

/** Names every reference such as `agency 3` within a text. */
export function nameReferences(text: string, name: ToldEntry["name"]): string {
  return text.replaceAll(/\b(?:agency|account|dossier) \d+|\bpoint [\w-]+/g, (found) =>
    name(found),
  );
}
