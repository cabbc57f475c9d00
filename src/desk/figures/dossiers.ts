import { sql } from "kysely";
import { routeName, stateName } from "../dossiers/labels.ts";
import { isLate, startOfDay } from "../dossiers/search.ts";
import { type Figure, type FigureRequest, percent } from "./figure.ts";

const ofAgency = (agencyId: number | null) =>
  agencyId === null ? sql`true` : sql`dossier.agency_id = ${agencyId}`;

/** Dossiers past their promised day, by the unit that has them. */
export async function readOverdue({ db, now, agencyId }: FigureRequest): Promise<Figure> {
  const late = isLate(startOfDay(now));
  const { rows } = await sql<{ unit: string | null; late: number; open: number }>`
    select coalesce(dossier_step.unit, agency.name) as unit,
      (count(*) filter (where ${late}))::int as late, count(*)::int as open
    from dossier left join agency on agency.id = dossier.agency_id
      left join dossier_step on dossier_step.identity = dossier.told_identity
    where ${ofAgency(agencyId)}
      and (dossier.told_status is null or dossier.told_status not in (3, 7, 8, 9, 10))
    group by 1 order by 2 desc, 1`.execute(db);
  return {
    id: "overdue",
    title: "Hồ sơ quá hẹn theo đơn vị",
    about: "Hồ sơ chưa xong và đã qua ngày hẹn trả, hôm nay.",
    header: ["Đơn vị", "Quá hẹn", "Đang giải quyết", "Tỷ lệ"],
    rows: rows.map(({ unit, late: count, open }) => [
      unit ?? "Chưa rõ đơn vị",
      count,
      open,
      percent(count, open),
    ]),
  };
}

/** What became of the news that followers were to be told, by route. */
export async function readDeliveries({ db, from, now, agencyId }: FigureRequest): Promise<Figure> {
  const { rows } = await sql<{ route: string | null; state: string; count: number; seen: number }>`
    select delivery.route, delivery.state, count(*)::int as count, count(delivery.seen_at)::int as seen
    from delivery join status_event on status_event.id = delivery.event_id
      join dossier on dossier.id = status_event.dossier_id
    where status_event.created_at >= ${from} and status_event.created_at <= ${now}
      and ${ofAgency(agencyId)}
    group by 1, 2 order by 3 desc, 1, 2`.execute(db);
  return {
    id: "deliveries",
    title: "Tin đã báo theo kênh và kết quả",
    about: "Tin về hồ sơ trong khoảng thời gian này.",
    header: ["Kênh và kết quả", "Tin", "Đã xem"],
    rows: rows.map(({ route, state, count, seen }) => [
      route === null ? stateName(state) : `${routeName(route)}: ${stateName(state).toLowerCase()}`,
      count,
      seen,
    ]),
  };
}
