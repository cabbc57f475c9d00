import { compileSentenceForm, matchSentenceForm } from "../text/sentence-forms.ts";
import { type ReactionForms, type ReactionKind, reactionKinds } from "../vocabulary-schema.ts";

/** What a sentence does with a question instead of answering it. */
export interface Reaction {
  readonly kind: ReactionKind;
  /** Which words of the sentence a correction puts in the place of an answer; none for the others. */
  readonly rest: { readonly start: number; readonly count: number };
}

/** Reads a folded sentence; null if it reacts in none of these ways. */
export type FindReaction = (folded: string) => Reaction | null;

/** Nobody says more before what is right. */
const maxLength = 300;

export function buildReactions(forms: ReactionForms): FindReaction {
  const compiled = reactionKinds.flatMap((kind) =>
    forms[kind].phrases.flatMap((form) => {
      const pattern = compileSentenceForm(form);
      return pattern === null ? [] : [{ kind, pattern }];
    }),
  );
  return (folded) => {
    if (folded.length > maxLength) return null;
    for (const { kind, pattern } of compiled) {
      const match = matchSentenceForm(folded, pattern);
      if (match === null) continue;
      const value = match.value ?? "";
      const count = value === "" ? 0 : value.split(" ").length;
      return { kind, rest: { start: match.wordsBefore, count } };
    }
    return null;
  };
}
