/** The languages in which residents can be answered; the records themselves are in Vietnamese. */
export const languages = ["vi", "en"] as const;
export type Language = (typeof languages)[number];

/** Returns the language as a field of a state or a message, which omits it if it is Vietnamese. */
export function toLanguageField(language: Language): { readonly language?: Language } {
  return language === "vi" ? {} : { language };
}
