import { createSecretBox } from "../../security/secret-box.ts";

/** What of a dossier names or reaches a person. */
export type PersonalField = "applicant" | "phone" | "email";

/** Seals the personal fields of dossiers, each to its dossier and column. */
export interface DossierBox {
  seal(text: string | null, codeKey: string, field: PersonalField): string | null;
  /** Throws SecretBoxError. */
  open(sealed: string | null, codeKey: string, field: PersonalField): string | null;
}

export function createDossierBox(secretKey: string): DossierBox {
  const box = createSecretBox(secretKey, "dossiers");
  return {
    seal: (text, codeKey, field) => text && box.seal(text, `${codeKey} ${field}`),
    open: (sealed, codeKey, field) => sealed && box.open(sealed, `${codeKey} ${field}`),
  };
}
