import type { Wording } from "../../wording/wording.ts";
import { askPort, type PassingFlow, type StepAfterPort } from "../engine/flow.ts";
import type { FollowedDossier } from "../engine/ports.ts";
import { toFollowedDossier } from "./transitions.ts";

declare module "../engine/flow.ts" {
  interface FlowIds {
    "my-dossiers": true;
  }
}

/** No more than there are buttons for. */
const maxListed = 8;
/** The day and the number of the day: by these families tell their dossiers apart. */
const tailLength = 11;

/** Lists the dossiers that the resident follows. */
export const myDossiersFlow: PassingFlow<"my-dossiers"> = {
  id: "my-dossiers",
  kind: "transient",
  version: "1",
  next(answers, { wording: { dossier: wording }, now }) {
    const which = answers.get("which");
    if (which !== undefined) {
      return { kind: "finish", outcome: "dossier-chosen", to: toFollowedDossier(which) };
    }
    const listed = answers.get("@listed");
    if (listed !== undefined) {
      const options = listed.split(" ").map(decodeOption);
      return { kind: "choice", id: "which", ask: wording.askWhich, open: true, options };
    }
    return askPort<"dossier.list">({ port: "dossier.list" }, (followed) =>
      list(followed, wording, now),
    );
  },
};

function list(
  followed: readonly FollowedDossier[],
  wording: Wording["dossier"],
  now: Date,
): StepAfterPort {
  if (followed.length === 0) {
    return { kind: "finish", outcome: "none-followed", texts: [wording.noneFollowed] };
  }
  const lines = followed.map((view) => wording.line(view, now));
  return {
    kind: "say",
    id: "list",
    texts: [[wording.followed(followed.length), ...lines].join("\n")],
    keep: [["@listed", followed.slice(0, maxListed).map(encodeOption).join(" ")]],
    outcome: "dossiers-listed",
  };
}

function encodeOption({ dossier, code }: FollowedDossier): string {
  return `${dossier}:${code.replaceAll(/\s/g, "").slice(-tailLength)}`;
}

function decodeOption(written: string) {
  const [value = "", tail = ""] = written.split(":");
  return { value, label: `…${tail}` };
}
