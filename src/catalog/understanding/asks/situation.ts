import type { ReadWords } from "../../text/normalizer.ts";
import {
  type FinerQuestions,
  type KnownPaper,
  knownPapers,
  type ResidentGroup,
  residentGroups,
  type ToldEvent,
} from "../../vocabulary-schema.ts";
import { buildToldEvents } from "./events.ts";
import { compileLooseForms, toTokens } from "./loose-forms.ts";

/** What a sentence says that answers depend on: whom it is about, which papers, and what happened. */
export interface ToldSituation {
  readonly groups: ReadonlySet<ResidentGroup>;
  readonly papers: readonly KnownPaper[];
  readonly event: ToldEvent | null;
}

export type ReadSituation = (sentence: string) => ToldSituation;

export function buildReadSituation(
  finer: Pick<FinerQuestions, "groups" | "papers" | "events">,
  readPhrase: ReadWords,
): ReadSituation {
  const groups = residentGroups.map(
    (group) => [group, compileLooseForms(finer.groups[group], readPhrase)] as const,
  );
  const papers = knownPapers.map(
    (paper) => [paper, compileLooseForms(finer.papers[paper], readPhrase)] as const,
  );
  const findEvent = buildToldEvents(finer, readPhrase);
  return (sentence) => {
    const text = toTokens(readPhrase(sentence));
    const said = new Set(groups.flatMap(([group, form]) => (form.test(text) ? [group] : [])));
    // "Không có lương hưu" holds "có lương hưu".
    if (said.has("no_pension")) said.delete("pension");
    return {
      groups: said,
      papers: papers.flatMap(([paper, form]) => (form.test(text) ? [paper] : [])),
      event: findEvent(text),
    };
  };
}
