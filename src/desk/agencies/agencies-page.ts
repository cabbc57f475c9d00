import { z } from "zod";
import { formatAgencyIdentifier } from "../../catalog/dossiers/agency-identifier.ts";
import { normalizeDossierCode } from "../../catalog/dossiers/dossier-code.ts";
import { proofKinds } from "../../catalog/dossiers/proof.ts";
import { replaceAgencyPrefixes, replaceAgencyWards } from "../../db/queries/agencies.ts";
import {
  replaceAgencyProcedures,
  selectAgencyProcedures,
} from "../../db/queries/catalog-versions.ts";
import { recordAction } from "../audit/record-action.ts";
import { notFound } from "../framework/errors.ts";
import { parseForm, requiredText, textOrEmpty, typedFields } from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { invalidForm, page, redirect, type ViewResult } from "../framework/view-result.ts";
import { administrators } from "../identity/roles.ts";
import { findAgency, listAgencies, saveAgency } from "./agency-store.ts";
import { formatProcedures, parseProcedures } from "./edited-procedures.ts";
import { proofNames } from "./proof-names.ts";
import { formatWards, parseWards, type ServedWard } from "./wards.ts";

export const agencyRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/agencies",
    roles: administrators,
    purpose: "lists the agencies, those that one-stop systems brought and nobody completed first",
    handle: showAgencies,
  },
  {
    method: "GET",
    path: "/agencies/new",
    roles: administrators,
    purpose: "shows the form for a new agency",
    handle: async (request) => showForm("Thêm cơ quan", "/agencies", typedFields(request.body)),
  },
  {
    method: "POST",
    path: "/agencies",
    roles: administrators,
    purpose: "adds an agency",
    handle: addAgency,
  },
  {
    method: "GET",
    path: "/agencies/:agency",
    roles: administrators,
    purpose: "shows the form with what is known of an agency",
    handle: showEditForm,
  },
  {
    method: "POST",
    path: "/agencies/:agency",
    roles: administrators,
    purpose: "completes or changes an agency",
    handle: changeAgency,
  },
];

const proofChoices = proofKinds.map((value) => ({ value, name: proofNames[value] }));

/** Enough for a province's office, which serves every ward. */
const maxWardsLength = 20_000;

const schema = z.object({
  name: requiredText("Nhập tên cơ quan", 200),
  madonvi: textOrEmpty(50).transform((code) => code || null),
  prefixes: textOrEmpty(1_000).transform((typed) => [
    ...new Set(
      typed
        .split(/[\s,;]+/)
        .map(normalizeDossierCode)
        .filter((prefix) => prefix !== ""),
    ),
  ]),
  /** Absent if a program changes something else: the wards stay as they are. */
  wards: z.undefined().or(textOrEmpty(maxWardsLength)),
  /** Absent: as before. */
  procedures: z.undefined().or(textOrEmpty(maxWardsLength)),
  follows_contacts: z
    .union([z.boolean(), z.literal("1"), z.literal("")], { error: "Chọn có hoặc không" })
    .optional()
    .transform((value) => value === true || value === "1"),
  /** Absent: as before. */
  proof: z.enum(proofKinds, { error: "Chọn cách xác nhận" }).optional(),
});

async function showAgencies(_request: SignedInRequest, desk: DeskContext) {
  const agencies = await listAgencies(desk.database.db);
  return page("agencies", "Cơ quan", {
    agencies: agencies.map((agency) => ({
      ...agency,
      writtenPrefixes: agency.prefixes.map(formatAgencyIdentifier),
      wards: nameWards(agency.wards, desk),
    })),
  });
}

/** A ward that the catalogue no longer has keeps its code and has no name. */
function nameWards(codes: readonly string[], { catalog }: DeskContext): ServedWard[] {
  const { wards } = catalog();
  return codes.map((code) => ({ code, name: wards.get(code)?.name ?? "" }));
}

function showForm(title: string, action: string, typed: Readonly<Record<string, string>>) {
  return page("agency", title, { action: `/desk${action}`, typed, proofs: proofChoices });
}

async function showEditForm({ params, body }: SignedInRequest, desk: DeskContext) {
  const agency = await findAgency(desk.database.db, Number(params["agency"]));
  if (agency === null) throw notFound();
  const known = {
    name: agency.name,
    madonvi: agency.madonvi ?? "",
    prefixes: agency.prefixes.map(formatAgencyIdentifier).join(", "),
    wards: formatWards(nameWards(agency.wards, desk)),
    procedures: formatProcedures(await selectAgencyProcedures(desk.database.db, agency.id), desk),
    follows_contacts: agency.followsContacts ? "1" : "",
    proof: agency.proof,
  };
  return showForm(agency.name, `/agencies/${agency.id}`, { ...known, ...typedFields(body) });
}

const takenReasons = {
  prefixes: "Có mã định danh đang thuộc cơ quan khác",
  madonvi: "Mã đơn vị này đang thuộc cơ quan khác",
} as const;

async function addAgency(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const shown = showForm("Thêm cơ quan", "/agencies", typedFields(request.body));
  const { value, errors } = parseForm(schema, request.body);
  if (errors !== null) return invalidForm(shown, errors);
  return save(request, desk, { id: null, value, shown });
}

async function changeAgency(request: SignedInRequest, desk: DeskContext): Promise<ViewResult> {
  const shown = await showEditForm(request, desk);
  const { value, errors } = parseForm(schema, request.body);
  if (errors !== null) return invalidForm(shown, errors);
  return save(request, desk, { id: Number(request.params["agency"]), value, shown });
}

interface AgencyChange {
  /** null: a new agency. */
  readonly id: number | null;
  readonly value: z.output<typeof schema>;
  /** The form, to be shown again if something is wrong. */
  readonly shown: ReturnType<typeof showForm>;
}

async function save(
  { account, now }: SignedInRequest,
  { database, catalog }: DeskContext,
  { id, value, shown }: AgencyChange,
): Promise<ViewResult> {
  const wards = value.wards === undefined ? null : parseWards(value.wards, catalog());
  if (wards !== null && "reason" in wards) {
    return invalidForm(shown, [{ field: "wards", reason: wards.reason }]);
  }
  const procedures =
    value.procedures === undefined ? null : parseProcedures(value.procedures, catalog());
  if (procedures !== null && "reason" in procedures) {
    return invalidForm(shown, [{ field: "procedures", reason: procedures.reason }]);
  }
  const saved = await database
    .transaction(async (tx) => {
      const agencyId = await saveAgency(tx, id, { ...value, now });
      if (agencyId === null) return "madonvi";
      // Throws, so that the agency is not saved either.
      if (!(await replaceAgencyPrefixes(tx, agencyId, value.prefixes)))
        throw new PrefixTakenError();
      if (wards !== null) await replaceAgencyWards(tx, agencyId, wards.codes);
      if (procedures !== null) await replaceAgencyProcedures(tx, agencyId, procedures.ids);
      const action = id === null ? "agency.add" : "agency.change";
      const served = wards === null ? "as before" : wards.codes.join(" ") || "not told";
      const contacts = value.follows_contacts ? "yes" : "no";
      const edited = procedures === null ? "as before" : procedures.ids.join(" ") || "none";
      const detail = `follows contacts: ${contacts}; proof: ${value.proof ?? "as before"}; wards: ${served}; edits: ${edited}`;
      await recordAction(tx, account, { action, subject: `agency ${agencyId}`, detail }, now);
      return agencyId;
    })
    .catch((error: unknown) => {
      if (error instanceof PrefixTakenError) return "prefixes" as const;
      throw error;
    });
  if (typeof saved === "string") {
    const field = saved as keyof typeof takenReasons;
    return invalidForm(shown, [{ field, reason: takenReasons[field] }]);
  }
  return redirect("/agencies", { message: `Đã ghi ${value.name}.`, data: { id: saved } });
}

class PrefixTakenError extends Error {
  override readonly name = "PrefixTakenError";
}
