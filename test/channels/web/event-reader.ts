export interface ReadEvent {
  readonly id: string | undefined;
  readonly event: string | undefined;
  readonly data: string | undefined;
}

/** Reads a stream of server-sent events as a browser does, one event at a time; comments come as events of no kind. */
export async function openEvents(
  url: string,
  headers: Record<string, string>,
): Promise<{ response: Response; next(): Promise<ReadEvent | null>; close(): void }> {
  const controller = new AbortController();
  const response = await fetch(url, { headers, signal: controller.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";

  const next = async (): Promise<ReadEvent | null> => {
    for (;;) {
      const end = buffer.indexOf("\n\n");
      if (end >= 0) {
        const block = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        return parse(block);
      }
      const chunk = await reader?.read();
      if (chunk === undefined || chunk.done) return null;
      buffer += chunk.value;
    }
  };
  return { response, next, close: () => controller.abort() };
}

function parse(block: string): ReadEvent {
  const fields = new Map(
    block.split("\n").map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    }),
  );
  return { id: fields.get("id"), event: fields.get("event"), data: fields.get("data") };
}
