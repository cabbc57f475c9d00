/**
 * How somebody proves that a dossier is theirs; each agency chooses one. With each there is one question, and what a dossier
 * does not state is not compared, so that the question tells nothing about it:
 *
 * - "phone": the last four digits of a phone number on it.
 * - "phone-and-birth-year": these, and the applicant's birth year if it is stated. The year alone would be guessed soon.
 * - "identity": the last six digits of the applicant's identity number or, if none is stated, those of the phone.
 */
export const proofKinds = ["phone", "phone-and-birth-year", "identity"] as const;

export type ProofKind = (typeof proofKinds)[number];

export const defaultProof: ProofKind = "phone";

export const phoneDigitCount = 4;
export const birthYearDigitCount = 4;
export const identityDigitCount = 6;

/** Returns the default for a value that another version stored. */
export function toProofKind(stored: string | null): ProofKind {
  return proofKinds.find((kind) => kind === stored) ?? defaultProof;
}
