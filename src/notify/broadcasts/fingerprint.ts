import { createHash, type Hash } from "node:crypto";
import type { Broadcast } from "./broadcast-store.ts";
import { type Person, recipientKey } from "./recipient-contacts.ts";

/** One value for what is said, when and to whom: two that differ in any of it differ. */
export class Fingerprint {
  readonly #hash: Hash;

  constructor({ title, text, plainSms, isTrial, audience, startsAt }: Broadcast) {
    this.#hash = createHash("sha256");
    this.#hash.update(JSON.stringify([title, text, plainSms, isTrial, audience, startsAt]));
  }

  /** The next of the list, in the list's order. */
  add(people: readonly Person[]): void {
    const lines = people.map((person) => `${recipientKey(person)} ${person.dossiers}\n`);
    this.#hash.update(lines.join(""));
  }

  value(): string {
    return this.#hash.digest("hex").slice(0, 32);
  }
}
