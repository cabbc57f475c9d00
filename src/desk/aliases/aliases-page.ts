import { z } from "zod";
import { aliasSchema } from "../../catalog/overrides.ts";
import { addAlias, removeAlias } from "../../live/catalog-overrides.ts";
import { recordAction } from "../audit/record-action.ts";
import type { DeskContext } from "../framework/context.ts";
import { notFound } from "../framework/errors.ts";
import { readForm, typedFields } from "../framework/form.ts";
import type { DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { administrators } from "../identity/roles.ts";

export const aliasRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/aliases",
    roles: administrators,
    does: "lists the names that were added to procedures",
    answer: show,
  },
  {
    method: "POST",
    path: "/aliases",
    roles: administrators,
    does: "makes what residents say another name of a procedure",
    answer: add,
  },
  {
    method: "POST",
    path: "/aliases/remove",
    roles: administrators,
    does: "takes away a name that was added to a procedure",
    answer: remove,
  },
];

async function show({ body, query }: SignedInRequest, { database, catalog }: DeskContext) {
  const rows = await database.db
    .selectFrom("procedure_alias")
    .selectAll()
    .orderBy("added_at", "desc")
    .execute();
  const procedures = [...catalog().procedures.values()].map(({ id, name }) => ({ id, name }));
  const { alias } = z.object({ alias: z.string().max(100).catch("") }).parse(query);
  return page("aliases", "Tên gọi khác của thủ tục", {
    typed: { alias, ...typedFields(body) },
    procedures,
    aliases: rows.map(({ procedure_id: procedure, alias: name, added_by: by, added_at: at }) => ({
      ...{ procedure, alias: name, by, at },
      procedureName: catalog().procedures.get(procedure)?.name ?? procedure,
    })),
  });
}

const schema = z.object({
  procedure: z.string({ error: "Chọn thủ tục" }).min(1, "Chọn thủ tục").max(100),
  alias: z
    .string({ error: "Ghi tên gọi" })
    .transform((value) => value.replaceAll("\0", "").normalize("NFC"))
    .pipe(aliasSchema.refine((value) => /\p{L}{2}/u.test(value)).catch(""))
    .refine((value) => value !== "", "Tên gọi dài từ 2 đến 100 ký tự, có chữ"),
});

async function add(call: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { value, faults } = readForm(schema, call.body);
  if (faults !== null) return invalidForm(await show(call, desk), faults);
  const { procedure, alias } = value;
  if (!desk.catalog().procedures.has(procedure)) {
    return invalidForm(await show(call, desk), [
      { field: "procedure", reason: "Không có thủ tục này" },
    ]);
  }
  const { account, now } = call;
  await desk.database.transaction(async (tx) => {
    if (!(await addAlias(tx, procedure, alias, { by: account.username, now }))) return;
    const deed = { action: "alias.add", subject: `procedure ${procedure}`, detail: alias };
    await recordAction(tx, account, deed, now);
  });
  await desk.refreshLive();
  return redirect("/aliases", { said: "Đã thêm tên gọi. Trong 5 giây bot hiểu câu này." });
}

async function remove(call: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { value, faults } = readForm(schema, call.body);
  if (faults !== null) return invalidForm(await show(call, desk), faults);
  const { procedure, alias } = value;
  const isGone = await desk.database.transaction(async (tx) => {
    if (!(await removeAlias(tx, procedure, alias))) return false;
    const deed = { action: "alias.remove", subject: `procedure ${procedure}`, detail: alias };
    await recordAction(tx, call.account, deed, call.now);
    return true;
  });
  if (!isGone) throw notFound();
  await desk.refreshLive();
  return redirect("/aliases", { said: "Đã bỏ tên gọi." });
}
