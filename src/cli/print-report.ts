/** Prints the message that an error holds for an operator. Returns false if it holds none. */
export function printReport(error: unknown): boolean {
  if (!Error.isError(error) || !("report" in error)) return false;
  console.error(String(error.report));
  return true;
}
