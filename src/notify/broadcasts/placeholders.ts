import { toLocalDay } from "../../catalog/local-time.ts";
import type { DossierForMessages } from "../../db/queries/dossiers.ts";
import { shorten } from "../../wording/text.ts";

/** The placeholders that an official may use in a text. They are filled in for each recipient. */
export const placeholders = {
  co_quan: {
    about: "tên cơ quan",
    sample: "UBND phường Bình Tiên",
    maxLength: 120,
    ofDossier: false,
  },
  ma_ho_so: { about: "mã hồ sơ", sample: "H29.16-251125-0012", maxLength: 140, ofDossier: true },
  ten_thu_tuc: {
    about: "tên thủ tục",
    sample: "Đăng ký khai sinh",
    maxLength: 160,
    ofDossier: true,
  },
  ngay_hen: { about: "ngày hẹn trả", sample: "28/11/2026", maxLength: 60, ofDossier: true },
} as const;
export type Placeholder = keyof typeof placeholders;
export type PlaceholderValues = Readonly<Record<Placeholder, string>>;

const pattern = /\{([^{}]*)\}/g;
/** A text names so many dossiers, and then how many more there are. */
const maxNamed = 3;

export type PlaceholderError =
  | { readonly code: "unknown"; readonly name: string }
  | { readonly code: "brace" }
  /** It names a dossier, but the audience is not chosen by dossiers. */
  | { readonly code: "no-dossier"; readonly name: Placeholder };

export function validatePlaceholders(text: string, isByDossier: boolean): PlaceholderError[] {
  const errors: PlaceholderError[] = [];
  for (const [, name = ""] of text.matchAll(pattern)) {
    if (!isPlaceholder(name)) errors.push({ code: "unknown", name });
    else if (placeholders[name].ofDossier && !isByDossier)
      errors.push({ code: "no-dossier", name });
  }
  if (/[{}]/.test(text.replaceAll(pattern, ""))) errors.push({ code: "brace" });
  return errors;
}

/** Returns the text with its values, or the first placeholder that has none. */
export function fillIn(
  text: string,
  values: PlaceholderValues,
): { readonly text: string } | { readonly missing: Placeholder } {
  for (const [, name = ""] of text.matchAll(pattern)) {
    if (isPlaceholder(name) && values[name] === "") return { missing: name };
  }
  const filled = text.replaceAll(pattern, (whole, name: string) =>
    isPlaceholder(name) ? shorten(values[name], placeholders[name].maxLength) : whole,
  );
  return { text: filled };
}

/** The values for a recipient with these dossiers; "" for unknown values. */
export function placeholderValues(
  agency: string,
  dossiers: readonly DossierForMessages[],
): PlaceholderValues {
  return {
    co_quan: agency,
    ma_ho_so: listNames(dossiers.map(({ code }) => code)),
    ten_thu_tuc: listNames(dossiers.map(({ procedure_name: name }) => name ?? "")),
    ngay_hen: listNames(dossiers.map(({ promised_at: at }) => (at === null ? "" : formatDay(at)))),
  };
}

export const sampleValues: PlaceholderValues = valuesBy(({ sample }) => sample);
/** As long as any value may be. */
export const longestValues: PlaceholderValues = valuesBy(({ maxLength }) => "m".repeat(maxLength));

/** The values for the agency's own people, who follow no dossier. */
export function trialValues(agency: string): PlaceholderValues {
  return { ...sampleValues, co_quan: agency };
}

function valuesBy(pick: (one: (typeof placeholders)[Placeholder]) => string): PlaceholderValues {
  const entries = Object.entries(placeholders).map(([name, one]) => [name, pick(one)]);
  return Object.fromEntries(entries) as Record<Placeholder, string>;
}

function isPlaceholder(name: string): name is Placeholder {
  return Object.hasOwn(placeholders, name);
}

function listNames(names: readonly string[]): string {
  const distinct = [...new Set(names.filter((name) => name !== ""))];
  const more = distinct.length - maxNamed;
  const named = distinct.slice(0, maxNamed).join(", ");
  return more > 0 ? `${named} và ${more} hồ sơ khác` : named;
}

function formatDay(at: Date): string {
  return toLocalDay(at).split("-").reverse().join("/");
}
