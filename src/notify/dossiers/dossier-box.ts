import { createSecretBox } from "../../security/secret-box.ts";
import { createDossierSearchKeys, type DossierSearchKeys } from "./search-tokens.ts";

/** The fields of a dossier that name a person or reach them. */
type PersonalField = "applicant" | "phone" | "email" | "birth year" | "identity";

/** Seals the personal fields of dossiers. Each sealed text opens only for its own dossier and field. */
export interface DossierBox {
  seal(text: string | null, codeKey: string, field: PersonalField): string | null;
  /** Throws SecretBoxError. */
  open(sealed: string | null, codeKey: string, field: PersonalField): string | null;
  /** By which sealed names and phones are found. */
  readonly search: DossierSearchKeys;
}

export function createDossierBox(secretKey: string): DossierBox {
  const box = createSecretBox(secretKey, "dossiers");
  return {
    seal: (text, codeKey, field) => text && box.seal(text, `${codeKey} ${field}`),
    open: (sealed, codeKey, field) => sealed && box.open(sealed, `${codeKey} ${field}`),
    search: createDossierSearchKeys(secretKey),
  };
}
