import { readFile } from "node:fs/promises";
import process from "node:process";
import { parseArgs } from "node:util";
import { readConfig } from "../config/config.ts";
import { type AuditChainResult, verifyAuditChain } from "../db/audit-chain.ts";
import { connectDatabase } from "../db/open.ts";
import type { AuditHead } from "../db/queries/audit-chain.ts";
import { printReport } from "./print-report.ts";

const usage = `npm run audit:verify                          verifies every entry of the audit trail
  -- --head POSITION:HASH                     the trail must also contain this head; may be repeated
  -- --heads FILE                             the same for each line of a file; default AUDIT_HEAD_FILE
  -- --from POSITION:HASH                     begins behind this head, if older entries were removed`;
const headForm = /\b(\d{1,15}):([0-9a-f]{64})\b/;

process.exitCode = await main(process.argv.slice(2));

/** Returns 0 if the trail is intact, 1 if it is not or cannot be read, and 2 for a wrong command. */
async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (options === null) {
    console.error(usage);
    return 2;
  }
  try {
    const config = readConfig(process.env);
    const file = options.headsFile ?? config.audit.headFile;
    const heads = [...options.heads, ...(file === null ? [] : await readHeads(file))];
    const driver = await connectDatabase(config, fail);
    try {
      const { from } = options;
      return print(await verifyAuditChain(driver.db, { heads, ...(from !== null && { from }) }));
    } finally {
      await driver.close();
    }
  } catch (error) {
    if (!printReport(error)) throw error;
    return 1;
  }
}

interface Options {
  readonly heads: readonly AuditHead[];
  readonly headsFile: string | null;
  readonly from: AuditHead | null;
}

/** Returns null for arguments that cannot be read. */
function readOptions(args: readonly string[]): Options | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        head: { type: "string", multiple: true, default: [] },
        heads: { type: "string" },
        from: { type: "string" },
      },
    });
    const from = values.from === undefined ? null : parseHead(values.from);
    const heads = values.head.map(parseHead);
    if (heads.includes(null) || (values.from !== undefined && from === null)) return null;
    return { heads: heads.flatMap((head) => head ?? []), headsFile: values.heads ?? null, from };
  } catch {
    // The usage says what is allowed.
    return null;
  }
}

/** A file that does not exist yet holds no heads: nothing was written to it so far. */
async function readHeads(path: string): Promise<AuditHead[]> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  return text.split("\n").flatMap((line) => parseHead(line) ?? []);
}

function parseHead(text: string): AuditHead | null {
  const match = headForm.exec(text);
  return match === null ? null : { position: Number(match[1]), hash: match[2] ?? "" };
}

function print(result: AuditChainResult): number {
  if (result.isIntact) {
    const end = result.head === null ? "" : `, head ${result.head.position}:${result.head.hash}`;
    console.log(`The audit trail is intact: ${result.entries} entries${end}`);
    return 0;
  }
  const entry = result.entryId === null ? "" : `, entry ${result.entryId}`;
  console.error(
    `The audit trail is BROKEN at position ${result.position}${entry}: ${result.reason}`,
  );
  return 1;
}

function fail(error: Error): never {
  throw error;
}
