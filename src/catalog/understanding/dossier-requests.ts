import { fold } from "../text/fold.ts";
import { compileSentenceForm, matchSentenceForm } from "../text/sentence-forms.ts";
import {
  type DossierRequestForms,
  type DossierRequestKind,
  dossierRequestKinds,
} from "../vocabulary-schema.ts";

/** What a whole sentence wants with dossiers or personal data. */
export interface DossierRequest {
  readonly kind: DossierRequestKind;
  /** The score, the code, or what follows the word for the dossier; null if the request holds none of them. */
  readonly value: string | null;
}

/** Returns null if the sentence is about something else. */
export type FindDossierRequest = (typed: string) => DossierRequest | null;

export function buildDossierRequests(forms: DossierRequestForms): FindDossierRequest {
  const compiled = dossierRequestKinds.flatMap((kind) =>
    forms[kind].phrases.flatMap((form) => {
      const pattern = compileSentenceForm(form);
      return pattern === null ? [] : [{ kind, pattern }];
    }),
  );
  return (typed) => {
    const folded = fold(typed);
    for (const { kind, pattern } of compiled) {
      const match = matchSentenceForm(folded, pattern);
      if (match !== null) return { kind, value: match.value };
    }
    return null;
  };
}
