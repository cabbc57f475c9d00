/** Prints what an operator needs to read of an error, and returns the exit code. An error without a report is a fault of ours. */
export function printFailure(error: unknown): number {
  const hasReport = Error.isError(error) && "report" in error;
  console.error(hasReport ? error.report : error);
  return 1;
}
