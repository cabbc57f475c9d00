import { buildChecklist, type Checklist } from "../catalog/checklist.ts";
import { fold } from "../catalog/vietnamese.ts";
import type { Wording } from "../wording/wording.ts";
import type { Flow, Scene } from "./flow.ts";
import type { SpokenContext } from "./turn.ts";

/** Asking about another procedure in the middle of one: a short answer, then on with either. */
export const asideFlow: Flow = {
  id: "aside",
  version: "1",
  title: () => null,
  next(answers, scene) {
    const about = answers.get("@about") ?? "";
    if (answers.get("pick") === "switch") {
      return { kind: "finish", outcome: "switched", go: { flow: `procedure:${about}` } };
    }
    if (answers.get("pick") === "keep") return { kind: "finish", outcome: "kept" };
    if (!answers.has("brief")) {
      return { kind: "say", id: "brief", texts: [brief(about, scene)], outcome: "aside" };
    }
    const wording = scene.wording.procedure;
    return {
      kind: "choice",
      id: "pick",
      ask: wording.briefAsk(scene.waiting ?? ""),
      options: [
        { value: "keep", label: wording.keepOn, words: wording.keepOnWords },
        { value: "switch", label: wording.switchOver, words: wording.switchOverWords },
      ],
    };
  },
};

/** What the catalogue says to a question about the procedure at hand ("phí bao nhiêu?"), or null. */
export function asideAnswer(
  typed: string,
  procedureId: string,
  context: SpokenContext,
): string | null {
  const words = fold(typed);
  const topic = topics.find(({ asks }) => asks.test(words));
  const checklist = topic && wholeChecklist(procedureId, context);
  return checklist ? topic.answer(checklist, context.wording) : null;
}

interface Topic {
  readonly asks: RegExp;
  readonly answer: (about: Checklist, wording: Wording) => string;
}

const topics: readonly Topic[] = [
  {
    asks: /\b(le phi|phi bao nhieu|bao nhieu tien|ton bao nhieu|mat bao nhieu|mat phi|mat tien|co mat phi|phi the nao|how much|fees?|costs?|price)\b/,
    answer: (about, { procedure, checklist }) => procedure.feeAnswer(checklist.fee(about)),
  },
  {
    asks: /\b(may ngay|bao lau|may hom|bao gio (co|xong|lay)|khi nao (co|xong|lay)|thoi han|how long|how many days|how soon)\b/,
    answer: (about, { procedure, checklist }) => procedure.timeAnswer(checklist.time(about)),
  },
  {
    asks: /\b(online|tren mang|truc tuyen|qua mang|on the web)\b/,
    answer: ({ procedure }, { checklist }) => checklist.online(procedure),
  },
  {
    asks: /\b(nop o dau|lam o dau|o dau|cho nao|noi nao|den dau|ra dau|where)\b/,
    answer: (about, { procedure, checklist }) =>
      procedure.whereAnswer(checklist.agency(about.procedure)),
  },
  {
    asks: /\b(giay to gi|can giay|can gi|ho so gom|mang gi|mang theo|gom nhung gi|(what|which) (papers|documents)|what do i need|bring)\b/,
    answer: (about, { procedure, checklist }) =>
      procedure.papersAnswer(checklist.papersInBrief(about)),
  },
];

function brief(id: string, scene: Scene): string {
  const about = wholeChecklist(id, scene);
  const purpose = scene.catalog.guides.get(id)?.purpose ?? "";
  return about === null ? "" : scene.wording.procedure.brief(about.procedure, purpose, about);
}

/** The procedure's checklist before anything was answered. */
function wholeChecklist(
  id: string,
  { catalog, now }: Pick<Scene, "catalog" | "now">,
): Checklist | null {
  const procedure = catalog.procedures.get(id);
  const guide = catalog.guides.get(id);
  if (procedure === undefined || guide === undefined) return null;
  return buildChecklist(procedure, guide, new Map(), { glossary: catalog.glossary, now });
}
