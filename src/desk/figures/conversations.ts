import { countConversations, type FigureFilter } from "../../db/queries/figures.ts";
import { channelName } from "../dossiers/labels.ts";
import type { Figure } from "./figure.ts";

/** Counts conversations: one resident on one day is one conversation. */
export async function readConversations(filter: FigureFilter): Promise<Figure> {
  const rows = await countConversations(filter);
  const channels = [...new Set(rows.map(({ channel }) => channel))];
  const days = Map.groupBy(rows, ({ day }) => day);
  return {
    id: "conversations",
    title: "Cuộc trò chuyện mỗi ngày",
    about: "Mỗi người mỗi ngày tính một cuộc.",
    header: ["Ngày", "Cuộc trò chuyện", ...channels.map(channelName)],
    rows: [...days].map(([day, ofDay]) => {
      const counts = channels.map(
        (channel) => ofDay.find((row) => row.channel === channel)?.count ?? 0,
      );
      const sum = counts.reduce((total, count) => total + count, 0);
      return [day.split("-").toReversed().join("/"), sum, ...counts];
    }),
  };
}
