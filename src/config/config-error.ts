/** The environment is invalid. The message names every wrong variable and what it should be. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  /** One entry for each wrong or missing variable: `NAME: what is wrong`. */
  readonly issues: readonly string[];
  /** The text for the operator, without a stack trace. */
  readonly report: string;

  constructor(issues: readonly string[]) {
    const title = `Hướng Dẫn cannot start: ${issues.length} wrong or missing in the environment.`;
    super([title, ...issues.map((issue) => `  ${issue}`)].join("\n"));
    this.issues = issues;
    this.report = this.message;
  }
}
