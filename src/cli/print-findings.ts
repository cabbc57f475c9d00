import process from "node:process";
import type { Finding } from "../channels/finding.ts";

const marks = { ok: "  ok   ", look: "  look ", wrong: "  WRONG" } as const;

/** Prints what a check found, and sets the exit code to 1 where something is wrong. */
export function tellFindings(findings: readonly Finding[]): void {
  for (const { verdict, about, says, next } of findings) {
    console.log(`${marks[verdict]} ${about}: ${says}`);
    if (next !== null) console.log(`         next: ${next}`);
  }
  const wrong = findings.filter(({ verdict }) => verdict === "wrong").length;
  console.log(
    wrong === 0 ? "Nothing is known to be wrong." : `${wrong} to mend, the first one first.`,
  );
  if (wrong > 0) process.exitCode = 1;
}
