import { ask, type Flow, type FlowContext, type Step } from "../engine/flow.ts";
import type { FollowedDossier } from "../engine/ports.ts";

/** As many as there are buttons for. */
const maxListed = 8;
/** The day and the number of the day: what families tell their dossiers apart by. */
const tailLength = 11;

/** The dossiers that the resident follows, side by side. */
export const myDossiersFlow: Flow = {
  id: "my-dossiers",
  version: "1",
  title: () => null,
  next(answers, { wording: { dossier: wording }, now }) {
    const which = answers.get("which");
    if (which !== undefined) {
      const go = { flow: "dossier", answers: [["@dossier", which]] } as const;
      return { kind: "finish", outcome: "dossier-chosen", go };
    }
    const listed = answers.get("@listed");
    if (listed !== undefined) {
      const options = listed.split(" ").map(readOption);
      return { kind: "choice", id: "which", ask: wording.askWhich, open: true, options };
    }
    return ask<"dossier.list">({ port: "dossier.list" }, (followed) =>
      list(followed, wording, now),
    );
  },
};

function list(
  followed: readonly FollowedDossier[],
  wording: FlowContext["wording"]["dossier"],
  now: Date,
): Exclude<Step, { kind: "ask" }> {
  if (followed.length === 0) {
    return { kind: "finish", outcome: "none-followed", texts: [wording.noneFollowed] };
  }
  const lines = followed.map((view) => wording.line(view, now));
  return {
    kind: "say",
    id: "list",
    texts: [[wording.followed(followed.length), ...lines].join("\n")],
    keep: [["@listed", followed.slice(0, maxListed).map(writeOption).join(" ")]],
    outcome: "dossiers-listed",
  };
}

function writeOption({ dossier, code }: FollowedDossier): string {
  return `${dossier}:${code.replaceAll(/\s/g, "").slice(-tailLength)}`;
}

function readOption(written: string) {
  const [value = "", tail = ""] = written.split(":");
  return { value, label: `…${tail}` };
}
