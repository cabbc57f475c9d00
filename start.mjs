// Plain JavaScript on purpose: an older Node must reach this message before it meets a TypeScript file.
import module from "node:module";
import process from "node:process";

// The first version with argon2, which hashes the desk's passwords.
const required = "24.7";
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 24 || (major === 24 && minor < 7)) {
  console.error(
    `Hướng Dẫn needs Node ${required} or newer and this is ${process.version}. ` +
      "Run `npm ci && npm start`: npm brings the right Node with it.",
  );
  process.exit(1);
}
// Keeps the stripped and compiled code between starts: the next one is faster and needs less memory.
module.enableCompileCache();
await import("./src/main.ts");
// Node itself writes the cache at an orderly end only; a killed process would leave the next start without one.
module.flushCompileCache();
