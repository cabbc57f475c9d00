import { sql } from "kysely";
import { channelName } from "../dossiers/labels.ts";
import { type Figure, type FigureRequest, isAtPoints } from "./figure.ts";

/** One resident on one day is one conversation. */
export async function readConversations(request: FigureRequest): Promise<Figure> {
  const { db, from, now } = request;
  const { rows } = await sql<{ day: string; channel: string; count: number }>`
    select to_char(at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as day, channel,
      count(distinct resident_hash)::int as count
    from turn_fact where at >= ${from} and at <= ${now} and ${isAtPoints(request)}
    group by 1, 2 order by 1, 2`.execute(db);
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
