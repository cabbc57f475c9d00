import type { Catalog } from "../../catalog/catalog.ts";
import type { HelpPoint } from "../../catalog/schema.ts";
import type { Account } from "../identity/account.ts";
import { procedureName } from "./labels.ts";
import type { ConversationSummary } from "./summarize.ts";

interface Choice {
  readonly id: string;
  readonly name: string;
}

/** What can be sent to a resident in one press, the likeliest first. */
export interface Sendable {
  /** Of what the resident was being told about; null: of nothing. */
  readonly procedure: Choice | null;
  readonly procedures: readonly Choice[];
  readonly point: Choice | null;
  /** Those nearby: of the same province, the same ward first. */
  readonly points: readonly Choice[];
  /** The page of the procedure; null if there is none, or if the service has no https address. */
  readonly link: { readonly url: string; readonly title: string } | null;
}

/** Finds what can be sent in a conversation. */
export function findSendable(
  { procedureId, pointId }: ConversationSummary,
  {
    catalog,
    account,
    publicUrl,
  }: {
    readonly catalog: Catalog;
    readonly account: Account;
    readonly publicUrl: string;
  },
): Sendable {
  const name = procedureName(catalog, procedureId);
  const procedure = procedureId === null || name === null ? null : { id: procedureId, name };
  const place = catalog.points.get(pointId ?? account.pointIds[0] ?? "");
  const hasPage = procedure !== null && catalog.procedures.has(procedure.id);
  return {
    procedure,
    procedures: [...catalog.procedures.values()].map(toChoice).sort(byName),
    point: place === undefined ? null : toChoice(place),
    points: listPoints(catalog, place),
    link:
      hasPage && publicUrl.startsWith("https:")
        ? { url: `${publicUrl}/thu-tuc/${procedure.id}`, title: procedure.name }
        : null,
  };
}

const maxPoints = 60;

function listPoints({ points }: Catalog, place: HelpPoint | undefined): Choice[] {
  const isNear = (point: HelpPoint) => point.ward_code === place?.ward_code;
  return [...points.values()]
    .filter((point) => place === undefined || point.province === place.province)
    .sort((a, b) => Number(isNear(b)) - Number(isNear(a)))
    .slice(0, maxPoints)
    .map(toChoice);
}

function toChoice({ id, name }: Choice): Choice {
  return { id, name };
}

function byName(a: Choice, b: Choice): number {
  return a.name.localeCompare(b.name, "vi");
}
