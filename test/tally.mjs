/** Prints the one closing line that CI reads; a file that cannot be loaded counts as one failure. */
export default class Tally {
  onRunComplete(_contexts, results) {
    const unloadable = results.testResults.filter(
      (file) => file.testExecError && file.numFailingTests === 0,
    ).length;
    const skipped = results.numPendingTests + results.numTodoTests;
    const tail = skipped ? `, ${skipped} skipped` : "";
    process.stdout.write(
      `\n${results.numPassedTests} passed, ${results.numFailedTests + unloadable} failed${tail}\n`,
    );
  }
}
