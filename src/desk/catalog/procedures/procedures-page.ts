import { z } from "zod";
import type { Procedure } from "../../../catalog/procedure-schema.ts";
import type { CatalogRecords, Guide } from "../../../catalog/schema.ts";
import { fold } from "../../../catalog/text/fold.ts";
import { collectTexts } from "../../../catalog/translated-texts.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../../framework/route.ts";
import { page } from "../../framework/view-result.ts";
import { officials } from "../../identity/roles.ts";
import { loadEditScope, mayEditWhole } from "../edit-scope.ts";
import { procedureListSchema, procedurePartsSchema } from "../form-schemas.ts";
import { nameDay } from "../labels.ts";
import { findVersionOwner, requireDraft } from "../requested-version.ts";
import { factSections } from "./fact-sections.ts";
import type { Row } from "./read-fact.ts";
import { requireProcedure } from "./requested-procedure.ts";

const query = z.object({ q: z.string().max(100).catch("") });

export const procedureRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/catalog/:version/procedures",
    roles: officials,
    purpose: "finds a procedure to edit in a draft",
    findOwner: findVersionOwner,
    api: { query, answer: procedureListSchema },
    handle: showProcedures,
  },
  {
    method: "GET",
    path: "/catalog/:version/procedures/:procedure",
    roles: officials,
    purpose: "shows the parts of a procedure, each with its form",
    findOwner: findVersionOwner,
    api: { answer: procedurePartsSchema },
    handle: showProcedure,
  },
];

const maxShown = 40;

async function showProcedures(request: SignedInRequest, desk: DeskContext) {
  const { row, drafted, changes } = await requireDraft(request, desk);
  const scope = await loadEditScope(desk.database.db, request.account, drafted);
  const { q } = query.parse(request.query);
  const words = fold(q);
  const touched = new Set(changes.map(({ id }) => id));
  const found = drafted.procedures
    .filter(({ name, aliases, code, id }) =>
      fold([name, ...aliases, code ?? "", id].join(" | ")).includes(words),
    )
    .toSorted((one, other) => Number(touched.has(other.id)) - Number(touched.has(one.id)));
  return page("catalog-procedures", "Chọn thủ tục", {
    version: row.id,
    q,
    mayAdd: scope === null || request.account.agencyId !== null,
    found: found.length,
    procedures: found.slice(0, maxShown).map(({ id, name, code }) => ({
      id,
      name,
      code,
      isTouched: touched.has(id),
      isWhole: mayEditWhole(scope, id),
    })),
  });
}

async function showProcedure(request: SignedInRequest, desk: DeskContext) {
  const { draft, procedure, guide, scope, isWhole } = await requireProcedure(request, desk);
  const sections = factSections.filter(({ id }) => isWhole || id === "fees");
  return page("catalog-procedure", procedure.name, {
    version: draft.row.id,
    id: procedure.id,
    isWhole,
    sections: sections.map(({ id, name, one, isFigure }) => ({
      id,
      name,
      one,
      isFigure,
      rows: (procedure[id] ?? []).map((row: Row) => ({
        text: describeRow(row),
        mayEdit: isWhole || isOwnRow(row, scope?.provinces ?? new Set()),
      })),
    })),
    questions: isWhole ? (guide?.questions ?? []).map(({ id, ask }) => ({ id, ask })) : [],
    hasGuide: guide !== null,
    untranslated: isWhole ? countUntranslated(draft.drafted, procedure, guide) : 0,
  });
}

function countUntranslated(
  { english }: CatalogRecords,
  procedure: Procedure,
  guide: Guide | null,
): number {
  const texts = collectTexts({ procedures: [procedure], guides: guide === null ? [] : [guide] });
  return [...texts].filter((text) => !english.has(text)).length;
}

/** Whether a fee holds only in provinces of the account's agency. */
function isOwnRow({ province }: Row, provinces: ReadonlySet<string>): boolean {
  return Array.isArray(province) && province.every((name) => provinces.has(String(name)));
}

const numbers = new Intl.NumberFormat("vi-VN");

/** Tells a row in one line: its figure or name, for whom, where and when. */
function describeRow(row: Row): string {
  const text = (field: string) => {
    const value = row[field];
    return typeof value === "string" && value !== "all" ? value : "";
  };
  const day = (field: string, before: string) =>
    text(field) === "" ? "" : `${before} ${nameDay(text(field))}`;
  const at = [row["province"] ?? []].flat();
  const province = at.length > 0 ? `ở ${at.join(", ")}` : "";
  return [
    text("what"),
    text("name"),
    text("agency"),
    "say" in row && !("vnd" in row) && !("value" in row) ? text("say") : "",
    figureOf(row),
    text("after") === "" ? "" : `tính từ ${text("after")}`,
    text("who"),
    province,
    day("valid_from", "từ"),
    day("valid_to", "đến hết"),
  ]
    .filter((part) => part !== "")
    .join(", ");
}

function figureOf(row: Row): string {
  const unit = typeof row["unit"] === "string" ? ` ${row["unit"]}` : "";
  if (typeof row["value"] === "number") return `${row["value"]}${unit}`;
  if (typeof row["vnd"] === "number") return `${numbers.format(row["vnd"])} đ/${unit.trim()}`;
  if (typeof row["rate_percent"] === "number") return `${row["rate_percent"]} %`;
  return "vnd" in row || "value" in row ? "chưa biết" : "";
}
