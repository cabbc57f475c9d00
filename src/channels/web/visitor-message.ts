import type { TextMessage } from "../../wording/message.ts";
import { wordingIn } from "../../wording/wording.ts";
import { languageOfEntries, type WebEntry, type WebInput } from "./conversations.ts";

/** Returns the visitor's own line in the conversation. It never shows coordinates: nobody needs to read them again. */
export function visitorMessageOf(input: WebInput, lines: readonly WebEntry[]): TextMessage | null {
  switch (input.type) {
    case "start":
    case "code":
      return null;
    case "text":
      return { type: "text", text: input.text };
    case "choice":
      return { type: "text", text: wordingOf(input.question, input.value, lines) };
    case "location":
      return { type: "text", text: wordingIn(languageOfEntries(lines)).web.myLocation };
  }
}

/** Returns the label of the button, or a general text if the question is no longer stored. */
function wordingOf(question: string, value: string, lines: readonly WebEntry[]): string {
  for (const { message } of lines.toReversed()) {
    if (message.type === "text" || message.question !== question) continue;
    const option = message.options.find((candidate) => candidate.value === value);
    if (option !== undefined) return option.full;
  }
  return wordingIn(languageOfEntries(lines)).web.anOption;
}
