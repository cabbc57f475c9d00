import { z } from "zod";
import { toLocalDay } from "../../catalog/local-time.ts";
import type { CatalogRecords } from "../../catalog/schema.ts";
import { applyVersions } from "../../catalog/versions/apply-versions.ts";
import type { CatalogChange } from "../../catalog/versions/change.ts";
import { checkDraft, findUntranslated } from "../../catalog/versions/check-draft.ts";
import type { VersionRow } from "../../db/queries/catalog-versions.ts";
import { versionStatus } from "../../db/tables/catalog-tables.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { typedDay } from "../framework/typed-day.ts";
import { type Page, page } from "../framework/view-result.ts";
import { officials } from "../identity/roles.ts";
import { versionSchema } from "./api-schemas.ts";
import { describeChange } from "./diff/describe-changes.ts";
import { wordIssue } from "./issue-words.ts";
import { findVersionOwner, requireVersion } from "./requested-version.ts";
import { summarizeVersion } from "./summarize-version.ts";

const query = z.object({
  on: typedDay("Không có ngày này").optional().catch(undefined),
  province: z.string().max(10).catch(""),
  from: z.coerce.number().int().nonnegative().catch(0),
});

export const versionRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/catalog/:version",
    roles: officials,
    purpose: "shows a version: what residents read before and after it on a day, and its issues",
    findOwner: findVersionOwner,
    api: { query, answer: versionSchema },
    handle: showVersion,
  },
];

/** An import changes thousands of records. */
const pageSize = 30;

export async function showVersion(request: SignedInRequest, desk: DeskContext): Promise<Page> {
  const { row, changes } = await requireVersion(request, desk);
  const { on: asked, province: code, from } = query.parse(request.query);
  const on = asked ?? row.activate_on ?? toLocalDay(request.now);
  const listed = changes ?? [];
  const compared = await compare(desk, row, listed, on);
  const province = compared.before.provinces.find((each) => each.code === code) ?? null;
  const isOpen = row.status === versionStatus.draft || row.status === versionStatus.waiting;
  return page("catalog-version", row.title, {
    version: summarizeVersion(row, listed.length, {
      now: request.now,
      leftOut: desk.live.leftOut(),
    }),
    on,
    province: province?.code ?? "",
    total: listed.length,
    from,
    changes: listed
      .slice(from, from + pageSize)
      .map((change) => describeChange(change, compared, { day: on, province })),
    issues: isOpen ? checkDraft(compared.before, listed).map(wordIssue) : [],
    untranslated: isOpen ? findUntranslated(compared.before, listed) : [],
    isUnreadable: changes === null,
    next: from + pageSize < listed.length ? from + pageSize : null,
    provinces: compared.before.provinces.map(({ code: value, name }) => ({ value, name })),
    today: toLocalDay(request.now),
    needsSecond: desk.needsSecondPerson,
    may: {
      edit: row.status === versionStatus.draft,
      approve: row.status === versionStatus.waiting && !isInvolved(row, request.account.username),
      withdraw: row.status === versionStatus.waiting,
      rollBack: row.status === versionStatus.active,
    },
  });
}

/** Whoever made or submitted a version is not its second person. */
export function isInvolved(row: VersionRow, username: string): boolean {
  return row.created_by === username || row.submitted_by === username;
}

/** Returns the records of a day without the version and with it. */
async function compare(
  { live }: DeskContext,
  { id }: VersionRow,
  changes: readonly CatalogChange[],
  day: string,
): Promise<{ before: CatalogRecords; after: CatalogRecords }> {
  const before = await live.recordsOn(day, id);
  return { before, after: applyVersions(before, [{ id, changes }]) };
}
