import {
  birthYearDigitCount,
  identityDigitCount,
  type ProofKind,
  phoneDigitCount,
  toProofKind,
} from "../../catalog/dossiers/proof.ts";
import { findPhoneNumbers } from "../../phone/phone-number.ts";
import { equalInConstantTime } from "../../security/constant-time.ts";
import type { DossierBox } from "../dossiers/dossier-box.ts";

/** What a dossier states, sealed, that its owner knows. */
interface SealedProofs {
  readonly code_key: string;
  readonly phone_sealed: string | null;
  readonly birth_year_sealed: string | null;
  readonly identity_sealed: string | null;
  /** What the agency has chosen; null if the dossier has no agency. */
  readonly proof: string | null;
}

/** Returns whether these digits prove that the dossier is somebody's. */
export function isRightProof(dossier: SealedProofs, digits: string, box: DossierBox): boolean {
  const { lastFours, birthYear, identity } = openProofs(dossier, box);
  const isPhone = (typed: string) =>
    typed.length === phoneDigitCount &&
    lastFours.map((lastFour) => equalInConstantTime(typed, lastFour)).includes(true);
  switch (toProofKind(dossier.proof)) {
    case "phone":
      return isPhone(digits);
    case "phone-and-birth-year": {
      if (digits.length !== phoneDigitCount + birthYearDigitCount) return false;
      const year = digits.slice(phoneDigitCount);
      const isYear = birthYear === null || equalInConstantTime(year, birthYear);
      return isPhone(digits.slice(0, phoneDigitCount)) && isYear;
    }
    case "identity":
      return identity === null
        ? isPhone(digits)
        : digits.length === identityDigitCount && equalInConstantTime(digits, identity);
  }
}

/** Returns whether anything could prove that this dossier is somebody's. */
export function isProvable(dossier: SealedProofs, box: DossierBox): boolean {
  const { lastFours, identity } = openProofs(dossier, box);
  const kind: ProofKind = toProofKind(dossier.proof);
  return lastFours.length > 0 || (kind === "identity" && identity !== null);
}

function openProofs(dossier: SealedProofs, box: DossierBox) {
  const { code_key, phone_sealed, birth_year_sealed, identity_sealed } = dossier;
  const phone = box.open(phone_sealed, code_key, "phone");
  return {
    // Agencies write two numbers into one field, and texts that are no number at all.
    lastFours: findPhoneNumbers(phone ?? "").map(({ lastFour }) => lastFour),
    birthYear: box.open(birth_year_sealed, code_key, "birth year"),
    identity: box.open(identity_sealed, code_key, "identity"),
  };
}
