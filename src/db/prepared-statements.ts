import type { ClientBase } from "pg";

const planComment = /^\s*\/\* plan: ([\w-]+) \*\//;

/**
 * Makes the connection prepare a statement that begins with a comment such as `/* plan: settle *\/` once, under that name. This
 * is for statements that run thousands of times a minute and take the server longer to plan than to execute. The text of such a
 * statement must always be the same, so lists have to be passed as arrays. The embedded database ignores the comment.
 */
export function nameStatements(client: ClientBase): void {
  const query: (text: unknown, ...rest: unknown[]) => unknown = client.query.bind(client);
  const queryByName = (text: unknown, ...rest: unknown[]) => {
    const name = typeof text === "string" ? planComment.exec(text)?.[1] : undefined;
    return query(name === undefined ? text : { name, text }, ...rest);
  };
  client.query = queryByName as typeof client.query;
}
