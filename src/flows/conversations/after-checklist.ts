import type { Checklist } from "../../catalog/procedures/checklist.ts";
import { fold, foldedWords } from "../../catalog/text/fold.ts";
import type { Wording } from "../../wording/wording.ts";
import type { ChoiceQuestion, Option, ParsedAnswer } from "../engine/flow.ts";
import { keepOption } from "./keep-list.ts";

/** What stands behind a button each, in the order in which it is offered. */
const sections = ["papers", "facts", "cautions", "words", "law"] as const;

type Section = (typeof sections)[number];

/** Returns the text behind a button; null if the value is none of these buttons. */
export function readSection(
  value: string | undefined,
  checklist: Checklist,
  wording: Wording["checklist"],
): string | null {
  const section = sections.find((each) => each === value);
  return section === undefined ? null : textOf(section, checklist, wording);
}

function textOf(section: Section, checklist: Checklist, wording: Wording["checklist"]): string {
  return section === "law" ? wording.legal(checklist) : wording[section](checklist);
}

/** Whether there is anything to say; an unknown fact is said, a section without lines is not. */
const isFilled: Readonly<Record<Section, (checklist: Checklist) => boolean>> = {
  papers: () => true,
  facts: () => true,
  cautions: ({ remarks, procedure }) => remarks.length + procedure.common_mistakes.length > 0,
  words: ({ terms }) => terms.length > 0,
  law: ({ laws }) => laws.length > 0,
};

/** What the question after the list does besides opening a section. */
export const nextValues = {
  point: "point",
  online: "online",
  again: "again",
  fix: "fix",
  person: "person",
  other: "other",
} as const;

/**
 * Asks what comes after the four lines: where to go, the web, the list on a page, then all that the lines leave out. At most
 * ten options, as many as fit one message.
 */
export function askWhatNext(
  id: string,
  checklist: Checklist,
  { procedure: wording, online, keptList }: Wording,
  again: readonly string[],
): ChoiceQuestion {
  const { use } = checklist.onlineUse;
  const onlineLabel = {
    submit: wording.online,
    ahead: online.aheadButton,
    book: online.bookButton,
    nothing: wording.stepByStep,
  };
  const [papers, ...details] = sections
    .filter((section) => isFilled[section](checklist))
    .map((section): Option => ({ value: section, ...wording.sections[section] }));
  return {
    kind: "choice",
    id,
    ask: wording.next,
    open: true,
    reactions: { why: wording.nextWhy, enough: wording.nextEnough },
    parse: (typed) => readWithoutButton(typed, wording, again),
    options: [
      {
        value: nextValues.point,
        label: wording.point,
        full: wording.pointFull,
        words: wording.pointWords,
      },
      { value: nextValues.online, label: onlineLabel[use], words: wording.onlineWords },
      ...(papers === undefined ? [] : [papers]),
      keepOption(keptList),
      ...details,
      { value: nextValues.person, label: wording.person },
      { value: nextValues.other, label: wording.other, words: wording.otherWords },
    ],
  };
}

/** The list again, and a correction, have words but no button. */
function readWithoutButton(
  typed: string,
  wording: Wording["procedure"],
  again: readonly string[],
): ParsedAnswer {
  const said = requestIn(foldedWords(typed));
  const isOneOf = (words: readonly string[]) => words.some((each) => fold(each) === said);
  if (isOneOf([wording.again, ...wording.againWords])) {
    return { ok: true, value: nextValues.again, forget: again };
  }
  if (isOneOf([wording.fixAnswer, ...wording.fixAnswerWords])) {
    return { ok: true, value: nextValues.fix };
  }
  return { ok: false, say: null };
}

/** For whom, and how nicely: at either end of a request, folded. */
const beside: ReadonlySet<string> = new Set(
  "a anh bac cai can chau chi cho chu co con da di em giup me minh muon nha nhe o please toi tui voi xin".split(
    " ",
  ),
);

/** "Cho bác xem lại danh sách với": only the request is left. */
function requestIn(said: readonly string[]): string {
  const first = said.findIndex((word) => !beside.has(word));
  const last = said.findLastIndex((word) => !beside.has(word));
  return said.slice(first, last + 1).join(" ");
}
