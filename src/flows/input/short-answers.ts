import { buildChecklist, type Checklist } from "../../catalog/procedures/checklist.ts";
import { fold } from "../../catalog/text/fold.ts";
import type { Intent } from "../../catalog/understanding/intent.ts";
import type { Wording } from "../../wording/wording.ts";
import type { FlowContext } from "../engine/flow.ts";

type Answer = (about: Checklist, wording: Wording) => string;

/** What the catalogue says to what may be asked of a procedure; the other intents have no short answer. */
const answers: Partial<Record<Intent, Answer>> = {
  fee: (about, { procedure, checklist }) => procedure.feeAnswer(checklist.fee(about)),
  time: (about, { procedure, checklist }) => procedure.timeAnswer(checklist.time(about)),
  where: (about, { procedure, checklist }) =>
    procedure.whereAnswer(checklist.agency(about.procedure)),
  documents: (about, { procedure, checklist }) =>
    procedure.papersAnswer(checklist.papersInBrief(about)),
  online: ({ procedure }, { checklist }) => checklist.online(procedure),
  steps: ({ procedure }, { asked }) => asked.steps(procedure.steps),
  account_help: ({ procedure }, { asked }) => asked.steps(procedure.steps),
  eligibility: ({ procedure }, { asked }) => asked.who(procedure.who),
};

/** "Có cần công chứng không": certified copies are a question of their own, whatever else it looks like. */
const certified = /\b(cong chung|chung thuc|sao y|certified|notari[sz]ed)\b/;

/** The short answer to a question about a procedure; null where the intent asks for none, or nothing is known of it. */
export function shortAnswer(
  intent: Intent,
  sentence: string,
  procedureId: string,
  scene: Pick<FlowContext, "catalog" | "now" | "wording">,
): string | null {
  const about = wholeChecklist(procedureId, scene);
  if (about === null) return null;
  const { wording } = scene;
  if (intent === "documents" && certified.test(fold(sentence)) && !isCertifying(about)) {
    return wording.asked.certified(certifiedPapers(about));
  }
  return answers[intent]?.(about, wording) ?? null;
}

/** The procedure's checklist before anything was answered. */
export function wholeChecklist(
  id: string,
  { catalog, now }: Pick<FlowContext, "catalog" | "now">,
): Checklist | null {
  const procedure = catalog.procedures.get(id);
  const guide = catalog.guides.get(id);
  if (procedure === undefined || guide === undefined) return null;
  return buildChecklist(procedure, guide, new Map(), { glossary: catalog.glossary, now });
}

/** The procedure is itself about certifying: its papers are not asked for certified copies. */
function isCertifying({ procedure }: Checklist): boolean {
  return certified.test(fold(procedure.name));
}

function certifiedPapers({ documents }: Checklist): string[] {
  return documents
    .map(({ document }) => document)
    .filter(({ name, form, note }) => certified.test(fold([name, form, note].join(" "))))
    .map(({ name }) => name);
}
