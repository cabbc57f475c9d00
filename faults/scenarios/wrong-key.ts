import type { Outcome, Scenario, Trial } from "../scenario.ts";
import { withViolations } from "../scenario.ts";

const wrongKey = "another-secret-key-0123456789abcdef0123456789abcdef";
/** A report, and not the stack of an error. */
const maxReportLines = 4;

/** The service is started with another SECRET_KEY than the one that sealed what is stored. */
export const keyScenarios: readonly Scenario[] = [
  { name: "wrong-key", replicas: 1, run: startWithWrongKey },
];

/** It refuses to start and says so, damages nothing, and with the right key everything goes on where it was. */
async function startWithWrongKey(trial: Trial): Promise<Outcome> {
  const { environment } = trial;
  let started = true;
  let report = "";
  const outcome = await trial.runUnderLoad(async () => {
    const stoppedAt = Date.now();
    const [replica] = environment.replicas;
    if (replica === undefined) throw new Error("There is no replica.");
    await replica.program.stop();
    const tried = await environment.tryStart(replica, { SECRET_KEY: wrongKey });
    ({ started } = tried);
    report = tried.log;
    await environment.restart(replica);
    return { interruptedAt: [stoppedAt], liftedAt: [stoppedAt] };
  });
  const lines = report.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("{"));
  return withViolations(outcome, [
    started ? "the service started with a wrong key" : null,
    /SECRET_KEY/.test(report) ? null : "the report does not name SECRET_KEY",
    lines.length > maxReportLines ? `the report has ${lines.length} lines` : null,
    report.includes(wrongKey) ? "the report repeats the key" : null,
  ]);
}
