import type { ClientBase } from "pg";

const planName = /^\s*\/\* plan: ([\w-]+) \*\//;

/**
 * Has a statement that begins with a comment such as `/* plan: settle *\/` prepared once in this connection, under that name: for
 * what runs thousands of times a minute, and takes the server longer to plan than to do. Its text must be the same each time, so
 * lists go as arrays. The embedded database reads the comment as one.
 */
export function keepPlans(client: ClientBase): void {
  const query: (text: unknown, ...rest: unknown[]) => unknown = client.query.bind(client);
  const named = (text: unknown, ...rest: unknown[]) => {
    const name = typeof text === "string" ? planName.exec(text)?.[1] : undefined;
    return query(name === undefined ? text : { name, text }, ...rest);
  };
  client.query = named as typeof client.query;
}
