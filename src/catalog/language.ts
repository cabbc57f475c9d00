/** The languages that a resident may be answered in; the records themselves are in Vietnamese. */
export const languages = ["vi", "en"] as const;
export type Language = (typeof languages)[number];

/** As a state or a message holds its language: Vietnamese goes without saying. */
export function toLanguageField(language: Language): { readonly language?: Language } {
  return language === "vi" ? {} : { language };
}
