import type { AttemptCounter, CountedAttempt } from "./attempt-counter.ts";

/** What is left to each once everybody together has used up the attempts. */
const ownKinds = {
  "dossier proof": "dossier proof, own",
  "chat link": "chat link, own",
  "pairing code": "pairing code, own",
} as const;

export type SparingKind = keyof typeof ownKinds;

/** At least one of them is known. */
interface Subjects {
  readonly resident: string | null;
  readonly address: string | null;
}

/**
 * Counts an attempt before it is judged. Once everybody together has used up theirs, each resident and each address still have a
 * few of their own, so that strangers cannot keep an owner out.
 */
export async function countSparingOwners(
  attempts: AttemptCounter,
  kind: SparingKind,
  subjects: Subjects,
  now: Date,
): Promise<CountedAttempt> {
  const counted = await attempts.count(kind, subjects, now);
  const isOthersDoing = !counted.isAllowed && counted.scope === "everybody";
  return isOthersDoing ? attempts.count(ownKinds[kind], subjects, now) : counted;
}
