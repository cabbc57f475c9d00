import { selectOpenSentences } from "../../db/queries/misunderstood-sentences.ts";
import { selectLabels } from "../../db/queries/sentence-labels.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { page } from "../framework/view-result.ts";
import { officials } from "../identity/roles.ts";
import { listQuerySchema, listSchema } from "./api-schemas.ts";
import { describeLabel, describeSentence } from "./describe-sentence.ts";
import { misunderstandingNames } from "./labels.ts";

const pageSize = 50;

export const sentenceListRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/sentences",
    roles: officials,
    purpose: "lists the sentences that were not understood or misunderstood, and those labelled",
    api: { query: listQuerySchema, answer: listSchema },
    handle: showSentences,
  },
];

async function showSentences({ query, now }: SignedInRequest, { database, catalog }: DeskContext) {
  const { view, kind, from } = listQuerySchema.parse(query);
  const { db } = database;
  const known = catalog();
  const range = { from, limit: pageSize + 1 };
  const sentences = view === "open" ? await selectOpenSentences(db, { now, kind, ...range }) : [];
  const labels = view === "labelled" ? await selectLabels(db, range) : [];
  const hasMore = Math.max(sentences.length, labels.length) > pageSize;
  return page("sentences", "Câu chưa hiểu đúng", {
    view,
    kind,
    from,
    next: hasMore ? from + pageSize : null,
    kinds: Object.entries(misunderstandingNames).map(([id, name]) => ({ id, name })),
    sentences: sentences.slice(0, pageSize).map((one) => describeSentence(one, known, now)),
    labels: labels.slice(0, pageSize).map((one) => describeLabel(one, known, now)),
  });
}
