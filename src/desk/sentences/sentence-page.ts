import { z } from "zod";
import { maxAliasLength } from "../../catalog/overrides.ts";
import { selectSentence } from "../../db/queries/misunderstood-sentences.ts";
import { selectLabel } from "../../db/queries/sentence-labels.ts";
import { notFound } from "../framework/errors.ts";
import { parseForm, requiredText, textOrEmpty, typedFields } from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import {
  invalidForm,
  type Page,
  page,
  redirect,
  type ViewResult,
} from "../framework/view-result.ts";
import { officials } from "../identity/roles.ts";
import { oneQuerySchema, oneSchema } from "./api-schemas.ts";
import { describeLabel, describeSentence, readSentence } from "./describe-sentence.ts";
import { loadLabelScope } from "./label-scope.ts";
import { intentNames } from "./labels.ts";

const trySchema = z.object({
  alike: z.string().min(1).max(1_000),
  sentence: requiredText("Ghi một câu", 300),
  /** If it is named: as if the words were its alias. */
  procedure: textOrEmpty(100),
});

export const sentenceRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/sentences/one",
    roles: officials,
    purpose: "shows one sentence, how it is understood now, and the form to label it",
    api: { query: oneQuerySchema, answer: oneSchema },
    handle: async (request, desk) => {
      const { alike } = oneQuerySchema.parse(request.query);
      return (await readPage(request, desk, alike)) ?? gone();
    },
  },
  {
    method: "POST",
    path: "/sentences/try",
    roles: officials,
    purpose: "shows how a sentence is understood, also as if the stored words were an alias",
    api: { body: trySchema, answer: oneSchema },
    handle: trySentence,
  },
];

/** Returns the page of a sentence; null if neither it nor a label of it is stored. */
export async function readPage(
  { account, body, now }: SignedInRequest,
  desk: DeskContext,
  alike: string,
): Promise<Page | null> {
  const { db } = desk.database;
  const catalog = desk.catalog();
  const sentence = await selectSentence(db, alike, now);
  const label = await selectLabel(db, alike);
  const words = sentence?.words ?? label?.words;
  if (words === undefined) return null;
  const scope = await loadLabelScope(db, account);
  const typed = typedFields(body);
  const procedures = [...catalog.procedures.values()].filter(({ id }) => scope?.has(id) ?? true);
  return page("sentence", `“${words}”`, {
    alike,
    words,
    sentence: sentence === undefined ? null : describeSentence(sentence, catalog, now),
    label: label === undefined ? null : describeLabel(label, catalog, now),
    tried: null,
    mayAddAlias: scope === null,
    procedures: procedures.map(({ id, name }) => ({ id, name })),
    intents: Object.entries(intentNames).map(([id, name]) => ({ id, name })),
    typed: {
      procedure: typed["procedure"] ?? label?.procedure_id ?? "",
      intent: typed["intent"] ?? label?.intent ?? "",
      sentence: typed["sentence"] ?? words,
    },
  });
}

/** Nothing of the sentence is stored any longer, or never was. */
export function gone(): ViewResult {
  return redirect("/sentences", { message: "Câu này không còn lưu.", problem: notFound() });
}

async function trySentence(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { value, errors } = parseForm(trySchema, request.body);
  const { alike = "" } = typedFields(request.body);
  const shown = await readPage(request, desk, alike);
  if (shown === null) return gone();
  if (errors !== null) return invalidForm(shown, errors);
  const { sentence, procedure } = value;
  const words = String(shown.data["words"]);
  const isTried = desk.catalog().procedures.has(procedure) && words.length <= maxAliasLength;
  const catalog = isTried ? desk.live.catalogWithAlias(procedure, words) : desk.catalog();
  const tried = { sentence, isTried, ...readSentence(sentence, catalog, request.now) };
  return { ...shown, data: { ...shown.data, tried } };
}
