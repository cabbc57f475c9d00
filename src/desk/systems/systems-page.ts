import { z } from "zod";
import { selectAgencyNames } from "../../db/queries/agencies.ts";
import {
  replaceSystemAgencies,
  selectSystemAgencies,
  selectSystems,
  updateSystemName,
  updateSystemRevoked,
} from "../../db/queries/onestop-systems.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { Transaction } from "../../db/transaction.ts";
import { createSystem, type IssuedKey, rotateSystemKey } from "../../notify/onestop/systems.ts";
import { recordAction } from "../audit/record-action.ts";
import { notFound } from "../framework/errors.ts";
import { type FormResult, parseForm, requiredId, requiredText } from "../framework/form.ts";
import {
  type DeskContext,
  type DeskRoute,
  pathId,
  type SignedInRequest,
} from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { administrators } from "../identity/roles.ts";

/** One-stop systems that send with keys of their own. */
export const systemRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/systems",
    roles: administrators,
    purpose: "lists the one-stop systems with their agencies and last use",
    handle: async (_request, { database }) =>
      page("systems", "Hệ thống một cửa", { systems: await listSystems(database.db) }),
  },
  {
    method: "GET",
    path: "/systems/new",
    roles: administrators,
    purpose: "shows the form for a new one-stop system",
    handle: (_request, desk) => showForm(desk, { id: null, name: "", agencyIds: [] }),
  },
  {
    method: "POST",
    path: "/systems",
    roles: administrators,
    purpose: "adds a one-stop system and shows its key once",
    handle: addSystem,
  },
  {
    method: "GET",
    path: "/systems/:system",
    roles: administrators,
    purpose: "shows the form with the name and agencies of a one-stop system",
    handle: async (request, desk) => {
      const { id, name, agencies } = await requireSystem(request, desk);
      return showForm(desk, { id, name, agencyIds: agencies.map((agency) => agency.id) });
    },
  },
  {
    method: "POST",
    path: "/systems/:system",
    roles: administrators,
    purpose: "changes the name and agencies of a one-stop system",
    handle: changeSystem,
  },
  {
    method: "POST",
    path: "/systems/:system/rotate",
    roles: administrators,
    purpose: "replaces the key of a one-stop system and shows the new one once",
    handle: rotateKey,
  },
  {
    method: "POST",
    path: "/systems/:system/revoke",
    roles: administrators,
    purpose: "revokes the key of a one-stop system and ends its sessions",
    handle: revokeSystem,
  },
];

interface SystemView {
  readonly id: number;
  readonly name: string;
  readonly username: string;
  readonly agencies: readonly { readonly id: number; readonly name: string }[];
  readonly keyMadeAt: Date;
  /** null: never. */
  readonly usedAt: Date | null;
  /** null: its key is good. */
  readonly revokedAt: Date | null;
}

async function listSystems(db: DbHandle): Promise<SystemView[]> {
  const agencies = await selectSystemAgencies(db);
  const rows = await selectSystems(db);
  return rows.map(({ id, name, username, key_made_at, used_at, revoked_at }) => ({
    id,
    name,
    username,
    agencies: agencies.get(id) ?? [],
    keyMadeAt: key_made_at,
    usedAt: used_at,
    revokedAt: revoked_at,
  }));
}

async function requireSystem(
  { params }: SignedInRequest,
  { database }: DeskContext,
): Promise<SystemView> {
  const id = pathId(params, "system");
  const system = (await listSystems(database.db)).find((known) => known.id === id);
  if (system === undefined || system.revokedAt !== null) throw notFound();
  return system;
}

/** A whole province. */
const maxAgencies = 2_000;
const chooseAgencies = "Chọn ít nhất một cơ quan";

const schema = z.object({
  name: requiredText("Nhập tên hệ thống", 200),
  agencies: z
    .union([z.array(requiredId(chooseAgencies)).max(maxAgencies), requiredId(chooseAgencies)], {
      error: chooseAgencies,
    })
    .transform((chosen) => [...new Set(typeof chosen === "number" ? [chosen] : chosen)])
    .refine((ids) => ids.length > 0, chooseAgencies),
});

type SystemForm = FormResult<z.output<typeof schema>>;

/** Also refuses an agency that does not exist. */
async function parseSystem(body: unknown, { database }: DeskContext): Promise<SystemForm> {
  const form = parseForm(schema, body);
  if (form.errors !== null) return form;
  const known = new Set((await selectAgencyNames(database.db)).map(({ id }) => id));
  return form.value.agencies.every((id) => known.has(id))
    ? form
    : { value: null, errors: [{ field: "agencies", reason: chooseAgencies }] };
}

interface FormFields {
  /** null: a new system. */
  readonly id: number | null;
  readonly name: string;
  readonly agencyIds: readonly number[];
}

async function showForm({ database }: DeskContext, { id, name, agencyIds }: FormFields) {
  const agencies = await selectAgencyNames(database.db);
  return page("system", id === null ? "Thêm hệ thống một cửa" : name, {
    id,
    name,
    agencies: agencies.map((agency) => ({ ...agency, isChosen: agencyIds.includes(agency.id) })),
  });
}

/** What was typed and chosen, to show it again. */
function typedSystem(body: unknown, id: number | null): FormFields {
  const { name, agencies } = typedSchema.parse(body);
  return { id, name, agencyIds: [agencies].flat().map(Number) };
}

const typedSchema = z
  .object({
    name: z.string().catch(""),
    agencies: z.union([z.string(), z.array(z.union([z.string(), z.number()]))]).catch([]),
  })
  .catch({ name: "", agencies: [] });

async function addSystem(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { value, errors } = await parseSystem(request.body, desk);
  if (errors !== null) {
    return invalidForm(await showForm(desk, typedSystem(request.body, null)), errors);
  }
  const { name, agencies: agencyIds } = value;
  const issued = await desk.database.transaction(async (tx) => {
    const created = await createSystem(tx, { name, agencyIds, now: request.now });
    await record(tx, request, { verb: "create", id: created.id, detail: describe(agencyIds) });
    return created;
  });
  return showKey(name, issued);
}

async function changeSystem(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { id } = await requireSystem(request, desk);
  const { value, errors } = await parseSystem(request.body, desk);
  if (errors !== null) {
    return invalidForm(await showForm(desk, typedSystem(request.body, id)), errors);
  }
  const { name, agencies: agencyIds } = value;
  await desk.database.transaction(async (tx) => {
    if (!(await updateSystemName(tx, id, name))) throw notFound();
    await replaceSystemAgencies(tx, id, agencyIds);
    await record(tx, request, { verb: "change", id, detail: describe(agencyIds) });
  });
  return redirect("/systems", { message: `Đã ghi ${name}.`, data: { id } });
}

async function rotateKey(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { id, name } = await requireSystem(request, desk);
  const issued = await desk.database.transaction(async (tx) => {
    const rotated = await rotateSystemKey(tx, id, request.now);
    if (rotated === null) throw notFound();
    await record(tx, request, { verb: "rotate", id });
    return rotated;
  });
  return showKey(name, issued);
}

async function revokeSystem(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const { id, name } = await requireSystem(request, desk);
  await desk.database.transaction(async (tx) => {
    if (!(await updateSystemRevoked(tx, id, request.now))) throw notFound();
    await record(tx, request, { verb: "revoke", id });
  });
  return redirect("/systems", { message: `Đã thu hồi khóa của ${name}.`, data: { id } });
}

/** The key is shown only once, on a page of its own: only its hash is stored. */
function showKey(name: string, { id, username, key }: IssuedKey) {
  return page("system-key", "Khóa của hệ thống một cửa", { id, name, username, key });
}

function describe(agencyIds: readonly number[]): string {
  return `agencies: ${agencyIds.join(" ")}`;
}

function record(
  tx: Transaction,
  { account, now }: SignedInRequest,
  { verb, id, detail = "" }: { verb: string; id: number; detail?: string },
): Promise<void> {
  return recordAction(
    tx,
    account,
    { action: `system.${verb}`, subject: `system ${id}`, detail },
    now,
  );
}
