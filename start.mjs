// Plain JavaScript on purpose: an older Node must be told so before it meets a TypeScript file.
import module from "node:module";
import process from "node:process";

// The first with argon2, which keeps the desk's passwords.
const needed = "24.7";
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 24 || (major === 24 && minor < 7)) {
  console.error(
    `Hướng Dẫn needs Node ${needed} or newer and this is ${process.version}. ` +
      "Run `npm ci && npm start`: npm brings the right Node with it.",
  );
  process.exit(1);
}
// Kept between starts, stripped and compiled code spares time and a good part of the memory.
module.enableCompileCache();
await import("./src/main.ts");
// Else it is written at an orderly end only, and a process that was killed leaves the next one to begin anew.
module.flushCompileCache();
// The space for young objects grew with the start, and is given back only when asked for; load lets it grow again.
globalThis.gc?.({ type: "major", execution: "sync", flavor: "last-resort" });
