import { selectPointTargets } from "../../db/queries/links.ts";
import { countByPointAndWeek } from "../../links/link-counts.ts";
import type { DeskContext } from "../framework/context.ts";
import { writeCsv } from "../framework/csv.ts";
import type { DeskRoute, SignedInRequest } from "../framework/route.ts";
import { csvDownload, page } from "../framework/view-result.ts";
import { pointTeams } from "../identity/roles.ts";

const weeksShown = 8;

export const linkCountRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/links/counts",
    roles: pointTeams,
    does: "counts what came of links by point and week, against the team's target",
    answer: async (call, desk) =>
      page("link-counts", "Kết quả của đường dẫn", {
        weeks: weeksShown,
        rows: await count(call, desk),
      }),
  },
  {
    method: "GET",
    path: "/links/counts.csv",
    roles: pointTeams,
    does: "exports the counts of links by point and week",
    answer: async (call, desk) => {
      const rows = (await count(call, desk)).map((row) => [
        ...[row.week, row.point, row.name, row.opened, row.begun, row.checklists, row.followed],
        row.target ?? "",
      ]);
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
      return csvDownload("duong-dan.csv", writeCsv(header, rows));
    },
  },
];

async function count({ account, now }: SignedInRequest, { database, catalog }: DeskContext) {
  const points = account.role === "staff" ? account.pointIds : null;
  const [weeks, aims] = [
    await countByPointAndWeek(database.db, { points, now, count: weeksShown }),
    await selectPointTargets(database.db),
  ];
  return weeks.map((week) => ({
    ...week,
    name: catalog().points.get(week.point)?.name ?? week.point,
    target: aims.get(week.point) ?? null,
  }));
}
