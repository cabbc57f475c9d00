import type { Catalog } from "../../catalog/catalog.ts";
import { toLocalDay } from "../../catalog/local-time.ts";
import { type Intent, intents } from "../../catalog/understanding/intent.ts";
import { selectTrainingLabels } from "../../db/queries/sentence-labels.ts";
import type { DbHandle } from "../../db/schema.ts";
import { recordAction } from "../audit/record-action.ts";
import type { DeskRoute } from "../framework/route.ts";
import type { Account } from "../identity/account.ts";
import { administrators } from "../identity/roles.ts";
import { type TrainingFile, trainingSchema } from "./api-schemas.ts";
import type { LabelRow } from "./describe-sentence.ts";

export const trainingRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/sentences/training.json",
    roles: administrators,
    purpose: "exports the labelled sentences as training data for the next build",
    api: { answer: trainingSchema },
    handle: async ({ account, now }, { database, catalog }) => {
      const file = await exportTraining(database.db, catalog(), { account, now });
      return {
        type: "download",
        name: `cau-da-gan-nhan-${file.meta.compiled}.json`,
        mediaType: "application/json; charset=utf-8",
        content: `${JSON.stringify(file, null, 2)}\n`,
      };
    },
  },
];

const note =
  "Labelled at the desk from what residents typed: only words that any resident might use, without marks, names and " +
  "numbers. Put the file into data/training/ under a name of its own and run npm run train.";

/** Reads the labelled sentences as training data, and records the export; `account` null: an operator did it. */
export async function exportTraining(
  db: DbHandle,
  catalog: ExportCatalog,
  { account, now }: { readonly account: Account | null; readonly now: Date },
): Promise<TrainingFile> {
  const file = toTrainingFile(await selectTrainingLabels(db), catalog, now);
  const detail = String(file.sentences.length);
  const action = { action: "sentence.export", subject: "sentences", detail };
  await recordAction(db, account, action, now);
  return file;
}

type ExportCatalog = Pick<Catalog, "keepHarmlessWords" | "procedures">;

/**
 * Writes labelled sentences in the format of `data/training/sentences.json`. Every text goes through the filter of
 * personal details again, with the catalogue as it is now; what has no words left is left out, and so is a procedure
 * that is gone.
 */
function toTrainingFile(
  labels: readonly LabelRow[],
  catalog: ExportCatalog,
  now: Date,
): TrainingFile {
  return {
    meta: { compiled: toLocalDay(now), note },
    sentences: labels.flatMap((label) => {
      const text = catalog.keepHarmlessWords(label.words).join(" ");
      const meaning = meaningOf(label, catalog);
      return text === "" || meaning === null ? [] : [{ id: `desk-${label.id}`, text, ...meaning }];
    }),
  };
}

/** A wish for a procedure without another question is the intent `steps`: docs/understanding.md, "Which intent wins". */
const plainWish: Intent = "steps";

function meaningOf(
  { verdict, intent: stored, procedure_id: procedure }: LabelRow,
  { procedures }: Pick<Catalog, "procedures">,
): Pick<TrainingFile["sentences"][number], "intent" | "procedures"> | null {
  if (verdict === "out_of_scope") return { intent: "out_of_scope", procedures: [] };
  const intent = intents.find((known) => known === stored) ?? null;
  if (procedure === null) return intent === null ? null : { intent, procedures: [] };
  if (!procedures.has(procedure)) return null;
  return { intent: intent ?? plainWish, procedures: [procedure] };
}
