import { selectPointTargets } from "../../db/queries/links.ts";
import { countByPointAndWeek } from "../../links/link-counts.ts";
import { formatCsv } from "../framework/csv.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { csvDownload, page, xlsxDownload } from "../framework/view-result.ts";
import { formatXlsx } from "../framework/xlsx.ts";
import { pointTeams } from "../identity/roles.ts";

const shownWeeks = 8;

export const linkCountRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/links/counts",
    roles: pointTeams,
    purpose: "counts the outcomes of links by point and week, against the team's target",
    handle: async (request, desk) =>
      page("link-counts", "Kết quả của đường dẫn", {
        weeks: shownWeeks,
        rows: await countWeeks(request, desk),
      }),
  },
  {
    method: "GET",
    path: "/links/counts.csv",
    roles: pointTeams,
    purpose: "exports the counts of links by point and week",
    handle: async (request, desk) =>
      csvDownload("duong-dan.csv", formatCsv(header, await listWeeks(request, desk))),
  },
  {
    method: "GET",
    path: "/links/counts.xlsx",
    roles: pointTeams,
    purpose: "exports the same as a workbook",
    handle: async (request, desk) => {
      const rows = await listWeeks(request, desk);
      return xlsxDownload("duong-dan.xlsx", formatXlsx("Đường dẫn", header, rows));
    },
  },
];

const header = [
  "tuần từ",
  "mã điểm",
  "điểm",
  "lượt mở",
  "bắt đầu chat",
  "có danh sách giấy tờ",
  "theo dõi hồ sơ",
  "chỉ tiêu",
];

async function listWeeks(request: SignedInRequest, desk: DeskContext) {
  return (await countWeeks(request, desk)).map((row) => [
    row.week,
    row.point,
    row.name,
    row.opened,
    row.begun,
    row.checklists,
    row.followed,
    row.target ?? "",
  ]);
}

async function countWeeks({ account, now }: SignedInRequest, { database, catalog }: DeskContext) {
  const points = account.role === "staff" ? account.pointIds : null;
  const [weeks, targets] = [
    await countByPointAndWeek(database.db, { points, now, count: shownWeeks }),
    await selectPointTargets(database.db),
  ];
  return weeks.map((week) => ({
    ...week,
    name: catalog().points.get(week.point)?.name ?? week.point,
    target: targets.get(week.point) ?? null,
  }));
}
