import { type Language, languages } from "../../catalog/language.ts";

const prefix = "language:";

/** The value of the button that changes the language, under whichever question it stands. */
export function languageButton(language: Language): string {
  return prefix + language;
}

/** Returns the language that a button asks for; null if it is another button. */
export function languageOfButton(value: string): Language | null {
  return languages.find((language) => value === languageButton(language)) ?? null;
}
