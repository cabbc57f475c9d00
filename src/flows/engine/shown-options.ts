import { defaultForm, type FormOfAddress } from "../../catalog/form-of-address.ts";
import type { Language } from "../../catalog/language.ts";
import { addressIn } from "../../wording/form-of-address.ts";
import type { Option, Question } from "./flow.ts";

interface Spoken {
  readonly language: Language;
  readonly address: FormOfAddress;
}

/** Lets a resident answer in the words of the buttons as they were shown, beside those in which they are written. */
export function acceptAsShown<Asked extends Question | null>(
  question: Asked,
  { language, address }: Spoken,
): Asked {
  if (question === null || question.kind === "text") return question;
  if (language !== "vi" || address === defaultForm) return question;
  return {
    ...question,
    options: question.options.map((option) => withShownWords(option, address)),
  };
}

function withShownWords(option: Option, address: FormOfAddress): Option {
  const written = [option.label, option.full ?? option.label];
  const shown = written.map((text) => addressIn(address, text));
  const added = shown.filter((text) => !written.includes(text));
  return added.length === 0 ? option : { ...option, words: [...(option.words ?? []), ...added] };
}
