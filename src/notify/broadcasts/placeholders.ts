import { shorten } from "../../wording/shorten.ts";

/** What an official may leave open in a text: filled in for each recipient. */
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
export type Values = Readonly<Record<Placeholder, string>>;

const pattern = /\{([^{}]*)\}/g;

export type PlaceholderError =
  | { readonly fault: "unknown"; readonly name: string }
  | { readonly fault: "brace" }
  /** It names a dossier, but these recipients are not chosen by dossiers. */
  | { readonly fault: "no-dossier"; readonly name: Placeholder };

/** What is wrong with a text's placeholders; none for a sound one. */
export function validatePlaceholders(text: string, isByDossier: boolean): PlaceholderError[] {
  const faults: PlaceholderError[] = [];
  for (const [, name = ""] of text.matchAll(pattern)) {
    if (!isPlaceholder(name)) faults.push({ fault: "unknown", name });
    else if (placeholders[name].ofDossier && !isByDossier)
      faults.push({ fault: "no-dossier", name });
  }
  if (/[{}]/.test(text.replaceAll(pattern, ""))) faults.push({ fault: "brace" });
  return faults;
}

/** The text with its values, or the first placeholder for which there is none. */
export function fillIn(
  text: string,
  values: Values,
): { readonly text: string } | { readonly missing: Placeholder } {
  for (const [, name = ""] of text.matchAll(pattern)) {
    if (isPlaceholder(name) && values[name] === "") return { missing: name };
  }
  const filled = text.replaceAll(pattern, (whole, name: string) =>
    isPlaceholder(name) ? shorten(values[name], placeholders[name].maxLength) : whole,
  );
  return { text: filled };
}

export const sampleValues: Values = valuesBy(({ sample }) => sample);
/** As long as any value may be. */
export const longestValues: Values = valuesBy(({ maxLength }) => "m".repeat(maxLength));

function valuesBy(pick: (one: (typeof placeholders)[Placeholder]) => string): Values {
  const entries = Object.entries(placeholders).map(([name, one]) => [name, pick(one)]);
  return Object.fromEntries(entries) as Record<Placeholder, string>;
}

function isPlaceholder(name: string): name is Placeholder {
  return Object.hasOwn(placeholders, name);
}
