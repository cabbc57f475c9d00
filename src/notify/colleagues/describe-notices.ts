import type { ColleagueEvent } from "../../db/queries/colleague-events.ts";
import { selectDossierCodes } from "../../db/queries/colleague-sends.ts";
import type { DbHandle } from "../../db/schema.ts";
import { eventNames } from "./events.ts";

/** What a notice is about. */
interface NoticeObject {
  readonly event: string;
  readonly object_kind: string;
  readonly object_id: number;
}

/** A notice in words: no name, phone or whole code of anybody, because it leaves the desk. */
interface DescribedNotice {
  readonly event: string;
  readonly name: string;
  readonly object: string;
  /** Below the service's address. */
  readonly path: string;
}

const codeEnd = 4;

/** Describes notices, each by its kind, its object's short name and the page that shows it. */
export async function describeNotices(
  db: DbHandle,
  notices: readonly NoticeObject[],
): Promise<readonly DescribedNotice[]> {
  const dossiers = notices.filter(({ object_kind }) => object_kind === "dossier");
  const codes = await selectDossierCodes(
    db,
    dossiers.map(({ object_id }) => object_id),
  );
  return notices.map(({ event, object_kind, object_id }) => {
    const name = Object.hasOwn(eventNames, event) ? eventNames[event as ColleagueEvent] : event;
    switch (object_kind) {
      case "dossier": {
        const code = codes.get(object_id) ?? "";
        const object = `hồ sơ …${code.slice(-codeEnd)}`;
        return { event, name, object, path: `/desk/dossiers/${object_id}` };
      }
      case "broadcast":
        return { event, name, object: `tin ${object_id}`, path: `/desk/broadcasts/${object_id}` };
      default:
        return {
          event,
          name,
          object: `việc ${object_id}`,
          path: `/desk/${event === "data-request" ? "tasks" : "inbox"}/${object_id}`,
        };
    }
  });
}

/** What is sent to a colleague: several notices of the same time are one message. */
export interface ColleagueMessage {
  readonly subject: string;
  readonly text: string;
  /** The page that it opens. */
  readonly url: string;
}

const maxLines = 5;

/** Writes one message about all these notices. */
export function writeMessage(
  described: readonly DescribedNotice[],
  publicUrl: string,
): ColleagueMessage {
  const list = `${publicUrl}/desk/account/notices`;
  const [first] = described;
  if (first !== undefined && described.length === 1) {
    const url = `${publicUrl}${first.path}`;
    return { subject: first.name, text: `${first.name} (${first.object}).\n${url}`, url };
  }
  const lines = described
    .slice(0, maxLines)
    .map(({ name, object, path }) => `- ${name} (${object}): ${publicUrl}${path}`);
  const others = described.length - lines.length;
  const rest = others > 0 ? [`… và ${others} việc khác: ${list}`] : [];
  return {
    subject: `${described.length} việc đang chờ bạn`,
    text: [`${described.length} việc đang chờ bạn:`, ...lines, ...rest].join("\n"),
    url: list,
  };
}
