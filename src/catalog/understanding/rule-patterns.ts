import { fold } from "../text/fold.ts";
import type { IntentRuleWords, PhraseList } from "../vocabulary-schema.ts";

/** The word lists of the intent rules, compiled to patterns over a folded text. */
export interface RulePatterns {
  readonly addressWords: ReadonlySet<string>;
  /** Opening hours that are never part of what is asked about a procedure. */
  readonly officeHours: RegExp;
  /** Money after a misfortune, not help in one. */
  readonly aid: RegExp;
  readonly hoursNotPlace: RegExp;
  readonly money: RegExp;
  /** "Ở quận 12 hay về quê", "sở giao thông hay công an". */
  readonly placeOrPlace: RegExp;
}

/** "Giá" is a price, but "gia đình" is the family and "gia hạn" an extension. */
const price = "gia(?! dinh| han)";
/** The hour of an office, but not that of a bus. */
const hourOfOffice = "(?<!\\bxe )may gio";

export function compileRulePatterns(words: IntentRuleWords): RulePatterns {
  const before = alternatives(words.before_alternative);
  const after = alternatives(words.after_alternative);
  return {
    addressWords: new Set(words.address_words.phrases.map(fold)),
    officeHours: wholeWords(`${alternatives(words.office_hours)}|${hourOfOffice}`),
    aid: wholeWords(alternatives(words.aid)),
    hoursNotPlace: wholeWords(alternatives(words.hours_not_place)),
    money: wholeWords(`${alternatives(words.money)}|${price}`),
    placeOrPlace: wholeWords(`(?:${before}) (?:\\w+ ){0,3}hay (?:\\w+ ){0,2}(?:${after})`),
  };
}

function alternatives({ phrases }: PhraseList): string {
  return phrases.map(fold).join("|");
}

function wholeWords(pattern: string): RegExp {
  return new RegExp(`\\b(?:${pattern})\\b`);
}
