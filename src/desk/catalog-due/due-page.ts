import { z } from "zod";
import type { DueReason } from "../../catalog/facts/due.ts";
import { noticeDays } from "../../catalog/facts/window.ts";
import { toLocalDay } from "../../catalog/local-time.ts";
import { formatCsv } from "../framework/csv.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { typedDay } from "../framework/typed-day.ts";
import { csvDownload, page } from "../framework/view-result.ts";
import { officials } from "../identity/roles.ts";
import { type DueRow, describeDue, formatKnownDate } from "./describe-due.ts";
import { readDue } from "./read-due.ts";
import { recordOpened } from "./weekly-notice.ts";

const querySchema = z.object({ at: typedDay("Không có ngày này").optional().catch(undefined) });
const text = z.string();
const dueSchema = z.object({
  day: text,
  sections: z.array(
    z.object({
      id: z.enum(["lapsing", "weak", "old"]),
      title: text,
      rows: z.array(
        z.object({
          procedure: text,
          name: text,
          reason: z.enum(["lapsed", "lapses", "begins", "weak", "old"]),
          place: text,
          field: text.nullable().describe("Such as fees[2]; null: the whole record"),
          states: text,
          on: text,
          next: text.describe("What holds afterwards"),
          isOpen: z.boolean().describe("Nobody has entered what follows"),
          demand: z.number(),
          asked: z.number().describe("Residents who asked in the last 90 days"),
        }),
      ),
    }),
  ),
});

export const catalogDueRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/catalog/due",
    roles: officials,
    purpose: "lists what lapses, is weakly founded or was not checked for long in the catalogue",
    api: { query: querySchema, answer: dueSchema },
    handle: async (request, desk) => {
      const { day, rows } = await readRows(request, desk);
      await recordOpened(desk.database.db, request.account, request.now);
      return page("catalog-due", "Danh mục cần xem lại", {
        day,
        dayName: formatKnownDate(day),
        sections: sections.map(({ reasons, ...section }) => ({
          ...section,
          rows: rows.filter(({ reason }) => reasons.includes(reason)),
        })),
      });
    },
  },
  {
    method: "GET",
    path: "/catalog/due.csv",
    roles: officials,
    purpose: "exports that list",
    handle: async (request, desk) => {
      const { day, rows } = await readRows(request, desk);
      return csvDownload(`can-xem-lai-${day}.csv`, formatCsv(header, rows.map(toCells)));
    },
  },
];

interface Section {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly reasons: readonly DueReason[];
  /** What the column of days says. */
  readonly dayColumn: string;
}

const sections: readonly Section[] = [
  {
    id: "lapsing",
    title: "Sắp hết hạn",
    about: `Hết hạn hoặc bắt đầu có hiệu lực trong ${noticeDays} ngày tới; và những chỗ đã hết hạn mà chưa có gì thay.`,
    reasons: ["lapsed", "lapses", "begins"],
    dayColumn: "Ngày",
  },
  {
    id: "weak",
    title: "Nguồn yếu",
    about: "Chưa ai đọc thấy trong văn bản luật hay trên Cổng Dịch vụ công.",
    reasons: ["weak"],
    dayColumn: "Nguồn từ",
  },
  {
    id: "old",
    title: "Lâu chưa kiểm",
    about: "Đã hơn một năm chưa kiểm lại, hoặc không rõ kiểm lúc nào.",
    reasons: ["old"],
    dayColumn: "Kiểm lần cuối",
  },
];

async function readRows({ query, now }: SignedInRequest, { database, catalog }: DeskContext) {
  const day = querySchema.parse(query).at ?? toLocalDay(now);
  const due = await readDue({ db: database.db, catalog }, { day, now });
  return { day, rows: due.map(describeDue) };
}

const header = [
  "vì sao",
  "thủ tục",
  "mã trong danh mục",
  "chỗ nào",
  "đang ghi",
  "ngày",
  "sau đó",
  "lượt hỏi 90 ngày qua",
  "mức hỏi (1 hằng ngày, 4 ít khi)",
];

function toCells(row: DueRow) {
  const { reasonName, name, procedure, place, states, on, next, asked, demand } = row;
  return [reasonName, name, procedure, place, states, on, next, asked, demand];
}
