import type { Language } from "../catalog/language.ts";
import { english } from "./en/english.ts";
import { vietnamese, type Wording } from "./vi/vietnamese.ts";

export type { Language, Wording };

const wordings: Record<Language, Wording> = { vi: vietnamese, en: english };

/** Returns everything that the service says in that language. */
export function wordingIn(language: Language): Wording {
  return wordings[language];
}
