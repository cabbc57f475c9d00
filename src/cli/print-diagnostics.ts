import process from "node:process";
import type { Diagnostic } from "../channels/diagnostic.ts";

const marks = { ok: "  ok     ", warning: "  WARNING", error: "  ERROR  " } as const;

/** Prints what a check found, and sets the exit code to 1 if it found an error. */
export function printDiagnostics(diagnostics: readonly Diagnostic[]): void {
  for (const { severity, subject, message, remedy } of diagnostics) {
    console.log(`${marks[severity]} ${subject}: ${message}`);
    if (remedy !== null) console.log(`          next: ${remedy}`);
  }
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  console.log(errors === 0 ? "No error was found." : `${errors} to fix, the first one first.`);
  if (errors > 0) process.exitCode = 1;
}
