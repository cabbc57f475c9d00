import { z } from "zod";
import { normalizeDossierCode } from "../../catalog/dossiers/dossier-code.ts";
import { recordAction } from "../audit/record-action.ts";
import type { DeskContext } from "../framework/context.ts";
import { notFound } from "../framework/errors.ts";
import { freeText, neededText, readForm, typedFields } from "../framework/form.ts";
import type { DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { administrators } from "../identity/roles.ts";
import { claimPrefixes, readAgencies, readAgency, saveAgency } from "./agency-store.ts";
import { readWards, type ServedWard, setWards, writeWards } from "./wards.ts";

export const agencyRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/agencies",
    roles: administrators,
    does: "lists the agencies, those that one-stop systems brought and nobody completed first",
    answer: listAgencies,
  },
  {
    method: "GET",
    path: "/agencies/new",
    roles: administrators,
    does: "shows the form for a new agency",
    answer: async (call) => form("Thêm cơ quan", "/agencies", typedFields(call.body)),
  },
  {
    method: "POST",
    path: "/agencies",
    roles: administrators,
    does: "adds an agency",
    answer: addAgency,
  },
  {
    method: "GET",
    path: "/agencies/:agency",
    roles: administrators,
    does: "shows the form with what is known of an agency",
    answer: editForm,
  },
  {
    method: "POST",
    path: "/agencies/:agency",
    roles: administrators,
    does: "completes or changes an agency",
    answer: changeAgency,
  },
];

/** Of a province's office, which serves them all. */
const maxWardsLength = 20_000;

const schema = z.object({
  name: neededText("Nhập tên cơ quan", 200),
  madonvi: freeText(50).transform((code) => code || null),
  prefixes: freeText(1_000).transform((typed) => [
    ...new Set(
      typed
        .split(/[\s,;]+/)
        .map(normalizeDossierCode)
        .filter((prefix) => prefix !== ""),
    ),
  ]),
  /** Left out by a program that means something else: they stay. */
  wards: z.undefined().or(freeText(maxWardsLength)),
  follows_contacts: z
    .union([z.boolean(), z.literal("1"), z.literal("")], { error: "Chọn có hoặc không" })
    .optional()
    .transform((value) => value === true || value === "1"),
});

async function listAgencies(_call: SignedInRequest, desk: DeskContext) {
  const agencies = await readAgencies(desk.database.db);
  return page("agencies", "Cơ quan", {
    agencies: agencies.map((agency) => ({ ...agency, wards: namesOf(agency.wards, desk) })),
  });
}

/** One that the catalogue no longer has keeps its code. */
function namesOf(codes: readonly string[], { catalog }: DeskContext): ServedWard[] {
  const { wards } = catalog();
  return codes.map((code) => ({ code, name: wards.get(code)?.name ?? "" }));
}

function form(title: string, action: string, typed: Readonly<Record<string, string>>) {
  return page("agency", title, { action: `/desk${action}`, typed });
}

async function editForm({ params, body }: SignedInRequest, desk: DeskContext) {
  const agency = await readAgency(desk.database.db, Number(params["agency"]));
  if (agency === null) throw notFound();
  const known = {
    name: agency.name,
    madonvi: agency.madonvi ?? "",
    prefixes: agency.prefixes.join(", "),
    wards: writeWards(namesOf(agency.wards, desk)),
    follows_contacts: agency.followsContacts ? "1" : "",
  };
  return form(agency.name, `/agencies/${agency.id}`, { ...known, ...typedFields(body) });
}

const taken = {
  prefixes: "Có mã định danh đang thuộc cơ quan khác",
  madonvi: "Mã đơn vị này đang thuộc cơ quan khác",
} as const;

async function addAgency(call: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const shown = form("Thêm cơ quan", "/agencies", typedFields(call.body));
  const { value, faults } = readForm(schema, call.body);
  if (faults !== null) return invalidForm(shown, faults);
  return save(call, desk, { id: null, value, shown });
}

async function changeAgency(call: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const shown = await editForm(call, desk);
  const { value, faults } = readForm(schema, call.body);
  if (faults !== null) return invalidForm(shown, faults);
  return save(call, desk, { id: Number(call.params["agency"]), value, shown });
}

async function save(
  { account, now }: SignedInRequest,
  { database, catalog }: DeskContext,
  {
    id,
    value,
    shown,
  }: { id: number | null; value: z.output<typeof schema>; shown: ReturnType<typeof form> },
): Promise<ViewResult> {
  const wards = value.wards === undefined ? null : readWards(value.wards, catalog());
  if (wards !== null && "reason" in wards) {
    return invalidForm(shown, [{ field: "wards", reason: wards.reason }]);
  }
  const saved = await database
    .transaction(async (tx) => {
      const kept = await saveAgency(tx, id, { ...value, now });
      if (kept === null) return "madonvi";
      // Thrown, so that the agency isn't kept either.
      if (!(await claimPrefixes(tx, kept, value.prefixes))) throw new PrefixTaken();
      if (wards !== null) await setWards(tx, kept, wards.codes);
      const action = id === null ? "agency.add" : "agency.change";
      const served = wards === null ? "as before" : wards.codes.join(" ") || "not told";
      const detail = `follows contacts: ${value.follows_contacts ? "yes" : "no"}; wards: ${served}`;
      await recordAction(tx, account, { action, subject: `agency ${kept}`, detail }, now);
      return kept;
    })
    .catch((error: unknown) => {
      if (error instanceof PrefixTaken) return "prefixes" as const;
      throw error;
    });
  if (typeof saved === "string") {
    const field = saved as keyof typeof taken;
    return invalidForm(shown, [{ field, reason: taken[field] }]);
  }
  return redirect("/agencies", { said: `Đã ghi ${value.name}.`, data: { id: saved } });
}

class PrefixTaken extends Error {
  override readonly name = "PrefixTaken";
}
