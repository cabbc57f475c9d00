import { type SecretBox, SecretBoxError } from "./secret-box.ts";

/** None of the keys in SECRET_KEY opens what a store holds. Nothing was changed there. */
export class WrongSecretKeyError extends Error {
  override readonly name = "WrongSecretKeyError";
  /** The message for an operator, without a stack trace. */
  readonly report: string;

  constructor(place: string) {
    const report =
      `SECRET_KEY: none of its keys opens what ${place} holds. Nothing was changed. Put the former key back; ` +
      "a new one goes in front of it, with a comma between them (docs/operating.md, “Changing SECRET_KEY”).";
    super(report);
    this.report = report;
  }
}

/** A place in which a store keeps one sealed text, so that a wrong SECRET_KEY is noticed even if nothing else is stored. */
export interface CanaryPlace {
  /** Names the store for the operator, such as “the database”. */
  readonly name: string;
  /** Resolves with null if no text is stored yet. */
  read(): Promise<string | null>;
  /** Stores the text unless there is one by now. Resolves with the one that is stored. */
  create(sealed: string): Promise<string>;
  /** Stores a text in the place of the one that is there. */
  replace(sealed: string): Promise<void>;
}

export const canaryUse = "canary";

/**
 * Opens the text that a store keeps; one that has none gets `text`. Rejects with WrongSecretKeyError. `box` seals for
 * `canaryUse`.
 */
export async function openCanary(
  place: CanaryPlace,
  box: SecretBox,
  text: string,
): Promise<string> {
  const stored = (await place.read()) ?? (await place.create(box.seal(text, place.name)));
  try {
    return box.open(stored, place.name);
  } catch (error) {
    if (error instanceof SecretBoxError) throw new WrongSecretKeyError(place.name);
    throw error;
  }
}

/**
 * Seals the text that a store keeps with the first key of SECRET_KEY, to which `prefix` belongs. This comes last: as long
 * as anything else needs a former key, a start without that key is refused.
 */
export async function resealCanary(
  place: CanaryPlace,
  box: SecretBox,
  prefix: string,
): Promise<void> {
  const stored = await place.read();
  if (stored === null || stored.startsWith(prefix)) return;
  await place.replace(box.seal(box.open(stored, place.name), place.name));
}
