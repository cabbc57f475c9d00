/**
 * Requests that cost much if anything is done with them before their size is checked. Each works on every route, so that a
 * route added later is tried too. `npm run faults -- hostile` sends the same to the running service.
 */

/** A request of a payload to one route. */
export interface HostileRequest {
  /** The path, with what stands in its parameters and behind the `?`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** null: without a body. */
  readonly body: Buffer | null;
}

export interface HostilePayload {
  readonly name: string;
  /** Builds the request to a route with this path, such as `/l/:code`. */
  build(route: string): HostileRequest;
}

/** Names under which forms and APIs take texts. A schema that lists its fields reads at least one of them. */
const fieldNames = [
  ...["username", "password", "next", "name", "text", "title", "code", "phone", "q", "note", "id"],
  ...["madonvi", "session", "service", "data", "body", "address", "reason", "search", "email"],
];
const boundary = "hostile";
/** Node takes at most 16 KB of headers. */
const longHeader = "x".repeat(15_000);
/** Composing it takes time in the square of its length: two marks of different classes, in the wrong order. */
const marks = `a${"\u0301\u0323".repeat(15_000)}`;
const commas = ",".repeat(4_000_000);
const nesting = 100_000;
const digits = "9".repeat(60_000);

/** A value for each field name. */
function fields(value: unknown): Record<string, unknown> {
  return Object.fromEntries(fieldNames.map((name) => [name, value]));
}

function manyFields(): [name: string, value: string][] {
  return Array.from({ length: 1_000 }, (_, at) => [`field${at}`, "x".repeat(50)]);
}

const json = { "content-type": "application/json" };
const form = { "content-type": "application/x-www-form-urlencoded" };
const multipart = { "content-type": `multipart/form-data; boundary=${boundary}` };

function post(name: string, headers: Readonly<Record<string, string>>, body: () => string) {
  let bytes: Buffer | null = null;
  return {
    name,
    build: (route: string): HostileRequest => {
      bytes ??= Buffer.from(body());
      return { path: fillPath(route, "1"), headers, body: bytes };
    },
  };
}

function get(name: string, build: (route: string) => Omit<HostileRequest, "body">): HostilePayload {
  return { name, build: (route) => ({ ...build(route), body: null }) };
}

function parts(values: readonly (readonly [string, string])[], file: string | null): string {
  const written = values.map(
    ([name, value]) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const upload =
    file === null
      ? ""
      : `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${file}\r\n`;
  return `${written.join("")}${upload}--${boundary}--\r\n`;
}

/** Fills the parameters of a route's path. */
function fillPath(route: string, value: string): string {
  return route.replaceAll(/:\w+/g, encodeURIComponent(value)).replaceAll("*", "x");
}

/** A small request, to compare with. */
export const plainPayload: HostilePayload = {
  name: "nothing",
  build: (route) => ({
    path: fillPath(route, "1"),
    headers: { "content-type": "application/json" },
    body: Buffer.from("{}"),
  }),
};

/** Fits into the request line that Node takes. */
const marksInPath = marks.slice(0, 2_000);

export const hostilePayloads: readonly HostilePayload[] = [
  post("60 KB of combining marks in JSON", json, () =>
    JSON.stringify(fields(marks.slice(0, 3_000))),
  ),
  post("one field of 60 KB of combining marks in JSON", json, () =>
    JSON.stringify({ username: marks, password: "x", text: "x", id: "1" }),
  ),
  post("another field of 60 KB of combining marks in JSON", json, () =>
    JSON.stringify({ password: marks, username: "x", session: "x", data: [marks] }),
  ),
  post("combining marks in a form", form, () =>
    new URLSearchParams(
      fieldNames.map((name): [string, string] => [name, marks.slice(0, 500)]),
    ).toString(),
  ),
  post("combining marks in multipart fields", multipart, () =>
    parts(
      fieldNames.map((name) => [name, marks]),
      `ma ho so\n${marks}\n`,
    ),
  ),
  post("1,000 fields in JSON", json, () => JSON.stringify(Object.fromEntries(manyFields()))),
  post("1,000 fields in a form", form, () => new URLSearchParams(manyFields()).toString()),
  post("1,000 fields in multipart", multipart, () => parts(manyFields(), null)),
  post("4 MB of commas", json, () => commas),
  post("4 MB of commas in JSON", json, () => JSON.stringify(fields(commas.slice(0, 200_000)))),
  post("4 MB of commas in a form", form, () => `q=${commas}`),
  post("4 MB of commas in a file", multipart, () => parts([], `ma ho so\n${commas}\n`)),
  post("lists in lists", json, () => "[".repeat(nesting) + "]".repeat(nesting)),
  post("30,000 lists in a field", json, () => {
    const deep = "[".repeat(nesting / 4) + "]".repeat(nesting / 4);
    return `{"username":${deep},"data":${deep}}`;
  }),
  post("objects in objects", json, () => `${'{"a":'.repeat(nesting)}1${"}".repeat(nesting)}`),
  post("10,000 objects in a field", json, () => {
    const deep = `${'{"a":'.repeat(nesting / 10)}1${"}".repeat(nesting / 10)}`;
    return `{"text":${deep}}`;
  }),
  post("a number of 60,000 digits", json, () => `{"id":${digits},"lat":1e400,"data":[${digits}]}`),
  post("numbers that are no integers", json, () => JSON.stringify(fields(Number.MAX_VALUE))),
  post(
    "forbidden keys",
    json,
    () => '{"__proto__":{"a":1},"constructor":{"prototype":1},"toString":1}',
  ),
  post("a body that is no JSON", json, () => `{"a":"${"\\u0301".repeat(10_000)}`),
  get("combining marks in the path", (route) => ({
    path: fillPath(route, marksInPath),
    headers: {},
  })),
  get("letters beyond ASCII in the path", (route) => ({
    path: fillPath(route, `1-${"é".repeat(22)}`),
    headers: {},
  })),
  get("combining marks in the query", (route) => {
    const query = new URLSearchParams(
      fieldNames.slice(0, 5).map((name): [string, string] => [name, marksInPath]),
    );
    return {
      path: `${fillPath(route, "1")}?q=${encodeURIComponent(marksInPath)}&${query.toString().slice(0, 2_000)}`,
      headers: {},
    };
  }),
  get("1,000 parameters in the query", (route) => ({
    path: `${fillPath(route, "1")}?${Array.from({ length: 1_000 }, (_, at) => `q=${at}`).join("&")}`,
    headers: {},
  })),
  get("a huge number in path and query", (route) => ({
    path: `${fillPath(route, digits.slice(0, 90))}?limit=${digits.slice(0, 5_000)}&page=1e308&lat=1e400&lng=-1e400`,
    headers: {},
  })),
  get("names of Object's own in path and query", (route) => ({
    path: `${fillPath(route, "__proto__")}?figure=constructor&code=toString&q=__proto__&__proto__=1`,
    headers: {},
  })),
  get("a long header", (route) => ({
    path: fillPath(route, "1"),
    headers: { "x-long": longHeader },
  })),
  get("a long cookie", (route) => ({
    path: fillPath(route, "1"),
    headers: { cookie: `huong-dan-visitor=${longHeader}` },
  })),
  get("a thousand cookies", (route) => ({
    path: fillPath(route, "1"),
    headers: { cookie: Array.from({ length: 1_000 }, (_, at) => `a${at}=%CC%81`).join("; ") },
  })),
  get("long headers that the service reads", (route) => ({
    path: fillPath(route, "1"),
    headers: {
      authorization: `Bearer ${"x".repeat(4_000)}`,
      "x-zevent-signature": "0".repeat(2_000),
      "x-hub-signature-256": `sha256=${"0".repeat(2_000)}`,
      "last-event-id": "9".repeat(2_000),
      "accept-language": "vi,".repeat(1_000),
    },
  })),
];
