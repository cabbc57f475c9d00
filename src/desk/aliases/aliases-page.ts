import { z } from "zod";
import type { Catalog } from "../../catalog/catalog.ts";
import { aliasSchema, maxAliasLength } from "../../catalog/overrides.ts";
import { isEverydayWord } from "../../catalog/text/everyday-word.ts";
import { selectAliases } from "../../db/queries/live-overrides.ts";
import { addAlias, removeAlias } from "../../live/catalog-overrides.ts";
import { recordAction } from "../audit/record-action.ts";
import { notFound } from "../framework/errors.ts";
import {
  boundedText,
  parseForm,
  requiredText,
  textOrEmpty,
  typedFields,
} from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { recordTried } from "../home/first-day.ts";
import { administrators } from "../identity/roles.ts";

const minAliasLength = 2;
const schema = z.object({
  procedure: z.string({ error: "Chọn thủ tục" }).min(1, "Chọn thủ tục").max(100),
  alias: boundedText("Ghi tên gọi", maxAliasLength)
    .pipe(aliasSchema.refine((value) => /\p{L}{2}/u.test(value)).catch(""))
    .refine((value) => value !== "", "Tên gọi dài từ 2 đến 100 ký tự, có chữ"),
});

/** What is added, and not what is removed, may be no everyday word. */
const addSchema = schema.extend({
  alias: schema.shape.alias.refine(
    (value) => !isEverydayWord(value),
    "Một từ hay dùng thì gặp trong quá nhiều câu khác; ghi dài hơn, ví dụ: mất bóp giấy tờ",
  ),
});

const trySchema = z.object({
  sentence: requiredText("Ghi một câu", 300),
  /** With these two, as if the name had been added. */
  alias: textOrEmpty(maxAliasLength),
  procedure: textOrEmpty(100),
});

const found = z.array(z.object({ id: z.string(), name: z.string() }));
const listSchema = z.object({
  procedures: found,
  aliases: z.array(
    z.object({
      procedure: z.string(),
      procedureName: z.string(),
      alias: z.string(),
      by: z.string(),
      at: z.date(),
    }),
  ),
  tried: z
    .object({
      sentence: z.string(),
      intent: z.string(),
      understood: found,
      isTried: z.boolean().describe("With the name that is not added yet"),
      before: found.nullable().describe("Without that name; null: none was tried"),
    })
    .nullable(),
});
const doneSchema = z.object({ location: z.string() });

export const aliasRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/aliases",
    roles: administrators,
    purpose: "lists the names that were added to procedures",
    api: { answer: listSchema },
    handle: showAliases,
  },
  {
    method: "POST",
    path: "/aliases",
    roles: administrators,
    purpose: "makes what residents say another name of a procedure",
    api: { body: addSchema, answer: doneSchema },
    handle: add,
  },
  {
    method: "POST",
    path: "/aliases/try",
    roles: administrators,
    purpose: "shows how a sentence is understood, also with a name that is not added yet",
    api: { body: trySchema, answer: listSchema },
    handle: trySentence,
  },
  {
    method: "POST",
    path: "/aliases/remove",
    roles: administrators,
    purpose: "removes a name that was added to a procedure",
    api: { body: schema, answer: doneSchema },
    handle: remove,
  },
];

async function showAliases({ body, query }: SignedInRequest, { database, catalog }: DeskContext) {
  const rows = await selectAliases(database.db, "desc");
  const procedures = [...catalog().procedures.values()].map(({ id, name }) => ({ id, name }));
  const { alias } = z.object({ alias: z.string().max(100).catch("") }).parse(query);
  return page("aliases", "Từ người dân dùng", {
    typed: { alias, ...typedFields(body) },
    tried: null,
    procedures,
    aliases: rows.map(({ procedure_id: procedure, alias: name, added_by: by, added_at: at }) => ({
      procedure,
      alias: name,
      by,
      at,
      procedureName: catalog().procedures.get(procedure)?.name ?? procedure,
    })),
  });
}

const maxResults = 3;

/** Understands a sentence with the names in use and the one that is tried. Stored is only that the account has tried one. */
async function trySentence(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { value, errors } = parseForm(trySchema, request.body);
  const shown = await showAliases(request, desk);
  if (errors !== null) return invalidForm(shown, errors);
  const { sentence, alias, procedure } = value;
  const isTried = alias.length >= minAliasLength && desk.catalog().procedures.has(procedure);
  const catalog = isTried ? desk.live.catalogWithAlias(procedure, alias) : desk.catalog();
  const { intent, understood } = understand(catalog, sentence, request.now);
  const before = isTried ? understand(desk.catalog(), sentence, request.now).understood : null;
  await recordTried(desk.database.db, request.account, request.now);
  const tried = { sentence, intent, understood, isTried, before };
  return { ...shown, data: { ...shown.data, tried } };
}

function understand(catalog: Catalog, sentence: string, now: Date) {
  const { intent, results } = catalog.understand(sentence, { now });
  const understood = results.slice(0, maxResults).map(({ id }) => ({
    id,
    name: catalog.procedures.get(id)?.name ?? id,
  }));
  return { intent, understood };
}

async function add(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { value, errors } = parseForm(addSchema, request.body);
  if (errors !== null) return invalidForm(await showAliases(request, desk), errors);
  const { procedure, alias } = value;
  if (!desk.catalog().procedures.has(procedure)) {
    return invalidForm(await showAliases(request, desk), [
      { field: "procedure", reason: "Không có thủ tục này" },
    ]);
  }
  const { account, now } = request;
  await desk.database.transaction(async (tx) => {
    if (!(await addAlias(tx, procedure, alias, { by: account.username, now }))) return;
    const action = { action: "alias.add", subject: `procedure ${procedure}`, detail: alias };
    await recordAction(tx, account, action, now);
  });
  await desk.refreshOverrides();
  return redirect("/aliases", { message: "Đã thêm tên gọi. Trong 5 giây bot hiểu câu này." });
}

async function remove(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { value, errors } = parseForm(schema, request.body);
  if (errors !== null) return invalidForm(await showAliases(request, desk), errors);
  const { procedure, alias } = value;
  const isRemoved = await desk.database.transaction(async (tx) => {
    if (!(await removeAlias(tx, procedure, alias))) return false;
    const action = { action: "alias.remove", subject: `procedure ${procedure}`, detail: alias };
    await recordAction(tx, request.account, action, request.now);
    return true;
  });
  if (!isRemoved) throw notFound();
  await desk.refreshOverrides();
  return redirect("/aliases", { message: "Đã bỏ tên gọi." });
}
