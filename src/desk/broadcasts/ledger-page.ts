import { z } from "zod";
import type { DbHandle } from "../../db/schema.ts";
import {
  type LedgerLine,
  readLedgerPage,
  readLedgerPages,
} from "../../notify/broadcasts/ledger.ts";
import { recordAction } from "../audit/record-action.ts";
import { formatCsvPages } from "../framework/csv.ts";
import { optionalId, parseForm } from "../framework/form.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { csvDownload, page, xlsxDownload } from "../framework/view-result.ts";
import type { XlsxRow } from "../framework/xlsx.ts";
import { formatXlsxPages } from "../framework/xlsx-pages.ts";
import { officials } from "../identity/roles.ts";
import { broadcastRouteName, channelNames, lineStates, reasonName } from "./labels.ts";
import { findBroadcastOwner, requireBroadcast } from "./requested-broadcast.ts";

const pageSize = 100;
const ledgerQuery = z.object({
  after: optionalId("Trang không có"),
  state: z.enum(["waiting", "sent", "failed", "skipped"]).optional().catch(undefined),
});

export const ledgerRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/broadcasts/:broadcast/ledger",
    roles: officials,
    purpose: "shows the outcome for each recipient",
    findOwner: findBroadcastOwner,
    handle: async (request, desk) => {
      const { id, title } = await requireBroadcast(request, desk);
      const { value } = parseForm(ledgerQuery, request.query);
      const state = value?.state ?? null;
      const after = value?.after ?? 0;
      const found = await readLedgerPage(desk.database.db, id, {
        after,
        limit: pageSize + 1,
        state,
      });
      const lines = found.slice(0, pageSize);
      return page("broadcast-ledger", `Sổ gửi: ${title}`, {
        id,
        state,
        lines: lines.map(describeLedgerLine),
        states: Object.entries(lineStates).map(([value, name]) => ({ value, name })),
        next: found.length > pageSize ? lines.at(-1)?.id : null,
      });
    },
  },
  {
    method: "GET",
    path: "/broadcasts/:broadcast/ledger.csv",
    roles: officials,
    purpose: "exports the outcome for each recipient; the export is recorded",
    findOwner: findBroadcastOwner,
    handle: async (request, desk) => {
      const id = await recordExport(request, desk);
      return csvDownload(
        `tin-chung-${id}.csv`,
        formatCsvPages(header, rowsOf(desk.database.db, id)),
      );
    },
  },
  {
    method: "GET",
    path: "/broadcasts/:broadcast/ledger.xlsx",
    roles: officials,
    purpose: "exports the outcome for each recipient, for a spreadsheet; the export is recorded",
    findOwner: findBroadcastOwner,
    handle: async (request, desk) => {
      const id = await recordExport(request, desk);
      const rows = firstRows(rowsOf(desk.database.db, id), maxSheetRows);
      return xlsxDownload(`tin-chung-${id}.xlsx`, await formatXlsxPages("Sổ gửi", header, rows));
    },
  },
];

/** More lines of a spreadsheet take too much memory; the CSV has all. */
const maxSheetRows = 100_000;

async function* firstRows<Row>(
  pages: AsyncIterable<readonly Row[]>,
  limit: number,
): AsyncGenerator<readonly Row[]> {
  let left = limit;
  for await (const page of pages) {
    yield page.slice(0, left);
    left -= page.length;
    if (left <= 0) return;
  }
}

async function recordExport(request: SignedInRequest, desk: DeskContext): Promise<number> {
  const { id, recipients } = await requireBroadcast(request, desk);
  const subject = `broadcast ${id}`;
  const action = { action: "broadcast.export", subject, detail: `${recipients ?? 0} lines` };
  await recordAction(desk.database.db, request.account, action, request.now);
  return id;
}

const header = [
  "Dòng",
  "Kênh của người nhận",
  "Hồ sơ",
  "Kết quả",
  "Gửi qua",
  "Vì sao",
  "Chi tiết",
  "Số lần thử",
  "Lúc",
  "Đã tới",
  "Đã xem",
];

function describeLedgerLine(line: LedgerLine) {
  return {
    ...line,
    channelName: channelNames[line.channel] ?? line.channel,
    stateName: lineStates[line.state] ?? line.state,
    routeName: line.route === null ? "" : broadcastRouteName(line.route),
    whyName: line.why === null ? "" : reasonName(line.why),
  };
}

async function* rowsOf(db: DbHandle, id: number): AsyncGenerator<readonly XlsxRow[]> {
  for await (const lines of readLedgerPages(db, id)) yield lines.map(toRow);
}

function toRow(line: LedgerLine) {
  const { id, dossierCodes, tries, reason, settledAt, deliveredAt, seenAt } = line;
  const { channelName, stateName, routeName: route, whyName: why } = describeLedgerLine(line);
  return [
    id,
    channelName,
    dossierCodes,
    stateName,
    route,
    why,
    reason,
    tries,
    settledAt,
    deliveredAt,
    seenAt,
  ];
}
