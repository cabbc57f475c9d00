import { z } from "zod";
import type { DbHandle } from "../../db/schema.ts";
import {
  type LedgerLine,
  readLedgerPage,
  readLedgerPages,
} from "../../notify/broadcasts/ledger.ts";
import { recordAction } from "../audit/record-action.ts";
import { type Row, writeCsvPages } from "../framework/csv.ts";
import { optionalId, readForm } from "../framework/form.ts";
import type { DeskRoute } from "../framework/route.ts";
import { csvDownload, page } from "../framework/view-result.ts";
import { officials } from "../identity/roles.ts";
import { broadcastRouteName, channelNames, lineStates, whyName } from "./labels.ts";
import { ownerOfBroadcast, requireBroadcast } from "./requested-broadcast.ts";

const pageSize = 100;
const asked = z.object({
  after: optionalId("Trang không có"),
  state: z.enum(["waiting", "sent", "failed", "skipped"]).optional().catch(undefined),
});

export const ledgerRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/broadcasts/:broadcast/ledger",
    roles: officials,
    does: "shows what became of each recipient",
    ownerOf: ownerOfBroadcast,
    answer: async (call, desk) => {
      const { id, title } = await requireBroadcast(call, desk);
      const { value } = readForm(asked, call.query);
      const state = value?.state ?? null;
      const after = value?.after ?? 0;
      const found = await readLedgerPage(desk.database.db, id, {
        after,
        limit: pageSize + 1,
        state,
      });
      const lines = found.slice(0, pageSize);
      return page("broadcast-ledger", `Sổ gửi: ${title}`, {
        ...{ id, state },
        lines: lines.map(inWords),
        states: Object.entries(lineStates).map(([value, name]) => ({ value, name })),
        next: found.length > pageSize ? lines.at(-1)?.id : null,
      });
    },
  },
  {
    method: "GET",
    path: "/broadcasts/:broadcast/ledger.csv",
    roles: officials,
    does: "exports what became of each recipient; the export is recorded",
    ownerOf: ownerOfBroadcast,
    answer: async (call, desk) => {
      const { id, recipients } = await requireBroadcast(call, desk);
      const subject = `broadcast ${id}`;
      const deed = { action: "broadcast.export", subject, detail: `${recipients ?? 0} lines` };
      await recordAction(desk.database.db, call.account, deed, call.now);
      return csvDownload(
        `tin-chung-${id}.csv`,
        writeCsvPages(header, rowsOf(desk.database.db, id)),
      );
    },
  },
];

const header = [
  ...[
    "Dòng",
    "Kênh của người nhận",
    "Hồ sơ",
    "Kết quả",
    "Gửi qua",
    "Vì sao",
    "Chi tiết",
    "Số lần thử",
  ],
  ...["Lúc", "Đã tới", "Đã xem"],
];

function inWords(line: LedgerLine) {
  return {
    ...line,
    channelName: channelNames[line.channel] ?? line.channel,
    stateName: lineStates[line.state] ?? line.state,
    routeName: line.route === null ? "" : broadcastRouteName(line.route),
    whyName: line.why === null ? "" : whyName(line.why),
  };
}

async function* rowsOf(db: DbHandle, id: number): AsyncGenerator<readonly Row[]> {
  for await (const lines of readLedgerPages(db, id)) yield lines.map(toRow);
}

function toRow(line: LedgerLine) {
  const { id, dossierCodes, tries, reason, settledAt, deliveredAt, seenAt } = line;
  const { channelName, stateName, routeName: route, whyName: why } = inWords(line);
  return [
    ...[id, channelName, dossierCodes, stateName, route, why, reason, tries],
    ...[settledAt, deliveredAt, seenAt],
  ];
}
